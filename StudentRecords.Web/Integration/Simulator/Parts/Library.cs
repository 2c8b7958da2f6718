namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>The library, by the night's file: loans, a fine and its end, which comes in an earlier file.</summary>
internal sealed class Library() : Part("LIB")
{
    private const string Flow = "F007";

    public override IEnumerable<Post> Sends(TermStage stage, Scene scene) => (stage, scene.Students.Count) switch
    {
        (TermStage.Teaching, > 3) =>
        [
            File([Cleared(scene, scene.Students[1]) with { Fate = Fate.Awaited }, .. scene.Students.Take(20).Select((s, i) => new Letter(Flow, "LibraryLoanSummary", $"{s.Number}/{scene.Mark}", new { student = s.Who, on = scene.Today, items = i % 7 }))]),
        ],
        (TermStage.Assessment, > 3) => [File([Raised(scene, scene.Students[1]), Raised(scene, scene.Students[2]), Cleared(scene, scene.Students[2])])],
        _ => [],
    };

    private static Letter Raised(Scene scene, EnrolledStudent student) => new(Flow, "LibraryObligationRaised", Key(scene, student), new { student = student.Who, obligation = Key(scene, student), reason = "Three books overdue", raisedOn = scene.Today.AddDays(-3), amount = 12.5m });

    private static Letter Cleared(Scene scene, EnrolledStudent student) => new(Flow, "LibraryObligationCleared", $"{Key(scene, student)}/cleared", new { student = student.Who, obligation = Key(scene, student), reason = "Returned and paid", clearedOn = scene.Today });

    private static string Key(Scene scene, EnrolledStudent student) => $"{scene.Mark}-{student.Number}";
}
