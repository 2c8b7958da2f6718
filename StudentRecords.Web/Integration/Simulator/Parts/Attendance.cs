namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>Attendance monitoring: marks, the first before timetabling has told of the event; a file of a later week, a correction, indicators and an alert; trends for analytics (F056).</summary>
internal sealed class Attendance() : Part("AM")
{
    private const string Flow = "F013";

    public override IEnumerable<Post> Sends(TermStage stage, Scene scene) => (stage, scene.Taught.Count) switch
    {
        (TermStage.Teaching, > 0) => [Batch(Week(scene, 1).Select(l => l with { Fate = Fate.Awaited }))],
        (TermStage.Assessment, > 0) =>
        [
            File(Week(scene, 2)), File(Week(scene, 3)), One(Mark(scene, scene.Taught[0], scene.Courses[0], 1, "Excused", 2)),
            Batch(scene.Taught.Select((n, i) => new Letter(Flow, "EngagementIndicatorUpdated", $"{n.Id}/indicator", new { student = n.Who, percent = 60 + i, asOf = scene.Today }))),
            One(new Letter(Flow, "AbsenceAlertRaised", $"{scene.Mark}-AL1", new { student = scene.Taught[^1].Who, alert = $"{scene.Mark}-AL1", raisedOn = scene.Today, missed = 6 })),
        ],
        (TermStage.Close, _) => [One(Batches.Of(scene, "F056", "AttendanceTrendsBatch", "attendance-trends"))],
        _ => [],
    };

    private static IEnumerable<Letter> Week(Scene scene, int week) => scene.Taught.SelectMany(n => scene.Courses.Select(c => Mark(scene, n, c, week, scene.Dice.Next(6) == 0 ? "Absent" : "Present", 1)));

    private static Letter Mark(Scene scene, Newcomer newcomer, Course course, int week, string mark, long version)
    {
        var (taught, type) = (Scene.Event(course, week), version == 1 ? "AttendanceRecorded" : "AttendanceCorrected");
        return new Letter(Flow, type, $"{newcomer.Id}/{taught}", new { student = newcomer.Who, @event = taught, mark }) { SourceVersion = version };
    }
}

/// <summary>A batch of figures between two other systems, which the hub hands on.</summary>
internal static class Batches
{
    public static Letter Of(Scene scene, string flow, string type, string dataset) => new(flow, type, $"{scene.Mark}/{dataset}", new
    {
        dataset, batch = scene.Mark, asOf = scene.Today, rows = 1200, sha256 = new string('a', 64), link = $"https://data.wexmoor.example/{dataset}/{scene.Mark}",
    });
}
