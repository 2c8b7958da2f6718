using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Registration;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Infrastructure.Enrolment.Registration;

/// <summary>The module choice desk of one student.</summary>
public sealed class ChoiceQueries(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    private const int MostFound = 20;

    /// <param name="personId">Whose desk.</param>
    /// <param name="engagementId">Null for the newest that can still choose.</param>
    /// <param name="academicYear">Null for the year of the newest session.</param>
    /// <param name="search">Part of a code or title, to look beyond the structure; empty for none.</param>
    /// <returns>Null when there is no engagement that the caller reaches.</returns>
    public async Task<ChoiceDesk?> DeskAsync(long personId, long? engagementId, string? academicYear, string search, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var engagements = await db.Set<Engagement>().AsNoTracking().Where(e => e.PersonId == personId).OrderByDescending(e => e.Status == EngagementStatus.Enrolled).ThenByDescending(e => e.Start)
            .Select(e => new { e.Id, e.ProgrammeVersion.Title }).ToListAsync(ct);
        if (engagements.FirstOrDefault(e => engagementId is null || e.Id == engagementId) is not { } chosen || await EngagementsReached.FindAsync(db, chosen.Id, caller, ct, Level.See) is not { } engagement)
        {
            return null;
        }

        var years = await db.Set<ModuleOccurrence>().Select(o => o.AcademicYear).Distinct().OrderByDescending(y => y).ToListAsync(ct);
        var last = engagement.Sessions.MaxBy(s => s.Start);
        var year = academicYear is not null && years.Contains(academicYear) ? academicYear : last is not null && years.Contains(AcademicYear.Of(last.Start).ToString()) ? AcademicYear.Of(last.Start).ToString() : years.FirstOrDefault() ?? AcademicYear.Of(clock.Today()).ToString();
        return await ReadAsync(db, engagement, [.. engagements.Where(e => e.Id != engagement.Id).Select(e => (e.Id, e.Title))], year, years, search.Trim(), ct);
    }

    /// <summary>One running of a module, for the pages that ask about it; null when there is none.</summary>
    public async Task<ModuleOffer?> OfferAsync(long occurrenceId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var occurrence = await db.Set<ModuleOccurrence>().Include(o => o.Module).Include(o => o.ModuleVersion).SingleOrDefaultAsync(o => o.Id == occurrenceId, ct);
        if (occurrence is null)
        {
            return null;
        }

        var facts = new ChoiceFacts();
        await facts.LoadAsync(db, [], [occurrence], ct);
        return facts.Offer(occurrence);
    }

    private async Task<ChoiceDesk> ReadAsync(RegistryDbContext db, Engagement engagement, IReadOnlyList<(long, string)> others, string year, List<string> years, string search, CancellationToken ct)
    {
        var first = AcademicYear.Parse(year);
        var programmeYear = new Chooser { EngagementId = engagement.Id, Status = engagement.Status, Start = engagement.Start, Sessions = [.. engagement.Sessions.Select(s => (s.SessionYear, s.YearOfProgramme))] };
        var structure = engagement.ProgrammeVersion.Rules();
        // somebody who began in the course of a year chooses by the session that the end of that academic year falls in
        var sessionYear = programmeYear.SessionYearOf(engagement.Start > first.Start ? engagement.Start : first.Start.AddMonths(2));
        var stage = structure?.Stage(programmeYear.YearOfProgramme(sessionYear));
        var codes = stage?.Modules().ToList() ?? [];
        var occurrences = await AskedAsync(db, year, codes, search, ct);
        var facts = new ChoiceFacts();
        await facts.LoadAsync(db, [engagement], occurrences, ct);
        var chooser = facts.Chooser(engagement);
        var taken = chooser.In(sessionYear);
        return new ChoiceDesk
        {
            EngagementId = engagement.Id, Programme = engagement.ProgrammeVersion.Title, Status = engagement.Status, Engagements = others, AcademicYear = year, AcademicYears = years,
            YearOfProgramme = chooser.YearOfProgramme(sessionYear), CatalogueVersion = engagement.ProgrammeVersion.CatalogueVersion, Stage = stage,
            Chosen = await ChosenAsync(db, engagement.Id, year, ct),
            Offered = [.. occurrences.Where(o => !taken.Any(t => t.Occurrence == o.Key)).Select(o => Offered(engagement, facts, chooser, o, stage))],
            Findings = StageCheck.Of(structure, chooser.YearOfProgramme(sessionYear), taken, Passed(chooser)),
        };
    }

    private OfferedModule Offered(Engagement engagement, ChoiceFacts facts, Chooser chooser, ModuleOccurrence occurrence, StageRules? stage)
    {
        var offer = facts.Offer(occurrence);
        var group = stage is null ? "" : stage.Core.Contains(offer.Module) ? "Core" : stage.Options.FirstOrDefault(o => o.Modules.Contains(offer.Module))?.Title ?? "";
        return new OfferedModule(offer, occurrence.ModuleId, group, facts.Waiting(engagement.PersonId, occurrence.Id)?.Place, RegistrationRules.Of(chooser, new ModuleMove([offer], [], clock.Today())));
    }

    private static async Task<List<ModuleOccurrence>> AskedAsync(RegistryDbContext db, string year, List<string> codes, string search, CancellationToken ct)
    {
        var all = db.Set<ModuleOccurrence>().Include(o => o.ModuleVersion).Include(o => o.Module).Where(o => o.AcademicYear == year);
        var named = await all.Where(o => codes.Contains(o.Module.Code)).OrderBy(o => o.Key).ToListAsync(ct);
        if (search.Length == 0 && codes.Count > 0)
        {
            return named;
        }

        var found = await all.Where(o => EF.Functions.Like(o.Module.Code, SearchPattern.StartingWith(search), SearchPattern.Escape) || EF.Functions.Like(o.ModuleVersion.Title, SearchPattern.Containing(search), SearchPattern.Escape))
            .OrderBy(o => o.Key).Take(MostFound).ToListAsync(ct);
        return [.. named.Concat(found).DistinctBy(o => o.Id)];
    }

    private static Task<List<ChosenModule>> ChosenAsync(RegistryDbContext db, long engagementId, string year, CancellationToken ct) => db.Set<ModuleRegistration>().AsNoTracking()
        .Where(r => r.EngagementId == engagementId && r.Occurrence.AcademicYear == year).OrderBy(r => r.Status == RegistrationStatus.Withdrawn).ThenBy(r => r.Occurrence.Key)
        .Select(r => new ChosenModule
        {
            OccurrenceId = r.OccurrenceId, ModuleId = r.Occurrence.ModuleId, Module = r.Occurrence.Module.Code, Occurrence = r.Occurrence.Key, Title = r.Occurrence.ModuleVersion.Title,
            Credits = r.Occurrence.ModuleVersion.Credits, Level = r.Occurrence.ModuleVersion.Level, Period = r.Occurrence.Period, Status = r.Status, RegisteredOn = r.RegisteredOn,
            RecordedAt = r.RecordedAt, WithdrawnOn = r.WithdrawnOn, Attempt = r.Attempt, SetAside = r.SetAside, SetAsideReason = r.SetAsideReason,
        }).ToListAsync(ct);

    private static HashSet<string> Passed(Chooser chooser) => chooser.Taken.Where(t => t.Standing == ModuleStanding.Passed).Select(t => t.Module).ToHashSet(StringComparer.Ordinal);
}
