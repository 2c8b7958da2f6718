using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Students.Identity;

/// <summary>What a steward judges of an applicant.</summary>
/// <param name="MessageId">The message that asks.</param>
/// <param name="PersonId">The person whom it is; null: another person.</param>
public sealed record JudgeIdentity(long MessageId, long? PersonId);

/// <summary>A steward says who an applicant is (F005, F045): the sender's id goes to that person, or to a new one, and the message is tried again.</summary>
public sealed class IdentityService(IDbContextFactory<RegistryDbContext> store, HubDoor door)
{
    /// <summary>Gives what became of the message.</summary>
    public async Task<Outcome<Receipt>> JudgeAsync(JudgeIdentity request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Persons, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        if (await IdentityQueries.Waiting(db).SingleOrDefaultAsync(m => m.Id == request.MessageId, ct) is not { } message || IdentityQuestion.Read(message) is not { } question)
        {
            return Outcome<Receipt>.Refused("NOT_ASKED", "Nobody is to be told apart by this message, or somebody else has said who it is.");
        }

        if (request.PersonId is { } id && (await IdentityQueries.CandidatesAsync(db, question, ct)).All(c => c.PersonId != id))
        {
            return Outcome<Receipt>.Refused(new Refusal("NOT_ALIKE", "Choose one of those who have this name and birth date, or a number that was told.", Field: "Person"));
        }

        var today = UkTime.Day(change.At);
        // two messages of one applicant may ask the same; the first answer holds for both
        if (!(await PersonLookup.FindAsync(db, [question.Applicant], ct)).ContainsKey(question.Applicant))
        {
            if (request.PersonId is { } same)
            {
                var person = await db.Set<Person>().Include(p => p.Identifiers).SingleAsync(p => p.Id == same, ct);
                person.Identify(question.Applicant.System, IdentifierKinds.SystemId, question.Applicant.Id, today);
            }
            else
            {
                db.Add(ApplicantMatching.NewPerson(await NumberSequence.TakeAsync(db, NumberSequence.StudentNumbers, 1, ct), question.Applicant, question.Details, today));
            }

            await db.SaveAsync(change with { CauseReference = $"{message.Flow}/{message.MessageId}", CorrelationId = message.CorrelationId }, ct);
        }

        await whole.CommitAsync(ct);
        return (await door.AgainAsync(await AskedAsync(question, ct), ct))[0];
    }

    /// <summary>The message first, and then others of the same applicant.</summary>
    private async Task<IReadOnlyList<InboxMessage>> AskedAsync(IdentityQuestion question, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return [.. (await IdentityQueries.Waiting(db).OrderBy(m => m.Id).ToListAsync(ct)).Where(m => IdentityQuestion.Read(m)?.Applicant == question.Applicant).OrderByDescending(m => m.Id == question.MessageId)];
    }
}
