using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Funding;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Funding.Flows;

/// <summary>F050: what the loans company has told of students, by student, year, its reference and version; loaded once for a slice.</summary>
internal sealed class LoanNotices
{
    private List<LoanNotice> notices = [];

    public async Task LoadAsync(FlowSlice slice, IReadOnlyCollection<long> people, CancellationToken ct) =>
        notices = await slice.Db.Set<LoanNotice>().Where(n => people.Contains(n.PersonId)).ToListAsync(ct);

    /// <summary>False when the notice is held in this version or a higher one.</summary>
    public bool IsNews(LoanNotice told) => !Of(told).Any(n => n.SourceVersion >= told.SourceVersion);

    /// <summary>Whether an entitlement is the year's newest: by the day that the company put on it, by its version on one day, and else as they came.</summary>
    public bool IsNewest(LoanNotice told) => !notices.Any(n => n.Kind == told.Kind && (n.PersonId, n.AcademicYear) == (told.PersonId, told.AcademicYear) && n.Reference != told.Reference
        && (n.NoticeOn, n.SourceVersion).CompareTo((told.NoticeOn, told.SourceVersion)) > 0);

    /// <summary>Whether an older version of it was told.</summary>
    public bool Corrects(LoanNotice told) => Of(told).Any();

    /// <summary>Keeps it beside what it corrects; nobody has to act on an overpayment that was corrected.</summary>
    public void Keep(FlowSlice slice, LoanNotice told)
    {
        foreach (var corrected in Of(told).Where(n => n.IsWaiting))
        {
            corrected.Settle(slice.Today, "The loans company corrected the notice.");
        }

        notices.Add(told);
        slice.Db.Add(told);
    }

    private IEnumerable<LoanNotice> Of(LoanNotice told) => notices.Where(n => (n.PersonId, n.AcademicYear, n.Reference) == (told.PersonId, told.AcademicYear, told.Reference));
}
