namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>Human resources: tutors, supervisors, and the right to work of students who are to work here (F033).</summary>
internal sealed class HumanResources() : Part("HR")
{
    private const string Flow = "F034";

    public override IEnumerable<Post> Sends(TermStage stage, Scene scene) => stage switch
    {
        TermStage.Arrival => [Batch(scene.Students.Take(20).Select((s, i) => Told(scene, s.Who, $"{s.Number}/{scene.Mark}/tutor", "PersonalTutorAssigned", "PersonalTutor", i % 4)))],
        // after the arrival, because the research systems hear of a supervisor only of somebody who is enrolled
        TermStage.Teaching => [.. scene.Researchers.Select((r, i) => One(Told(scene, r.Who, $"{r.Id}/supervisor", "SupervisorAssigned", "Supervisor", i)))],
        _ => [],
    };

    public override IEnumerable<Post> Answers(Heard heard, Scene scene)
    {
        if (heard.Type != "StudentStaffRoleProposed")
        {
            return [];
        }

        var (role, student) = (heard.Data.GetProperty("role").GetString()!, heard.Data.GetProperty("student").GetString()!);
        // asked again when the permission to study is another, which is a newer answer
        var version = heard.Data.TryGetProperty("mayStudyUntil", out _) ? 2 : 1;
        return [One(new Letter(Flow, "StudentStaffRoleConfirmed", role, new { student = Who.Student(student), role, checkedOn = scene.Today }) { SourceVersion = version })];
    }

    private static Letter Told(Scene scene, Who student, string key, string type, string role, int who) =>
        new(Flow, type, key, new { student, staff = $"S9{who:000}", staffName = $"Dr Rhys Rowntree {who + 1}", role, from = scene.Begins });
}
