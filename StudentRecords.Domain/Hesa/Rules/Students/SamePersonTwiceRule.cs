using StudentRecords.Domain.Students;

namespace StudentRecords.Domain.Hesa.Rules.Students;

/// <summary>The same birth date, sex and similar names under two identifiers.</summary>
public sealed class SamePersonTwiceRule : QualityRule
{
    private readonly Dictionary<(string?, string?, string, string), string> seen = [];

    public override string Code => "SR.Student.SID.004";

    public override string Entity => "Student";

    public override string Field => "SID";

    public override string Says => "One person has one identifier.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Has("SID") && entity.Has("BIRTHDTE") && entity.Has("SURNAME");

    protected override string? Fault(EntityInTree entity, ReturnAtHand at)
    {
        var mark = (entity["BIRTHDTE"], entity["SEXID"], Likeness(entity["SURNAME"]!), Likeness(entity["FNAMES"] ?? ""));
        return seen.TryAdd(mark, entity["SID"]!) ? null : $"Born on the same day, of the same sex and with a name like {seen[mark]}.";
    }

    // The first word without accents: O'Neill Jane and ONeill Jane Mary are alike.
    private static string Likeness(string name) => NameWords.Of(name) is { Count: > 0 } words ? words.First() : "";
}
