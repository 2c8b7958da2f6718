namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>The learning environment: marks, a correction that arrives before what it corrects, a mark that is none, an alert; analytics for others (F055).</summary>
internal sealed class LearningEnvironment() : Part("VLE")
{
    private const string Flow = "F016";

    public override IEnumerable<Post> Sends(TermStage stage, Scene scene) => (stage, scene.Taught.Count) switch
    {
        (TermStage.Assessment, > 2) =>
        [
            One(Mark(scene, scene.Taught[0], scene.Courses[0].Essay, 64, 2)), One(Mark(scene, scene.Taught[0], scene.Courses[0].Essay, 58, 1) with { Fate = Fate.Stale }),
            One(Mark(scene, scene.Taught[1], scene.Courses[0].Essay, 104, 1) with { Fate = Fate.Quarantined }), One(Mark(scene, scene.Taught[1], scene.Courses[0].Essay, 71, 2)),
            Batch(scene.Taught.Skip(2).Select(n => Mark(scene, n, scene.Courses[0].Essay, 35 + scene.Dice.Next(50), 1))),
            Batch(scene.Taught.Select(n => Mark(scene, n, scene.Courses[1].Essay, 35 + scene.Dice.Next(50), 1))),
            One(new Letter(Flow, "AcademicAlertRaised", $"{scene.Mark}-AA1", new { student = scene.Taught[2].Who, alert = $"{scene.Mark}-AA1", raisedOn = scene.Today, text = "No sign-in for three weeks" })),
        ],
        (TermStage.Close, _) => [One(Batches.Of(scene, "F055", "LearningAnalyticsBatch", "learning-analytics"))],
        _ => [],
    };

    private static Letter Mark(Scene scene, Newcomer newcomer, string assessment, int score, long version) => new(Flow, version == 1 ? "AssessmentMarkSubmitted" : "MarkCorrected", $"{assessment}/{newcomer.Id}/1", new
    {
        student = newcomer.Who, assessment, score, submittedOn = scene.Today.AddDays(-7),
    }) { SourceVersion = version };
}
