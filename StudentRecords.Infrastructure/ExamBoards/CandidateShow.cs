using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>What a board looks for among its candidates: the values of the filter <c>show</c>.</summary>
public static class CandidateShow
{
    private static readonly Dictionary<string, Func<CandidateRow, bool>> Ways = new()
    {
        ["undecided"] = r => r.IsUndecided,
        ["borderline"] = r => r.IsBorderline,
        ["differs"] = r => r.Differs,
        ["missing"] = r => r.Missing.Count > 0 && r.Status == RegistrationStatus.Registered,
        ["open"] = r => r.Suggested is null,
        ["postponed"] = r => r.IsPostponed,
        ["imported"] = r => r.IsImported,
        ["withdrawn"] = r => r.Status == RegistrationStatus.Withdrawn,
    };

    public static IReadOnlyCollection<string> All => Ways.Keys;

    /// <summary>Everybody, for a value that is none of them.</summary>
    public static Func<CandidateRow, bool> Of(string? show) => show is not null && Ways.TryGetValue(show, out var way) ? way : _ => true;
}
