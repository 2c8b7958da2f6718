namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>Identity: an account for everybody who joins (F021), a lock and its end.</summary>
internal sealed class Identity() : Part("IAM")
{
    private const string Flow = "F022";

    public override IEnumerable<Post> Answers(Heard heard, Scene scene)
    {
        var person = heard.Data.GetProperty("person").GetString()!;
        return [One(new Letter(Flow, "CredentialIssued", $"{person}/{scene.Mark}", new { student = Who.Student(person), username = $"u{person}", on = scene.Today }))];
    }

    public override IEnumerable<Post> Sends(TermStage stage, Scene scene) => stage == TermStage.Assessment
        ? scene.Students.Skip(4).Take(2).SelectMany((s, i) => new[] { One(Told(scene, s, "AccountLocked", 2)), One(Told(scene, s, "AccountUnlocked", 3)), One(Event(scene, s, i)) })
        : [];

    private static Letter Told(Scene scene, EnrolledStudent student, string type, long version) => new(Flow, type, $"{student.Number}/{scene.Mark}", new { student = student.Who, on = scene.Today }) { SourceVersion = version };

    private static Letter Event(Scene scene, EnrolledStudent student, int number) => new(Flow, "SecurityEventNotified", $"{scene.Mark}-S{number}", new { student = student.Who, reference = $"{scene.Mark}-S{number}", on = scene.Today, text = "Sign-in from two countries within an hour" });
}
