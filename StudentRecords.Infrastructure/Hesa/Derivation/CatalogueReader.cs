using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Derivation;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Hesa.Derivation;

/// <summary>The part of the catalogue that the students of a collection are on.</summary>
internal sealed class CatalogueReader(RegistryDbContext db, CollectionDefinition collection, CatalogueDerivation derivation)
{
    private Dictionary<long, Programme> programmes = [];
    private Dictionary<long, Programme> byVersion = [];
    private Dictionary<long, ModuleOccurrence> occurrences = [];

    /// <summary>With its module and version; <see cref="BeforeStudentsAsync"/> must have run.</summary>
    public ModuleOccurrence Occurrence(ModuleRegistration registration) => occurrences[registration.OccurrenceId];

    /// <summary>COURSEID of a programme version; <see cref="BeforeStudentsAsync"/> must have run.</summary>
    public string CourseId(Engagement engagement)
    {
        var programme = programmes[engagement.ProgrammeId];
        return CourseIds.Of(programme, programme.Versions.Single(v => v.Id == engagement.ProgrammeVersionId));
    }

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
        List<ReturnEntity> entities = [];
        foreach (var course in used
            .Select(u => (Programme: byVersion[u], Version: byVersion[u].Versions.Single(v => v.Id == u)))
            .GroupBy(u => CourseIds.Of(u.Programme, u.Version)))
        {
            var (programme, version) = course.MaxBy(c => c.Version.CatalogueVersion);
            entities.AddRange(derivation.Course(programme, version));
            entities.AddRange(derivation.Qualification(programme, version));
        }

        var running = await db.Set<ModuleRegistration>().Where(r => sessions.Any(s => s.Id == r.SessionId)).Select(r => r.OccurrenceId).Distinct().ToListAsync(ct);
        occurrences = await db.Set<ModuleOccurrence>().AsNoTrackingWithIdentityResolution().Include(o => o.Module).Include(o => o.ModuleVersion).ToDictionaryAsync(o => o.Id, ct);
        foreach (var module in running.Select(o => occurrences[o]).GroupBy(o => o.Module))
        {
            entities.AddRange(derivation.Module(module.Key, module.Select(o => o.ModuleVersion).MaxBy(v => v.CatalogueVersion)!));
        }

        var years = await sessions.Select(s => new { Entry = s.Engagement.Start, s.Start }).Distinct().ToListAsync(ct);
        entities.AddRange(years.Select(y => SessionYear.For(y.Entry, y.Start)).Distinct().SelectMany(derivation.Year));
        entities.Sort((a, b) => string.CompareOrdinal(a.KeyPath, b.KeyPath));
        return entities;
    }

    public async Task<IReadOnlyList<ReturnEntity>> AfterStudentsAsync(CancellationToken ct)
    {
        var venues = await db.Set<Venue>().AsNoTracking().ToListAsync(ct);
        return venues.Count == 0
            ? [derivation.MainVenue()]
            : [.. venues.Select(derivation.Venue).OrderBy(v => v.KeyPath, StringComparer.Ordinal)];
    }
}
