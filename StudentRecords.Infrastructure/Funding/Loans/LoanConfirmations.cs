using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Funding.Loans;

/// <summary>A student whom the loans company supports, enrolled on an engagement.</summary>
internal sealed record Borrower(long PersonId, string StudentNumber, string Numhus, string SupportNumber);

/// <summary>
/// What is confirmed to the loans company of students (F049). One that was withdrawn does not count. It is told anew: under the same key with the turn behind it when it never left, because a key is
/// used once for ever; as it stands when it may have gone, so that the company knows it by its key and has it once.
/// </summary>
internal static class LoanConfirmations
{
    public const string Flow = "F049";
    public const string Registration = "SlcRegistrationConfirmed";
    public const string Attends = "SlcAttendanceConfirmed";
    public const string AttendsNot = "SlcAttendanceRefused";
    private const string Turn = "/again/";
    private const int Weeks = 4;

    public static Task<List<Borrower>> BorrowersAsync(RegistryDbContext db, IQueryable<long> people, CancellationToken ct) => (from e in db.Set<Engagement>()
        join p in db.Set<Person>() on e.PersonId equals p.Id
        join i in db.Set<PersonIdentifier>() on p.Id equals i.PersonId
        where e.Status == EngagementStatus.Enrolled && i.Kind == IdentifierKinds.SupportNumber && i.To == null && people.Contains(p.Id)
        orderby e.Id
        select new Borrower(e.PersonId, p.StudentNumber, e.Numhus, i.Value)).ToListAsync(ct);

    /// <summary>Answers a liability point (1, 2 or 3) for those for whom it has not been answered; not saved.</summary>
    public static async Task<LoanAttendance> AttendanceAsync(RegistryDbContext db, IReadOnlyList<Borrower> borrowers, string academicYear, int point, ChangeContext change, Func<Borrower, bool> takes, CancellationToken ct)
    {
        var facts = await FactsAsync(db, [.. borrowers.Select(b => b.PersonId)], academicYear, UkTime.Day(change.At), ct);
        var (confirmed, refused, held) = (0, 0, 0);
        foreach (var borrower in borrowers)
        {
            var key = $"{borrower.StudentNumber}/{borrower.Numhus}/attendance/{academicYear}/{point}";
            var earlier = facts.Told[key].ToList();
            if (earlier.Exists(m => m.State != OutboxState.Withdrawn))
            {
                continue;
            }

            if (facts.Waiting.Contains(borrower.PersonId) || !takes(borrower) || !facts.Registered.Contains(borrower.PersonId))
            {
                held++;
                continue;
            }

            var attends = facts.Seen.Contains(borrower.PersonId) || !facts.Monitored.Contains(borrower.PersonId);
            (confirmed, refused) = attends ? (confirmed + 1, refused) : (confirmed, refused + 1);
            var type = attends ? Attends : AttendsNot;
            TellAnew(db, earlier.FindLast(m => m.Type == type && IsInDoubt(m, borrower)), change.At, () => Message(borrower, type, Again(key, earlier.Select(m => m.Key)), change, $"{change.Act}-{academicYear}-{point}",
                new { supportNumber = borrower.SupportNumber, engagement = borrower.Numhus, academicYear, liabilityPoint = point, attends, confirmedOn = UkTime.Day(change.At) }));
        }

        return new LoanAttendance(confirmed, refused, held);
    }

    /// <summary>Confirms anew the registrations of a year that were withdrawn because the loan had ended, of those who are enrolled; not saved.</summary>
    public static async Task RegistrationsAsync(RegistryDbContext db, IReadOnlyList<Borrower> borrowers, string academicYear, ChangeContext change, CancellationToken ct)
    {
        var people = borrowers.Select(b => b.PersonId).ToList();
        var told = (await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Flow == Flow && m.Type == Registration && m.PersonId != null && people.Contains(m.PersonId.Value)).OrderBy(m => m.Id).ToListAsync(ct))
            .ConvertAll(m => (Message: m, Body: m.Content())).FindAll(m => m.Body.Text("academicYear") == academicYear);
        foreach (var borrower in borrowers)
        {
            var own = told.FindAll(m => m.Message.PersonId == borrower.PersonId && m.Body.Text("engagement") == borrower.Numhus);
            if (own.Count == 0 || !own.TrueForAll(m => m.Message.State == OutboxState.Withdrawn) || own[^1].Message.LastError?.StartsWith(LoanFinanceGate.Because, StringComparison.Ordinal) != true)
            {
                continue;
            }

            var key = own[^1].Message.Key.Split(Turn)[0];
            TellAnew(db, own.FindLast(m => IsInDoubt(m.Message, borrower)).Message, change.At, () => Registered(borrower, Again(key, own.Select(m => m.Message.Key)), academicYear, DateOnly.ParseExact(own[^1].Body.Text("confirmedOn")!, "yyyy-MM-dd", CultureInfo.InvariantCulture), change));
        }
    }

    /// <summary>The liability points of a year that have been answered for anybody.</summary>
    public static async Task<IReadOnlyList<int>> PointsAsync(RegistryDbContext db, string academicYear, CancellationToken ct)
    {
        List<int> points = [];
        foreach (var point in (int[])[1, 2, 3])
        {
            var part = $"/attendance/{academicYear}/{point}";
            if (await db.Set<OutboxMessage>().AnyAsync(m => m.Flow == Flow && (m.Type == Attends || m.Type == AttendsNot) && m.Key.Contains(part), ct))
            {
                points.Add(point);
            }
        }

        return points;
    }

    /// <summary>It may have gone, and says the number that the student has: under an earlier number it is not sent once more.</summary>
    private static bool IsInDoubt(OutboxMessage message, Borrower borrower) => message.MayHaveLeft && message.Content().Text("supportNumber") == borrower.SupportNumber;

    /// <summary>One that may have gone is sent as it stands; otherwise a new one is made.</summary>
    private static void TellAnew(RegistryDbContext db, OutboxMessage? doubtful, DateTimeOffset now, Func<OutboxMessage> make)
    {
        if (doubtful is null)
        {
            db.Add(make());
            return;
        }

        if (db.Entry(doubtful).State == EntityState.Detached)
        {
            db.Attach(doubtful);
        }

        doubtful.SendAgain(now);
        db.Entry(doubtful).DetectChanges();
    }

    /// <summary>The key under which something is told that was told before under these.</summary>
    public static string Again(string key, IEnumerable<string> told) => told.Count(t => t.Split(Turn)[0] == key) is > 0 and var earlier ? $"{key}{Turn}{earlier + 1}" : key;

    /// <summary>That a borrower is registered for a year.</summary>
    public static OutboxMessage Registered(Borrower borrower, string key, string academicYear, DateOnly on, ChangeContext change) =>
        Message(borrower, Registration, key, change, $"{change.Act}-{academicYear}", new { supportNumber = borrower.SupportNumber, engagement = borrower.Numhus, academicYear, confirmedOn = on });

    private static OutboxMessage Message(Borrower borrower, string type, string key, ChangeContext change, string correlation, object body) =>
        new(Flow, "SLC", type, key, borrower.StudentNumber, JsonSerializer.Serialize(body, JsonSerializerOptions.Web), borrower.PersonId, change.At, null, change.CorrelationId ?? correlation);

    private static async Task<Facts> FactsAsync(RegistryDbContext db, List<long> people, string academicYear, DateOnly today, CancellationToken ct)
    {
        var since = today.AddDays(-7 * Weeks);
        var saved = await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Flow == Flow && m.PersonId != null && people.Contains(m.PersonId.Value)).ToListAsync(ct);
        // a registration that is told anew in the same save goes before it in the lane
        var told = db.Set<OutboxMessage>().Local.Where(m => m.Flow == Flow).Concat(saved).DistinctBy(m => m.Id).OrderBy(m => m.Id).ToList();
        var marks = await db.Set<AttendanceRecord>().AsNoTracking().Where(r => people.Contains(r.PersonId) && r.On >= since && r.Mark != AttendanceMark.Excused).Select(r => new { r.PersonId, r.Mark }).ToListAsync(ct);
        return new Facts(
            told.ToLookup(m => m.Key.Split(Turn)[0]),
            told.Where(m => m.Type == Registration && m.State is OutboxState.Unsent or OutboxState.Delivered && m.Body.Contains($"\"{academicYear}\"", StringComparison.Ordinal)).Select(m => m.PersonId!.Value).ToHashSet(),
            told.Where(m => m is { Type: "SlcChangeOfCircumstance", State: OutboxState.Unsent or OutboxState.Dead }).Select(m => m.PersonId!.Value).ToHashSet(),
            marks.Select(m => m.PersonId).ToHashSet(),
            marks.Where(m => m.Mark is AttendanceMark.Present or AttendanceMark.Late).Select(m => m.PersonId).ToHashSet());
    }

    private sealed record Facts(ILookup<string, OutboxMessage> Told, HashSet<long> Registered, HashSet<long> Waiting, HashSet<long> Monitored, HashSet<long> Seen);
}
