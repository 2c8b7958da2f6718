using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration.Formats;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;
using StudentRecords.Infrastructure.Work;

namespace StudentRecords.Infrastructure.Funding;

/// <summary>A confirmation that the loans company refused (F049).</summary>
/// <param name="Type">Name of the message.</param>
/// <param name="AcademicYear">Null where it is about none.</param>
/// <param name="Said">What the company said, with the file and the row.</param>
public sealed record LoanRow(long Id, long PersonId, string StudentNumber, string Type, string? AcademicYear, string Said);

/// <summary>What becomes of a refused row.</summary>
/// <param name="SendAgain">Into the next file, once the record is mended; otherwise it is let go.</param>
public sealed record DecideLoanRow(long Id, bool SendAgain);

/// <summary>Rows that the loans company refused: Student Funding mends what they speak of and sends them again, or lets them go.</summary>
public sealed class LoanRows(IDbContextFactory<RegistryDbContext> store) : IWorkSource
{
    private const int Most = 20;

    public async Task<IReadOnlyList<WaitingWork>> WaitingAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.May(Room.Money, Level.Change))
        {
            return [];
        }

        await using var db = await store.CreateDbContextAsync(ct);
        return [.. (await Within(db, Waiting(db), caller, Level.Change).OrderBy(r => r.Message.Id).Take(Most).Select(r => new { r.Message.Id, PersonId = r.Person.Id, r.Person.StudentNumber }).ToListAsync(ct))
            .Select(r => Line($"row that the loans company refused: {r.StudentNumber}", $"/students/{r.PersonId}/money/loan-rows/{r.Id}"))];
    }

    /// <summary>Those of one person, oldest first.</summary>
    public async Task<IReadOnlyList<LoanRow>> OfPersonAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Money, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var rows = await Within(db, Waiting(db).Where(m => m.PersonId == personId), caller, Level.See).OrderBy(r => r.Message.Id).ToListAsync(ct);
        return rows.ConvertAll(r => new LoanRow(r.Message.Id, personId, r.Person.StudentNumber, r.Message.Type, r.Message.Content().Text("academicYear"), r.Message.LastError ?? ""));
    }

    /// <summary>Sends the row again or lets it go, with the reason; refused when somebody has decided already.</summary>
    public async Task<Outcome> DecideAsync(DecideLoanRow request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Money, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        if (await Within(db, Waiting(db).Where(m => m.Id == request.Id), change.Caller, Level.Change).Select(r => r.Message).SingleOrDefaultAsync(ct) is not { } message)
        {
            return Outcome.Refused("NOT_WAITING", "No such row waits: somebody has decided on it, or your roles do not reach the student.");
        }

        if (!request.SendAgain)
        {
            await SentAgain.SetAsideAsync(db, message, change, ct);
        }
        else if (SentAgain.Refuses(message) is { } refusal)
        {
            return Outcome.Refused(refusal);
        }
        else
        {
            await SentAgain.MarkAsync(db, [message], change, ct);
        }

        await whole.CommitAsync(ct);
        return Outcome.Done;
    }

    private static WaitingWork Line(string words, string address) => new(1, words, words, address);

    private static IQueryable<OutboxMessage> Waiting(RegistryDbContext db) => db.Set<OutboxMessage>().Where(m => m.Flow == LoansAnswers.Flow && m.State == OutboxState.Dead && m.Receipt!.StartsWith(LoansAnswers.Refused));

    private static IQueryable<Refused> Within(RegistryDbContext db, IQueryable<OutboxMessage> messages, Caller caller, Level level) =>
        from m in messages join p in db.Set<Person>().Within(db, caller.ReachOf(Room.Money, level)) on m.PersonId equals p.Id select new Refused { Message = m, Person = p };

    private sealed class Refused
    {
        public required OutboxMessage Message { get; init; }

        public required Person Person { get; init; }
    }
}
