namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>UK Visas and Immigration: a CAS for every request (F051), and then the visa.</summary>
internal sealed class Immigration() : Part("UKVI")
{
    private const string Flow = "F052";

    public override IEnumerable<Post> Answers(Heard heard, Scene scene)
    {
        if (heard.Type != "CasRequested")
        {
            return [];
        }

        var number = heard.Data.GetProperty("student").GetString()!;
        var (student, cas) = (Who.Student(number), $"E4G{number}{scene.Mark[^4..]}");
        return
        [
            One(new Letter(Flow, "CasAssigned", $"{cas}/cas", new { student, cas, decidedOn = scene.Begins })),
            One(new Letter(Flow, "VisaGranted", $"{cas}/grant", new { student, cas, decidedOn = scene.Begins.AddDays(5), validFrom = scene.Begins.AddDays(-5), validUntil = scene.Begins.AddYears(4) })),
        ];
    }

    public override IEnumerable<Post> Sends(TermStage stage, Scene scene) => stage == TermStage.Close && scene.Students.Count > 0
        ? [One(new Letter(Flow, "ComplianceAlertRaised", $"{scene.Mark}-CA1", new { student = scene.Students[0].Who, alert = $"{scene.Mark}-CA1", raisedOn = scene.Today, text = "Asks for the address on record" }))]
        : [];
}
