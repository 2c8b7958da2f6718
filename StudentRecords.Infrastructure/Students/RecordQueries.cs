using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Students;

/// <summary>One student's record: its head, overview and documents. Null and empty for people whom the caller's roles do not reach.</summary>
public sealed class RecordQueries(IDbContextFactory<RegistryDbContext> store)
{
    public async Task<StudentHeading?> HeadingAsync(long id, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Persons, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var person = await Reached(db, id, caller).Select(p => new { p.StudentNumber, p.GivenNames, p.FamilyName, p.KnownAs, p.NameIsInvented, p.DiedOn }).SingleOrDefaultAsync(ct);
        if (person is null)
        {
            return null;
        }

        var holds = caller.May(Room.Holds, Level.See)
            ? await db.Set<Hold>().AsNoTracking().Where(h => h.PersonId == id && h.ReleasedOn == null).OrderBy(h => h.PlacedOn).Select(h => new OpenHold(h.Source, h.Reason, h.Blocks)).ToListAsync(ct)
            : [];
        return new StudentHeading
        {
            Id = id, StudentNumber = person.StudentNumber, Name = $"{person.KnownAs ?? person.GivenNames} {person.FamilyName}", NameIsInvented = person.NameIsInvented, DiedOn = person.DiedOn,
            Study = (await StudyOf.EachAsync(db, [id], ct)).GetValueOrDefault(id), Holds = holds,
        };
    }

    public async Task<StudentOverview?> OverviewAsync(long id, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Persons, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await Reached(db, id, caller).Include(p => p.Identifiers).SingleOrDefaultAsync(ct) is not { } person)
        {
            return null;
        }

        var verifications = await db.Set<IdentityVerification>().AsNoTracking().Where(v => v.PersonId == id).OrderByDescending(v => v.RequestedAt)
            .Select(v => new VerificationRow(v.CaseReference, v.State, v.Confidence, v.RequestedAt, v.DecidedAt, v.EvidenceLink)).ToListAsync(ct);
        var engagements = !caller.May(Room.Enrolments, Level.See) ? [] : await db.Set<Engagement>().AsNoTracking().Where(e => e.PersonId == id).OrderByDescending(e => e.Start)
            .Select(e => new EngagementLine(e.Id, e.Numhus, e.Programme.Code, e.ProgrammeId, e.ProgrammeVersion.Title, e.Status, e.Start, e.ExpectedEnd, e.End, e.Mode)).ToListAsync(ct);
        return new StudentOverview
        {
            FamilyName = person.FamilyName, GivenNames = person.GivenNames, DateOfBirth = person.DateOfBirth, LegalSex = person.LegalSex, Nationality = person.Nationality, DiedOn = person.DiedOn,
            TermPostcodeFrom = await db.Set<TermAddress>().Where(a => a.PersonId == id && a.To == null).MaxAsync(a => (DateOnly?)a.From, ct),
            Contact = ContactDetails.Of(person), Version = person.Version,
            Identifiers = [.. person.Identifiers.OrderBy(i => i.System).ThenBy(i => i.Kind).ThenBy(i => i.From).Select(i => new IdentifierRow(i.System, i.Kind, i.Value, i.From, i.To))],
            Verifications = verifications, Engagements = engagements,
        };
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<DocumentRow>> DocumentsAsync(long id, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Persons, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var reached = Reached(db, id, caller).Select(p => p.Id);
        return await db.Set<StudentDocument>().AsNoTracking().Where(d => reached.Contains(d.PersonId)).OrderByDescending(d => d.FiledAt)
            .Select(d => new DocumentRow(d.Id, d.Kind, d.Title, d.Link, d.Sha256, d.FiledAt)).ToListAsync(ct);
    }

    internal static IQueryable<Person> Reached(RegistryDbContext db, long id, Caller caller) =>
        db.Set<Person>().AsNoTracking().Where(p => p.Id == id).Within(db, caller.ReachOf(Room.Persons, Level.See));
}
