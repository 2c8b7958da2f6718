using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Funding;

/// <summary>A liability point of the loans company: 1, 2 or 3 of an academic year.</summary>
public sealed record ConfirmLoanAttendance
{
    public required string AcademicYear { get; init; }
    public required int Point { get; init; }
}

/// <summary>What came of it.</summary>
/// <param name="Confirmed">Told as attending.</param>
/// <param name="Refused">Told as not attending: seen at nothing for four weeks.</param>
/// <param name="Held">Not told: a change of circumstance has not reached the loans company yet, the registration has not been told, or the company said that the student's finance of the year has stopped (F050).</param>
public sealed record LoanAttendance(int Confirmed, int Refused, int Held);

/// <summary>
/// Confirms attendance to the loans company at a liability point (F049), on which it pays its part of the fee loan. It
/// comes after the registration, and waits while a change of circumstance is on its way or the company's newest word is that finance has stopped (F050). Whoever attendance monitoring has not seen at
/// anything for four weeks is not confirmed; where it monitors nothing, enrolment is enough.
/// </summary>
public sealed class LoanAttendanceService(IDbContextFactory<RegistryDbContext> store)
{
    private const int Weeks = 4;
    private const string Flow = "F049";

    public async Task<Outcome<LoanAttendance>> ConfirmAsync(ConfirmLoanAttendance request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Money, Level.Decide);
        List<Refusal> faults = [];
        if (!AcademicYear.TryParse(request.AcademicYear, out _))
        {
            faults.Add(new("ACADEMIC_YEAR", "Give the academic year, such as 2024/25.", Field: "AcademicYear"));
        }

        if (request.Point is < 1 or > 3)
        {
            faults.Add(new("LIABILITY_POINT", "There are three liability points in a year.", "SLC", "Point"));
        }

        if (faults.Count > 0)
        {
            return Outcome<LoanAttendance>.Refused(faults);
        }

        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        var people = db.Set<Person>().Within(db, change.Caller.ReachOf(Room.Money, Level.Decide)).Select(p => p.Id);
        var borrowers = await (from e in db.Set<Engagement>()
                               join p in db.Set<Person>() on e.PersonId equals p.Id
                               join i in db.Set<PersonIdentifier>() on p.Id equals i.PersonId
                               where e.Status == EngagementStatus.Enrolled && i.Kind == IdentifierKinds.SupportNumber && i.To == null && people.Contains(p.Id)
                               orderby e.Id
                               select new Borrower(e.PersonId, p.StudentNumber, e.Numhus, i.Value)).ToListAsync(ct);
        var facts = await FactsAsync(db, borrowers, request, UkTime.Day(change.At), ct);
        var (confirmed, refused, held) = (0, 0, 0);
        foreach (var borrower in borrowers.Where(b => !facts.Told.Contains(Key(b, request))))
        {
            if (facts.Waiting.Contains(borrower.PersonId) || facts.Stopped.Contains(borrower.PersonId) || !facts.Registered.Contains(borrower.PersonId))
            {
                held++;
                continue;
            }

            var isSeen = facts.Seen.Contains(borrower.PersonId) || !facts.Monitored.Contains(borrower.PersonId);
            (confirmed, refused) = isSeen ? (confirmed + 1, refused) : (confirmed, refused + 1);
            db.Add(Notice(borrower, request, isSeen, change));
        }

        await db.SaveAsync(change, ct);
        await whole.CommitAsync(ct);
        return new LoanAttendance(confirmed, refused, held);
    }

    private static string Key(Borrower borrower, ConfirmLoanAttendance request) => $"{borrower.StudentNumber}/{borrower.Numhus}/attendance/{request.AcademicYear}/{request.Point}";

    private static OutboxMessage Notice(Borrower borrower, ConfirmLoanAttendance request, bool isSeen, ChangeContext change) => new(
        Flow, "SLC", isSeen ? "SlcAttendanceConfirmed" : "SlcAttendanceRefused", Key(borrower, request), borrower.StudentNumber,
        JsonSerializer.Serialize(new { supportNumber = borrower.SupportNumber, engagement = borrower.Numhus, academicYear = request.AcademicYear, liabilityPoint = request.Point, attends = isSeen, confirmedOn = UkTime.Day(change.At) }, JsonSerializerOptions.Web),
        borrower.PersonId, change.At, null, change.CorrelationId ?? $"{change.Act}-{request.AcademicYear}-{request.Point}");

    private static async Task<Facts> FactsAsync(RegistryDbContext db, List<Borrower> borrowers, ConfirmLoanAttendance request, DateOnly today, CancellationToken ct)
    {
        var people = borrowers.ConvertAll(b => b.PersonId);
        var since = today.AddDays(-7 * Weeks);
        var told = await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Flow == Flow && m.PersonId != null && people.Contains(m.PersonId.Value)).Select(m => new { m.PersonId, m.Key, m.Type, m.State, m.Body }).ToListAsync(ct);
        var statuses = await db.Set<LoanNotice>().AsNoTracking().Where(n => people.Contains(n.PersonId) && n.Kind == LoanNoticeKind.FinanceStatus && n.AcademicYear == request.AcademicYear).ToListAsync(ct);
        var marks = await db.Set<AttendanceRecord>().AsNoTracking().Where(r => people.Contains(r.PersonId) && r.On >= since && r.Mark != AttendanceMark.Excused).Select(r => new { r.PersonId, r.Mark }).ToListAsync(ct);
        return new Facts(
            told.Select(m => m.Key).ToHashSet(),
            told.Where(m => m.Type == "SlcRegistrationConfirmed" && m.State is OutboxState.Unsent or OutboxState.Delivered && m.Body.Contains($"\"{request.AcademicYear}\"", StringComparison.Ordinal)).Select(m => m.PersonId!.Value).ToHashSet(),
            told.Where(m => m is { Type: "SlcChangeOfCircumstance", State: OutboxState.Unsent or OutboxState.Dead }).Select(m => m.PersonId!.Value).ToHashSet(),
            statuses.GroupBy(n => n.PersonId).Where(g => g.OrderBy(n => n.NoticeOn).ThenBy(n => n.SourceVersion).ThenBy(n => n.Id).Last().StopsConfirmations).Select(g => g.Key).ToHashSet(),
            marks.Select(m => m.PersonId).ToHashSet(),
            marks.Where(m => m.Mark is AttendanceMark.Present or AttendanceMark.Late).Select(m => m.PersonId).ToHashSet());
    }

    private sealed record Borrower(long PersonId, string StudentNumber, string Numhus, string SupportNumber);

    private sealed record Facts(HashSet<string> Told, HashSet<long> Registered, HashSet<long> Waiting, HashSet<long> Stopped, HashSet<long> Monitored, HashSet<long> Seen);
}
