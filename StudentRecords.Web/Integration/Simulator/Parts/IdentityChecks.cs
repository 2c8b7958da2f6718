namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>Identity verification: every request (F025) is pending at first and answered then.</summary>
internal sealed class IdentityChecks() : Part("OIV")
{
    public override IEnumerable<Post> Answers(Heard heard, Scene scene)
    {
        var check = heard.Data.GetProperty("case").GetString()!;
        return [One(Told(check, "IdentityVerificationPending", 40, 1)), One(Told(check, "IdentityVerified", 97, 2))];
    }

    private static Letter Told(string check, string type, int confidence, long version) => new("F026", type, check, new { @case = check, confidence }) { SourceVersion = version };
}
