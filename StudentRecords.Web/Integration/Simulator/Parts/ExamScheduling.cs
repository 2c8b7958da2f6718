namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>Exam scheduling: seats before their sitting, the sitting, and a seat for somebody who is not entered.</summary>
internal sealed class ExamScheduling() : Part("EXAMS")
{
    private const string Flow = "F062";

    public override IEnumerable<Post> Sends(TermStage stage, Scene scene)
    {
        if (stage != TermStage.Assessment || scene.Taught.Count == 0)
        {
            return [];
        }

        var (sitting, exam) = ($"{scene.Mark}-X1", scene.Courses[0].Exam);
        return
        [
            Batch(scene.Taught.Select((n, i) => Seat(n.Who, n.Id, sitting, i) with { Fate = Fate.Awaited })),
            One(new Letter(Flow, "ExamTimetableFinalised", sitting, new { sitting, assessment = exam, startsAt = scene.Hour(14, 9), endsAt = scene.Hour(14, 11), room = "Hall-1" })),
            .. scene.Students.Take(1).Select(s => One(Seat(s.Who, s.Number, sitting, 999) with { Fate = Fate.Quarantined })),
        ];
    }

    private static Letter Seat(Who student, string id, string sitting, int number) => new(Flow, "CandidateNumberAssigned", $"{sitting}/{id}", new { student, sitting, candidateNumber = $"{4000 + number}" });
}
