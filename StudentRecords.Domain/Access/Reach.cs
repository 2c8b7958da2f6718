namespace StudentRecords.Domain.Access;

/// <summary>How far a right reaches over faculties and programmes; what lists of people and programmes are narrowed by.</summary>
/// <param name="IsEverywhere">Held without a limit; the lists are empty then.</param>
/// <param name="Faculties">Faculty codes reached whole.</param>
/// <param name="Programmes">Programme codes reached one by one.</param>
public sealed record Reach(bool IsEverywhere, IReadOnlyList<string> Faculties, IReadOnlyList<string> Programmes)
{
    public static readonly Reach Everywhere = new(true, [], []);

    public bool Covers(string faculty, string programme) => IsEverywhere || Faculties.Contains(faculty) || Programmes.Contains(programme);
}
