using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Students.Filing;

/// <summary>A document that the record made and filed.</summary>
public sealed record FilingRow(long Id, string Key, long PersonId, string StudentNumber, string Name, DocumentType Type, string Title, FilingState State, DateTimeOffset FiledAt, DateTimeOffset? ArchivedAt, string Sha256, string RetentionClass, DateOnly? KeptUntil, int TimesOpened, long? StudentDocumentId);

/// <summary>An opening of the archive's copy, as the archive told it (F024).</summary>
public sealed record OpeningRow(long Id, long DocumentId, int ArchiveVersion, DateTimeOffset OpenedAt, string? OpenedBy);

/// <summary>Filings, as far as the caller's roles reach the people.</summary>
public sealed class FilingQueries(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    /// <summary>The archive answers within a day (F024).</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    private static readonly Sorting<FiledDocument> Sorts = Sorting<FiledDocument>.WithKey(d => d.Id)
        .By("filedAt", d => d.FiledAt, descendingFirst: true).By("key", d => d.Key).By("title", d => d.Title).By("archivedAt", d => d.ArchivedAt);

    /// <summary>Filters: <c>state</c>, <c>type</c>, <c>late</c> (yes: no answer within a day).</summary>
    public async Task<TablePage<FilingRow>> PageAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Persons, Level.See);
        caller.Demand(Room.Graduations, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var programmes = db.Set<Programme>().Within(caller.ReachOf(Room.Graduations, Level.See)).Select(p => p.Id);
        var filed = db.Set<FiledDocument>().AsNoTracking().Where(d => db.Set<Engagement>().Any(e => e.Id == d.EngagementId && programmes.Contains(e.ProgrammeId)));
        if (query.Search.Length > 0)
        {
            var like = SearchPattern.Containing(query.Search);
            filed = filed.Where(d => EF.Functions.Like(d.Key, like, SearchPattern.Escape) || EF.Functions.Like(d.Title, like, SearchPattern.Escape) || db.Set<Person>().Any(p => p.Id == d.PersonId && EF.Functions.Like(p.StudentNumber, like, SearchPattern.Escape)));
        }

        if (query.Filter<FilingState>("state") is { } state)
        {
            filed = filed.Where(d => d.State == state);
        }

        if (query.Filter<DocumentType>("type") is { } type)
        {
            filed = filed.Where(d => d.Type == type);
        }

        if (query.Filter("late") == "yes")
        {
            var since = clock.GetUtcNow() - Patience;
            filed = filed.Where(d => d.State == FilingState.Filed && d.FiledAt < since);
        }

        return await filed.ToPageAsync(query, Sorts, d => new FilingRow(
            d.Id, d.Key, d.PersonId, db.Set<Person>().Where(p => p.Id == d.PersonId).Select(p => p.StudentNumber).First(), db.Set<Person>().Where(p => p.Id == d.PersonId).Select(p => p.GivenNames + " " + p.FamilyName).First(),
            d.Type, d.Title, d.State, d.FiledAt, d.ArchivedAt, d.Sha256, d.RetentionClass, d.KeptUntil, d.TimesOpened, d.StudentDocumentId), ct);
    }

    /// <summary>What was filed for a person; those that are archived stand among the person's documents too.</summary>
    public async Task<IReadOnlyList<FilingRow>> OfPersonAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Persons, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var reached = RecordQueries.Reached(db, personId, caller).Select(p => p.Id);
        return await db.Set<FiledDocument>().AsNoTracking().Where(d => reached.Contains(d.PersonId)).OrderByDescending(d => d.FiledAt).ThenBy(d => d.Id)
            .Select(d => new FilingRow(d.Id, d.Key, d.PersonId, "", "", d.Type, d.Title, d.State, d.FiledAt, d.ArchivedAt, d.Sha256, d.RetentionClass, d.KeptUntil, d.TimesOpened, d.StudentDocumentId)).ToListAsync(ct);
    }

    /// <summary>Who opened the archive's copies of a person's documents, newest first.</summary>
    public async Task<IReadOnlyList<OpeningRow>> OpeningsAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Persons, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var reached = RecordQueries.Reached(db, personId, caller).Select(p => p.Id);
        return await db.Set<DocumentOpening>().AsNoTracking().Where(o => reached.Contains(o.PersonId)).OrderByDescending(o => o.OpenedAt).ThenByDescending(o => o.Id)
            .Select(o => new OpeningRow(o.Id, o.DocumentId, o.ArchiveVersion, o.OpenedAt, o.OpenedBy)).ToListAsync(ct);
    }

    /// <summary>The bytes of a filing that the archive has not confirmed; null once it has, or out of reach.</summary>
    public async Task<byte[]?> PdfAsync(long personId, long filingId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Persons, Level.See);
        caller.Demand(Room.Graduations, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var reached = RecordQueries.Reached(db, personId, caller).Select(p => p.Id);
        return await db.Set<FiledDocument>().AsNoTracking().Where(d => d.Id == filingId && reached.Contains(d.PersonId)).Select(d => d.Pdf).SingleOrDefaultAsync(ct);
    }
}
