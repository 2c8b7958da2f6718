namespace StudentRecords.Domain.Assessment.Moderation;

/// <summary>
/// Whether and how the marks of a faculty's modules are moderated before a board: a version of a rule held as data. Written once; rounds name
/// it. Where none holds, no moderation is asked and a board needs none.
/// </summary>
public sealed class ModerationPolicy
{
    public long Id { get; private set; } = RecordId.Next();

    /// <summary>Code of the faculty; empty: all of them.</summary>
    public required string Faculty { get; init; }

    /// <summary>Code of one module; empty: all of the faculty.</summary>
    public required string ModuleCode { get; init; }

    public required int PolicyVersion { get; init; }

    public required string Title { get; init; }

    /// <summary>JSON as <see cref="ModerationClauses.Read"/> reads it.</summary>
    public required string Clauses { get; init; }

    /// <summary>For occurrences that begin on this day or later.</summary>
    public required DateOnly ValidFrom { get; init; }

    public required string PublishedBy { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>The policy that holds for an occurrence: of its module before that of its faculty before that of all, and of these the newest version; null: none.</summary>
    public static ModerationPolicy? For(IEnumerable<ModerationPolicy> policies, string faculty, string moduleCode, DateOnly start) => policies
        .Where(p => p.ValidFrom <= start && (p.Faculty.Length == 0 || p.Faculty == faculty) && (p.ModuleCode.Length == 0 || p.ModuleCode == moduleCode))
        .OrderByDescending(p => p.ModuleCode.Length > 0).ThenByDescending(p => p.Faculty.Length > 0).ThenByDescending(p => p.PolicyVersion).FirstOrDefault();
}
