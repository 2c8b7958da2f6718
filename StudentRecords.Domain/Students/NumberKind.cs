namespace StudentRecords.Domain.Students;

/// <summary>A number that another body gives a person, one at a time, and that the registry may write down by hand.</summary>
/// <param name="Kind">One of <see cref="IdentifierKinds"/>.</param>
/// <param name="System">Whose number it is.</param>
/// <param name="Name">In a sentence.</param>
/// <param name="Rule">What it must be, in a sentence.</param>
/// <param name="IsValid">Whether it is that.</param>
public sealed record NumberKind(string Kind, string System, string Name, string Rule, Func<string, bool> IsValid)
{
    public const int Longest = 40;

    public static readonly NumberKind Learner = new(IdentifierKinds.Uln, "LRS", "learner number", "ten digits, of which the last follows from the others", Uln.IsValid);

    public static readonly NumberKind Support = new(IdentifierKinds.SupportNumber, "SLC", "support number", "four letters, eight digits and the letter that follows from them", SupportNumber.IsValid);

    public static readonly NumberKind Staff = new(IdentifierKinds.StaffNumber, "HR", "staff number", $"at most {Longest} characters", text => text.Length <= Longest);

    public static readonly IReadOnlyList<NumberKind> All = [Support, Learner, Staff];

    public static NumberKind? Find(string kind) => All.FirstOrDefault(k => k.Kind == kind);
}
