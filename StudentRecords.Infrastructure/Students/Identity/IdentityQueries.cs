using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Students.Identity;

/// <summary>Applicants whom a steward is to tell from somebody in the record, or to know again.</summary>
public sealed class IdentityQueries(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Sorting<IdentityQuestion> Sorts = Sorting<IdentityQuestion>.WithKey(q => q.MessageId).By("received", q => q.ReceivedAt).By("name", q => q.Name).By("flow", q => q.Flow);

    /// <summary>Search: name or the sender's id.</summary>
    public async Task<TablePage<IdentityQuestion>> ListAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Persons, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        return (await Waiting(db).OrderBy(m => m.Id).ToListAsync(ct)).Select(IdentityQuestion.Read).OfType<IdentityQuestion>()
            .Where(q => query.Search.Length == 0 || $"{q.Name} {q.Applicant}".Contains(query.Search, StringComparison.OrdinalIgnoreCase)).ToList().ToPage(query, Sorts);
    }

    /// <summary>Null when nothing is asked by that message (any more).</summary>
    public async Task<IdentityDetail?> FindAsync(long messageId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Persons, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        return await Waiting(db).SingleOrDefaultAsync(m => m.Id == messageId, ct) is { } message && IdentityQuestion.Read(message) is { } question
            ? new IdentityDetail(question, await CandidatesAsync(db, question, ct))
            : null;
    }

    internal static IQueryable<InboxMessage> Waiting(RegistryDbContext db) => db.Set<InboxMessage>().AsNoTracking().Where(m => m.State == InboxState.Quarantined && m.ReasonCode == ApplicantMatching.Ambiguous);

    internal static async Task<IReadOnlyList<IdentityCandidate>> CandidatesAsync(RegistryDbContext db, IdentityQuestion question, CancellationToken ct)
    {
        var (name, born, uln, support) = (ApplicantMatching.SearchName(question.Details), question.Details.DateOfBirth, question.Details.Uln, question.Details.SupportNumber);
        var people = await db.Set<Person>().AsNoTracking().Include(p => p.Identifiers).Where(p => (p.SearchName == name && p.DateOfBirth == born)
            || p.Identifiers.Any(i => (i.Kind == IdentifierKinds.Uln && i.Value == uln) || (i.Kind == IdentifierKinds.SupportNumber && i.Value == support))).OrderBy(p => p.StudentNumber).ToListAsync(ct);
        var ids = people.ConvertAll(p => p.Id);
        var studies = (await db.Set<Engagement>().Where(e => ids.Contains(e.PersonId)).Select(e => new { e.PersonId, e.Programme.Title, e.Status, e.Start }).ToListAsync(ct)).OrderBy(s => s.Start).ToLookup(s => s.PersonId);
        return people.ConvertAll(p => new IdentityCandidate
        {
            PersonId = p.Id, StudentNumber = p.StudentNumber, Name = $"{p.GivenNames} {p.FamilyName}", DateOfBirth = p.DateOfBirth, Email = p.Email, HomePostcode = p.HomePostcode,
            Identifiers = string.Join(", ", p.Identifiers.Where(i => i.To is null).Select(i => $"{i.System} {i.Value}")),
            Studies = string.Join("; ", studies[p.Id].Select(s => $"{s.Title}, from {s.Start:yyyy}, {s.Status}")),
        });
    }
}
