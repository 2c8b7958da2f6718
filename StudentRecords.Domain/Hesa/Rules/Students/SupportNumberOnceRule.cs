namespace StudentRecords.Domain.Hesa.Rules.Students;

/// <summary>The same Student Support Number twice in a return.</summary>
public sealed class SupportNumberOnceRule : QualityRule
{
    private readonly Dictionary<string, string> seen = new(StringComparer.Ordinal);

    public override string Code => "SR.Student.SSN.002";

    public override string Entity => "Student";

    public override string Field => "SSN";

    public override string Says => "A Student Support Number is one person's.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Has("SSN");

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        seen.TryAdd(entity["SSN"]!, entity["SID"] ?? "") ? null : $"{entity["SSN"]} is also that of {seen[entity["SSN"]!]}.";
}
