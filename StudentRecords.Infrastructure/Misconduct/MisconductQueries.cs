using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Adjustments;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Misconduct;

/// <summary>Reads misconduct cases. Every reading is written into the trail; earlier cases of the same student show only once the finding is made.</summary>
public sealed class MisconductQueries(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    private static readonly Sorting<CaseRow> Sorts = Sorting<CaseRow>.WithKey(r => r.Id)
        .By("opened", r => r.OpenedAt, descendingFirst: true).By("case", r => r.Key).By("name", r => r.FamilyName).By("student", r => r.StudentNumber).By("finding", r => r.Finding).By("decided", r => r.DecidedOn);

    /// <summary>Filters: <c>finding</c>, <c>show</c> (open, closed).</summary>
    public async Task<TablePage<CaseRow>> PageAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Misconduct, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var reached = db.Set<Person>().Within(db, caller.ReachOf(Room.Misconduct, Level.See)).Select(p => p.Id);
        var cases = db.Set<MisconductCase>().AsNoTracking().Where(c => reached.Contains(c.PersonId));
        if (query.Filter<MisconductFinding>("finding") is { } finding)
        {
            cases = cases.Where(c => c.Finding == finding);
        }

        cases = query.Filter("show") switch { "open" => cases.Where(c => !c.IsClosed), "closed" => cases.Where(c => c.IsClosed), _ => cases };
        if (query.Search.Length > 0)
        {
            var like = SearchPattern.Containing(query.Search);
            cases = cases.Where(c => EF.Functions.Like(c.Key, like, SearchPattern.Escape) || EF.Functions.Like(c.Person.FamilyName, like, SearchPattern.Escape) || EF.Functions.Like(c.Person.StudentNumber, like, SearchPattern.Escape));
        }

        var page = await Rows(cases).ToPageAsync(query, Sorts, ct);
        await ReadTrail.TellAsync(db, caller, clock.GetUtcNow(), "ListMisconduct", (nameof(MisconductCase), 0), (nameof(MisconductCase), page.Rows.Select(r => r.Id)), ct);
        return page;
    }

    /// <summary>Null where there is none, or the caller's roles do not reach the student.</summary>
    public async Task<CaseView?> CaseAsync(long id, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Misconduct, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var @case = await db.Set<MisconductCase>().AsNoTracking().Include(c => c.Entries).Include(c => c.Person).SingleOrDefaultAsync(c => c.Id == id, ct);
        if (@case is null || !await db.Set<Person>().Where(p => p.Id == @case.PersonId).Within(db, caller.ReachOf(Room.Misconduct, Level.See)).AnyAsync(ct))
        {
            return null;
        }

        long[] registrations = [.. @case.Entries.Select(e => e.RegistrationId).OfType<long>().Distinct()];
        long[] components = [.. @case.Entries.Select(e => e.ComponentId).OfType<long>().Distinct()];
        var modules = await db.Set<ModuleRegistration>().AsNoTracking().Where(r => registrations.Contains(r.Id)).Select(r => new { r.Id, r.Occurrence.Key }).ToDictionaryAsync(r => r.Id, r => r.Key, ct);
        var works = await db.Set<AssessmentComponent>().AsNoTracking().Where(c => components.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Key, ct);
        var earlier = @case.IsFound ? await Rows(Earlier(db, @case)).OrderBy(c => c.DecidedOn).ToListAsync(ct) : null;
        var shared = await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Flow == "F070" && m.PersonId == @case.PersonId && m.Aggregate == @case.Person.StudentNumber + "/case/" + @case.Key).OrderBy(m => m.Id)
            .Select(m => new SharedContext(m.Id, m.Key, m.State, m.CreatedAt, m.DeliveredAt, m.Receipt)).ToListAsync(ct);
        var tariff = await TariffShelf.InForceAsync(db, clock.Today(), ct);
        await ReadTrail.TellAsync(db, caller, clock.GetUtcNow(), "ReadMisconduct", (nameof(Person), @case.PersonId), (nameof(MisconductCase), [id, .. (earlier ?? []).Select(e => e.Id)]), ct);
        return new CaseView(@case, [.. @case.Entries.OrderBy(e => e.EnteredAt).ThenBy(e => e.Id).Select(e => Line(@case, e, modules, works))], earlier, shared, tariff);
    }

    /// <summary>One student's cases, newest first. Empty for people whom the caller's roles do not reach.</summary>
    public async Task<IReadOnlyList<CaseRow>> OfPersonAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Misconduct, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var reached = db.Set<Person>().Within(db, caller.ReachOf(Room.Misconduct, Level.See)).Select(p => p.Id);
        var rows = await Rows(db.Set<MisconductCase>().AsNoTracking().Where(c => c.PersonId == personId && reached.Contains(c.PersonId))).OrderByDescending(c => c.OpenedAt).ToListAsync(ct);
        await ReadTrail.TellAsync(db, caller, clock.GetUtcNow(), "ReadMisconduct", (nameof(Person), personId), (nameof(MisconductCase), rows.Select(r => r.Id)), ct);
        return rows;
    }

    /// <summary>What the student is assessed by, to choose from; empty for people whom the caller's roles do not reach.</summary>
    public async Task<IReadOnlyList<StudentAssessment>> AssessmentsAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Misconduct, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<Person>().Where(p => p.Id == personId).Within(db, caller.ReachOf(Room.Misconduct, Level.Change)).AnyAsync(ct) ? await StudentAssessments.ReadAsync(db, personId, ct) : [];
    }

    /// <summary>What Academic Integrity would be told as at a day; null for people whom the caller's roles do not reach.</summary>
    public async Task<MisconductContext?> ContextAsync(long personId, DateOnly asOf, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Misconduct, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        return await MisconductContext.ReadAsync(db, personId, asOf, clock.GetUtcNow(), caller.ReachOf(Room.Misconduct, Level.Change), ct);
    }

    /// <summary>Proven cases of the same student that were decided before this one.</summary>
    internal static IQueryable<MisconductCase> Earlier(RegistryDbContext db, MisconductCase @case) =>
        db.Set<MisconductCase>().AsNoTracking().Where(c => c.PersonId == @case.PersonId && c.Id != @case.Id && c.Finding == MisconductFinding.Proven && (@case.DecidedOn == null || c.DecidedOn <= @case.DecidedOn));

    private static IQueryable<CaseRow> Rows(IQueryable<MisconductCase> cases) => cases.Select(c => new CaseRow
    {
        Id = c.Id, PersonId = c.PersonId, StudentNumber = c.Person.StudentNumber, FamilyName = c.Person.FamilyName, GivenNames = c.Person.GivenNames, Key = c.Key, Finding = c.Finding,
        DecidedOn = c.DecidedOn, IsClosed = c.IsClosed, OpenedAt = c.OpenedAt, Entries = c.Entries.Count,
    });

    private static PenaltyLine Line(MisconductCase @case, PenaltyEntry entry, Dictionary<long, string> modules, Dictionary<long, string> works) => new(
        entry,
        entry.RegistrationId is { } registration ? modules.GetValueOrDefault(registration) : null,
        entry.ComponentId is { } component ? works.GetValueOrDefault(component) : null,
        @case.InEffect.Contains(entry));
}

/// <summary>A case in a list.</summary>
public sealed record CaseRow
{
    public required long Id { get; init; }
    public required long PersonId { get; init; }
    public required string StudentNumber { get; init; }
    public required string FamilyName { get; init; }
    public required string GivenNames { get; init; }
    public required string Key { get; init; }
    public required MisconductFinding Finding { get; init; }
    public required DateOnly? DecidedOn { get; init; }
    public required bool IsClosed { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Penalties and reversals entered.</summary>
    public required int Entries { get; init; }
}

/// <summary>One entry of a case.</summary>
public sealed record PenaltyLine(PenaltyEntry Entry, string? Module, string? Component, bool IsInEffect);

/// <summary>A context that was given, with the receipt.</summary>
public sealed record SharedContext(long Id, string Key, OutboxState State, DateTimeOffset CreatedAt, DateTimeOffset? DeliveredAt, string? Receipt);

/// <summary>A case opened.</summary>
/// <param name="Case">With the student.</param>
/// <param name="Entries">Penalties and reversals in their order.</param>
/// <param name="Earlier">Proven before; null while they are hidden.</param>
/// <param name="Shared">Contexts given.</param>
/// <param name="Tariff">In force today.</param>
public sealed record CaseView(MisconductCase Case, IReadOnlyList<PenaltyLine> Entries, IReadOnlyList<CaseRow>? Earlier, IReadOnlyList<SharedContext> Shared, TariffInForce Tariff);
