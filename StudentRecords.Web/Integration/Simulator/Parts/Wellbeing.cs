namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>Wellbeing: adjustments for newcomers (F063), one told with a story, which is turned away, and the outcome of a claim (F066).</summary>
internal sealed class Wellbeing() : Part("WELL")
{
    private const string Flow = "F063";

    public override IEnumerable<Post> Sends(TermStage stage, Scene scene) => (stage, scene.Taught.Count) switch
    {
        (TermStage.Assessment, > 3) =>
        [
            One(Granted(scene, 0, "ExtraTime", 25)), One(Granted(scene, 1, "AttendanceThreshold", 60)), One(Granted(scene, 2, "ExtendedSubmissionWindow", 7)),
            One(new Letter(Flow, "ReasonableAdjustmentApproved", $"{scene.Mark}-RA9", new
            {
                student = scene.Taught[3].Who, @case = $"{scene.Mark}-W9", adjustment = $"{scene.Mark}-RA9", category = "ExtraTime", from = scene.Begins, amount = 25, note = "She told me about her diagnosis",
            }) { Fate = Fate.Turned }),
            One(new Letter("F066", "ExceptionalCircumstancesOutcome", $"{scene.Mark}-EC1", new
            {
                student = scene.Taught[1].Who, claim = $"{scene.Mark}-EC1", outcome = "Extension", severity = "B", decidedOn = scene.Today, items = new[] { new { assessment = scene.Courses[1].Essay, attempt = 1, until = scene.Today.AddDays(21) } },
            })),
        ],
        (TermStage.Close, > 3) => [One(new Letter(Flow, "ReasonableAdjustmentEnded", $"{scene.Mark}-RA1/end", new { student = scene.Taught[1].Who, adjustment = $"{scene.Mark}-RA1", endsOn = scene.Today }) { SourceVersion = 2 })],
        _ => [],
    };

    private static Letter Granted(Scene scene, int who, string category, int amount) => new(Flow, "ReasonableAdjustmentApproved", $"{scene.Mark}-RA{who}", new
    {
        student = scene.Taught[who].Who, @case = $"{scene.Mark}-W{who}", adjustment = $"{scene.Mark}-RA{who}", category, from = scene.Begins, amount,
    });
}
