using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Derivation;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Hesa.Derivation;

/// <summary>The part of the catalogue that the students of a collection are on.</summary>
internal sealed class CatalogueReader(RegistryDbContext db, CollectionDefinition collection, CatalogueDerivation derivation, InstitutionProfile institution)
{
    private Dictionary<long, Programme> programmes = [];
    private Dictionary<long, Programme> byVersion = [];
    private Dictionary<long, ModuleOccurrence> occurrences = [];
    private Dictionary<long, ProgrammeFacts> facts = [];
    private Dictionary<long, Venue> venues = [];

    /// <summary>With its module and version; <see cref="BeforeStudentsAsync"/> must have run.</summary>
    public ModuleOccurrence Occurrence(ModuleRegistration registration) => occurrences[registration.OccurrenceId];

    /// <summary>COURSEID of a programme version; <see cref="BeforeStudentsAsync"/> must have run.</summary>
    public string CourseId(Engagement engagement)
    {
        var programme = programmes[engagement.ProgrammeId];
        return CourseIds.Of(programme, programme.Versions.Single(v => v.Id == engagement.ProgrammeVersionId));
    }

    /// <summary>What was recorded of the engagement's programme because returns ask for it.</summary>
    public ProgrammeFacts FactsOf(Engagement engagement) => facts.GetValueOrDefault(engagement.ProgrammeId, ProgrammeFacts.None);

    /// <summary>QUALCAT of the engagement's programme version.</summary>
    public string CategoryOf(Engagement engagement) => programmes[engagement.ProgrammeId].Versions.Single(v => v.Id == engagement.ProgrammeVersionId).QualificationCategory;

    /// <summary>Key of the campus that the session says; null where it says none.</summary>
    public string? VenueOf(CourseSession session) => session.VenueId is { } id ? venues.GetValueOrDefault(id)?.Key : null;

    /// <summary>COURSEID of the version that a session is on; null where the session does not say.</summary>
    public string? CourseId(CourseSession session) => session.ProgrammeVersionId is { } id && byVersion.TryGetValue(id, out var programme)
        ? CourseIds.Of(programme, programme.Versions.Single(v => v.Id == id))
        : null;

    /// <summary>Course, Module, Qualification and SessionYear with what is below them, in the order of the keys.</summary>
    public async Task<IReadOnlyList<ReturnEntity>> BeforeStudentsAsync(CancellationToken ct)
    {
        var sessions = ScopeOfCollection.Sessions(db, collection);
        programmes = await db.Set<Programme>().AsNoTracking().Include(p => p.Versions).ToDictionaryAsync(p => p.Id, ct);
        byVersion = programmes.Values.SelectMany(p => p.Versions.Select(v => (v.Id, p))).ToDictionary(v => v.Id, v => v.p);
        var used = await sessions.Select(s => s.ProgrammeVersionId ?? s.Engagement.ProgrammeVersionId).Distinct().ToListAsync(ct);
        facts = await FactsAsync(ct);
        venues = await db.Set<Venue>().AsNoTracking().ToDictionaryAsync(v => v.Id, ct);
        List<ReturnEntity> entities = [];
        foreach (var course in used
            .Select(u => (Programme: byVersion[u], Version: byVersion[u].Versions.Single(v => v.Id == u)))
            .GroupBy(u => CourseIds.Of(u.Programme, u.Version)))
        {
            var (programme, version) = course.MaxBy(c => c.Version.CatalogueVersion);
            entities.AddRange(derivation.Course(programme, version, facts.GetValueOrDefault(programme.Id, ProgrammeFacts.None)));
            entities.AddRange(derivation.Qualification(programme, version, facts.GetValueOrDefault(programme.Id, ProgrammeFacts.None)));
        }

        var running = await db.Set<ModuleRegistration>().Where(r => sessions.Any(s => s.Id == r.SessionId)).Select(r => r.OccurrenceId).Distinct().ToListAsync(ct);
        occurrences = await db.Set<ModuleOccurrence>().AsNoTrackingWithIdentityResolution().Include(o => o.Module).Include(o => o.ModuleVersion).ToDictionaryAsync(o => o.Id, ct);
        var shares = (await db.Set<ModuleShare>().AsNoTracking().Where(p => p.TakenBackOn == null).ToListAsync(ct)).ToLookup(p => p.ModuleId);
        foreach (var module in running.Select(o => occurrences[o]).GroupBy(o => o.Module))
        {
            entities.AddRange(derivation.Module(module.Key, module.Select(o => o.ModuleVersion).MaxBy(v => v.CatalogueVersion)!, shares[module.Key.Id]));
        }

        var years = await sessions.Select(s => new { Entry = s.Engagement.Start, s.Start }).Distinct().ToListAsync(ct);
        entities.AddRange(years.Select(y => SessionYear.For(y.Entry, y.Start)).Distinct().SelectMany(derivation.Year));
        entities.Sort((a, b) => string.CompareOrdinal(a.KeyPath, b.KeyPath));
        return entities;
    }

    private async Task<Dictionary<long, ProgrammeFacts>> FactsAsync(CancellationToken ct)
    {
        var initiatives = (await db.Set<ProgrammeInitiative>().AsNoTracking().Where(f => f.TakenBackOn == null).ToListAsync(ct)).ToLookup(f => f.ProgrammeId);
        var accreditations = (await db.Set<ProgrammeAccreditation>().AsNoTracking().Where(f => f.TakenBackOn == null).ToListAsync(ct)).ToLookup(f => f.ProgrammeId);
        var references = (await db.Set<ProgrammeReference>().AsNoTracking().Where(f => f.TakenBackOn == null).ToListAsync(ct)).ToLookup(f => f.ProgrammeId);
        var parts = (await db.Set<ProgrammeShare>().AsNoTracking().Where(f => f.TakenBackOn == null).ToListAsync(ct)).ToLookup(f => f.ProgrammeId);
        var places = (await db.Set<TeachingPlace>().AsNoTracking().Where(f => f.TakenBackOn == null).ToListAsync(ct)).ToLookup(f => f.ProgrammeId);
        return programmes.Keys.ToDictionary(id => id, id => new ProgrammeFacts
        {
            Initiatives = [.. initiatives[id]], Accreditations = [.. accreditations[id]], References = [.. references[id]], Shares = [.. parts[id]], Places = [.. places[id]],
        });
    }

    public async Task<IReadOnlyList<ReturnEntity>> AfterStudentsAsync(CancellationToken ct)
    {
        var told = venues.Values.Select(derivation.Venue).ToList();
        // programmes without a place of their own are taught at the main venue
        if (venues.Values.All(v => v.Key != institution.VenueId))
        {
            told.Add(derivation.MainVenue());
        }

        return [.. told.OrderBy(v => v.KeyPath, StringComparer.Ordinal)];
    }
}
