using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.ExamBoards.Graduation;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.ExamBoards.Graduation;

/// <summary>How far an award is on its way to conferment.</summary>
public enum GraduationStep
{
    Eligible,

    /// <summary>On a ceremony's list.</summary>
    Listed,

    /// <summary>Something stands in its way.</summary>
    Obstructed,
    Conferred,
}

/// <summary>Somebody with a ratified award.</summary>
/// <param name="DecisionId">The board's decision.</param>
/// <param name="PersonId">Whose.</param>
/// <param name="StudentNumber">Their number.</param>
/// <param name="Name">Their name.</param>
/// <param name="Programme">Code of the programme.</param>
/// <param name="AcademicYear">The session year that the board considered.</param>
/// <param name="Award">As on the certificate.</param>
/// <param name="Class">Its class.</param>
/// <param name="Step">How far it is.</param>
/// <param name="InTheWay">Every reason why it cannot be conferred; empty for who is eligible.</param>
/// <param name="CeremonyId">The list that it stands on.</param>
/// <param name="Ceremony">Its name.</param>
/// <param name="GraduandId">The place on that list.</param>
/// <param name="ConfermentId">The conferment that holds.</param>
/// <param name="ConferredOn">The day of it.</param>
/// <param name="CertificateNumber">Of the certificate.</param>
/// <param name="BoardId">The board that decided.</param>
public sealed record GraduandRow(
    long DecisionId, long PersonId, string StudentNumber, string Name, string Programme, string AcademicYear, string Award, string? Class, GraduationStep Step, IReadOnlyList<Refusal> InTheWay,
    long? CeremonyId, string? Ceremony, long? GraduandId, long? ConfermentId, DateOnly? ConferredOn, string? CertificateNumber, long BoardId);

/// <summary>A ceremony as the list shows it.</summary>
public sealed record CeremonyRow(long Id, string Title, DateOnly HeldOn, string Place, int? Capacity, CeremonyState State, int Listed, DateOnly? ConferredOn);

/// <summary>A ceremony opened, with how many are on its list and how many of them cannot be conferred now.</summary>
public sealed record CeremonyRecord(Ceremony Ceremony, int Listed, int Obstructed);

/// <summary>A conferment opened, and the act that took it back where there is one.</summary>
public sealed record ConfermentRecord(Conferment Conferment, Conferment? Revocation, string StudentNumber, string Name, string Ceremony);

/// <summary>Who may graduate, ceremonies and their lists, conferments: as far as the caller's roles reach the programmes.</summary>
public sealed class GraduationQueries(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    private static readonly Sorting<GraduandRow> Sorts = Sorting<GraduandRow>.WithKey(r => r.DecisionId)
        .By("name", r => r.Name).By("number", r => r.StudentNumber).By("programme", r => r.Programme).By("year", r => r.AcademicYear).By("award", r => r.Award).By("class", r => r.Class).By("step", r => r.Step);

    private static readonly Sorting<Ceremony> CeremonySorts = Sorting<Ceremony>.WithKey(c => c.Id)
        .By("heldOn", c => c.HeldOn, descendingFirst: true).By("title", c => c.Title).By("place", c => c.Place).By("conferredOn", c => c.ConferredOn);

    /// <summary>Filters: <c>step</c>, <c>programme</c> (code), <c>year</c>. Conferred awards are shown where the step asks for them.</summary>
    public async Task<TablePage<GraduandRow>> AwardsAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Graduations, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var awards = Reached(db, GraduationReading.Awards(db), caller);
        var step = query.Filter<GraduationStep>("step");
        if (step != GraduationStep.Conferred)
        {
            awards = awards.Where(d => !GraduationReading.Conferments(db).Any(c => c.EngagementId == d.EngagementId));
        }

        if (query.Filter("year") is { } year)
        {
            awards = awards.Where(d => d.AcademicYear == year);
        }

        if (query.Filter("programme") is { } code)
        {
            awards = awards.Where(d => db.Set<Engagement>().Any(e => e.Id == d.EngagementId && e.Programme.Code == code));
        }

        var rows = await RowsAsync(db, awards, ct);
        return rows.Where(r => (step is null || r.Step == step) && Matches(r, query.Search)).ToList().ToPage(query, Sorts);
    }

    /// <summary>The list of a ceremony; <c>Of</c> is the ceremony. Filters: <c>step</c>.</summary>
    public async Task<TablePage<GraduandRow>> ListAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Graduations, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var rows = await RowsAsync(db, Reached(db, OnTheList(db, query.Of ?? 0), caller), ct);
        return rows.Where(r => Matches(r, query.Search) && (query.Filter("step") is not "Obstructed" || r.InTheWay.Count > 0)).ToList().ToPage(query, Sorts);
    }

    /// <summary>Filters: <c>state</c>.</summary>
    public async Task<TablePage<CeremonyRow>> CeremoniesAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Graduations, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var ceremonies = db.Set<Ceremony>().AsNoTracking();
        if (query.Search.Length > 0)
        {
            var like = SearchPattern.Containing(query.Search);
            ceremonies = ceremonies.Where(c => EF.Functions.Like(c.Title, like, SearchPattern.Escape) || EF.Functions.Like(c.Place, like, SearchPattern.Escape));
        }

        ceremonies = query.Filter<CeremonyState>("state") switch
        {
            CeremonyState.Open => ceremonies.Where(c => c.CalledOffAt == null && c.ConferredOn == null),
            CeremonyState.Conferred => ceremonies.Where(c => c.CalledOffAt == null && c.ConferredOn != null),
            CeremonyState.CalledOff => ceremonies.Where(c => c.CalledOffAt != null),
            _ => ceremonies,
        };
        return await ceremonies.ToPageAsync(query, CeremonySorts, c => new CeremonyRow(
            c.Id, c.Title, c.HeldOn, c.Place, c.Capacity, c.CalledOffAt != null ? CeremonyState.CalledOff : c.ConferredOn != null ? CeremonyState.Conferred : CeremonyState.Open,
            db.Set<Graduand>().Count(g => g.CeremonyId == c.Id && g.LeftAt == null), c.ConferredOn), ct);
    }

    public async Task<CeremonyRecord?> CeremonyAsync(long ceremonyId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Graduations, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<Ceremony>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == ceremonyId, ct) is not { } ceremony)
        {
            return null;
        }

        var rows = await RowsAsync(db, OnTheList(db, ceremonyId), ct);
        return new CeremonyRecord(ceremony, rows.Count, rows.Count(r => r.Step != GraduationStep.Conferred && r.InTheWay.Count > 0));
    }

    /// <summary>Ceremonies whose list may still be changed, and programmes and years of which somebody is eligible and on no list.</summary>
    public async Task<(IReadOnlyList<CeremonyRow> Open, IReadOnlyList<(string Programme, string AcademicYear, int Eligible)> Groups)> ChoicesAsync(Caller caller, CancellationToken ct = default)
    {
        var open = (await CeremoniesAsync(new TableQuery { Size = TableQuery.LargestSize }.With("state", nameof(CeremonyState.Open)), caller, ct)).Rows;
        var eligible = (await AwardsAsync(new TableQuery().With("step", nameof(GraduationStep.Eligible)).Whole(), caller, ct)).Rows;
        return (open, [.. eligible.GroupBy(r => (r.Programme, r.AcademicYear)).OrderBy(g => g.Key.Programme, StringComparer.Ordinal).ThenByDescending(g => g.Key.AcademicYear, StringComparer.Ordinal).Select(g => (g.Key.Programme, g.Key.AcademicYear, g.Count()))]);
    }

    /// <summary>Codes of programmes and session years in which awards were made.</summary>
    public async Task<(IReadOnlyList<string> Programmes, IReadOnlyList<string> Years)> FiltersAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Graduations, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var awards = Reached(db, GraduationReading.Awards(db), caller);
        var codes = await db.Set<Programme>().Where(p => db.Set<Engagement>().Any(e => e.ProgrammeId == p.Id && awards.Any(a => a.EngagementId == e.Id))).OrderBy(p => p.Code).Select(p => p.Code).ToListAsync(ct);
        return (codes, await awards.Select(a => a.AcademicYear).Distinct().OrderByDescending(y => y).ToListAsync(ct));
    }

    public async Task<ConfermentRecord?> ConfermentAsync(long confermentId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Graduations, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<Conferment>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == confermentId && c.Act == ConfermentAct.Conferred, ct) is not { } conferment
            || await RecordQueries.Reached(db, conferment.PersonId, caller).Select(p => new { p.StudentNumber, p.GivenNames, p.FamilyName }).FirstOrDefaultAsync(ct) is not { } person)
        {
            return null;
        }

        var revocation = await db.Set<Conferment>().AsNoTracking().FirstOrDefaultAsync(c => c.RevokesId == confermentId, ct);
        return new ConfermentRecord(conferment, revocation, person.StudentNumber, $"{person.GivenNames} {person.FamilyName}", await db.Set<Ceremony>().Where(c => c.Id == conferment.CeremonyId).Select(c => c.Title).FirstAsync(ct));
    }

    /// <summary>What was conferred on a person, and what of it was taken back; newest first.</summary>
    public async Task<IReadOnlyList<ConfermentRecord>> OfPersonAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        if (!caller.May(Room.Graduations, Level.See))
        {
            return [];
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var reached = RecordQueries.Reached(db, personId, caller).Select(p => p.Id);
        var acts = await db.Set<Conferment>().AsNoTracking().Where(c => reached.Contains(c.PersonId)).OrderByDescending(c => c.RecordedAt).ToListAsync(ct);
        return [.. acts.Where(a => a.Act == ConfermentAct.Conferred).Select(a => new ConfermentRecord(a, acts.Find(r => r.RevokesId == a.Id), "", "", ""))];
    }

    internal static IQueryable<AwardDecision> OnTheList(RegistryDbContext db, long ceremonyId) =>
        db.Set<AwardDecision>().AsNoTracking().Where(d => db.Set<Graduand>().Any(g => g.CeremonyId == ceremonyId && g.LeftAt == null && g.AwardDecisionId == d.Id));

    internal static IQueryable<AwardDecision> Reached(RegistryDbContext db, IQueryable<AwardDecision> awards, Caller caller)
    {
        var reach = caller.ReachOf(Room.Graduations, Level.See);
        if (reach.IsEverywhere)
        {
            return awards;
        }

        var programmes = db.Set<Programme>().Within(reach).Select(p => p.Id);
        return awards.Where(d => db.Set<Engagement>().Any(e => e.Id == d.EngagementId && programmes.Contains(e.ProgrammeId)));
    }

    private async Task<List<GraduandRow>> RowsAsync(RegistryDbContext db, IQueryable<AwardDecision> awards, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var read = await GraduationReading.ReadAsync(db, awards, ct);
        var titles = await db.Set<Ceremony>().Where(c => db.Set<Graduand>().Any(g => g.CeremonyId == c.Id && g.LeftAt == null)).Select(c => new { c.Id, c.Title }).ToDictionaryAsync(c => c.Id, c => c.Title, ct);
        return [.. read.Select(r => Row(r, now, titles))];
    }

    private static GraduandRow Row(AwardInReach r, DateTimeOffset now, Dictionary<long, string> titles)
    {
        var obstacles = r.Conferred is null ? r.Standing.Obstacles(now) : [];
        var step = r.Conferred is not null ? GraduationStep.Conferred : obstacles.Count > 0 ? GraduationStep.Obstructed : r.Listed is not null ? GraduationStep.Listed : GraduationStep.Eligible;
        var award = r.Standing.Award;
        return new GraduandRow(
            award.DecisionId, award.PersonId, r.Standing.StudentNumber, r.Name, r.ProgrammeCode, r.AcademicYear, award.Award ?? "", award.Class, step, obstacles,
            r.Listed?.CeremonyId, r.Listed is { } place ? titles.GetValueOrDefault(place.CeremonyId) : null, r.Listed?.Id, r.Conferred?.Id, r.Conferred?.EffectiveOn, r.Conferred?.CertificateNumber, r.BoardId);
    }

    private static bool Matches(GraduandRow row, string search) =>
        search.Length == 0 || row.Name.Contains(search, StringComparison.OrdinalIgnoreCase) || row.StudentNumber.Contains(search, StringComparison.OrdinalIgnoreCase) || row.Award.Contains(search, StringComparison.OrdinalIgnoreCase);
}
