using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Registration;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment.Registration;

/// <summary>
/// What the rules of registration need to know, loaded once for a set of students and occurrences and kept up to date with what the
/// unit of work does before it is saved. The desk, the portal's messages and the waiting lists all ask it.
/// </summary>
internal sealed class ChoiceFacts
{
    private readonly Dictionary<long, List<TakenModule>> taken = [];
    private readonly Dictionary<long, int> places = [];
    private ILookup<long, Hold> holds = Array.Empty<Hold>().ToLookup(_ => 0L);
    private Dictionary<(long Person, long Occurrence), ModuleRegistration> held = [];
    private Dictionary<(long Person, long Occurrence), WaitingEntry> waiting = [];

    /// <summary>Occurrences by key, with module and version, as the unit of work holds them.</summary>
    public static async Task<Dictionary<string, ModuleOccurrence>> OccurrencesAsync(RegistryDbContext db, IReadOnlyCollection<string> keys, CancellationToken ct) =>
        await db.Set<ModuleOccurrence>().Include(o => o.ModuleVersion).Include(o => o.Module).Where(o => keys.Contains(o.Key)).ToDictionaryAsync(o => o.Key, ct);

    /// <param name="engagements">With programme version and sessions.</param>
    /// <param name="occurrences">That somebody may ask for.</param>
    public async Task LoadAsync(RegistryDbContext db, IReadOnlyCollection<Engagement> engagements, IReadOnlyCollection<ModuleOccurrence> occurrences, CancellationToken ct)
    {
        long[] people = [.. engagements.Select(e => e.PersonId).Distinct()];
        long[] asked = [.. occurrences.Select(o => o.Id)];
        foreach (var (person, modules) in await TakenModules.OfAsync(db, people, ct))
        {
            taken[person] = modules;
        }

        var released = db.ChangeTracker.Entries<Hold>().Where(e => !e.Entity.IsOpen).Select(e => e.Entity.Id).ToHashSet();
        holds = (await db.Set<Hold>().AsNoTracking().Where(h => people.Contains(h.PersonId) && h.ReleasedOn == null).ToListAsync(ct))
            .Where(h => !released.Contains(h.Id)).ToLookup(h => h.PersonId);
        held = await db.Set<ModuleRegistration>().Where(r => people.Contains(r.PersonId) && asked.Contains(r.OccurrenceId)).ToDictionaryAsync(r => (r.PersonId, r.OccurrenceId), ct);
        await PlacesAsync(db, people, [.. occurrences.Where(o => o.Capacity is not null).Select(o => o.Id)], ct);
    }

    public Chooser Chooser(Engagement engagement) => new()
    {
        EngagementId = engagement.Id,
        Status = engagement.Status,
        Start = engagement.Start,
        Structure = engagement.ProgrammeVersion.Rules(),
        Sessions = [.. engagement.Sessions.Select(s => (s.SessionYear, s.YearOfProgramme))],
        Taken = taken.GetValueOrDefault(engagement.PersonId, []),
        OpenHolds = [.. holds[engagement.PersonId]],
    };

    public ModuleOffer Offer(ModuleOccurrence occurrence) => new()
    {
        OccurrenceId = occurrence.Id, Occurrence = occurrence.Key, Module = occurrence.Module.Code, Title = occurrence.ModuleVersion.Title, Credits = occurrence.ModuleVersion.Credits,
        Level = occurrence.ModuleVersion.Level, AcademicYear = occurrence.AcademicYear, Period = occurrence.Period, Start = occurrence.Start, End = occurrence.End, IsClosed = occurrence.IsClosed,
        IsModuleRetired = occurrence.Module.IsRetired, Opens = occurrence.RegistrationOpens, Closes = occurrence.RegistrationCloses, Places = occurrence.Capacity,
        Taken = places.GetValueOrDefault(occurrence.Id), HasWaitingList = occurrence.HasWaitingList, Requisites = occurrence.ModuleVersion.Needs(), Slots = occurrence.Meetings(),
    };

    /// <summary>The registration that the person had or has on an occurrence asked for; null when there never was one.</summary>
    public ModuleRegistration? Held(long person, long occurrence) => held.GetValueOrDefault((person, occurrence));

    public WaitingEntry? Waiting(long person, long occurrence) => waiting.GetValueOrDefault((person, occurrence)) is { State: WaitingState.Waiting } entry ? entry : null;

    public void Registered(Engagement engagement, ModuleRegistration registration, ModuleOccurrence occurrence)
    {
        var mine = Mine(engagement.PersonId);
        mine.RemoveAll(t => t.Occurrence == occurrence.Key);
        mine.Add(Offer(occurrence).TakenIn(engagement.Id, registration.Session.SessionYear));
        held[(engagement.PersonId, occurrence.Id)] = registration;
        places[occurrence.Id] = places.GetValueOrDefault(occurrence.Id) + 1;
    }

    public void Left(long person, ModuleOccurrence occurrence)
    {
        var mine = Mine(person);
        var at = mine.FindIndex(t => t.Occurrence == occurrence.Key);
        if (at >= 0)
        {
            mine[at] = mine[at] with { Standing = ModuleStanding.Left };
        }

        places[occurrence.Id] = places.GetValueOrDefault(occurrence.Id) - 1;
    }

    public void Joined(WaitingEntry entry) => waiting[(entry.PersonId, entry.OccurrenceId)] = entry;

    private List<TakenModule> Mine(long person) => taken.TryGetValue(person, out var mine) ? mine : taken[person] = [];

    private async Task PlacesAsync(RegistryDbContext db, long[] people, long[] limited, CancellationToken ct)
    {
        if (limited.Length == 0)
        {
            return;
        }

        foreach (var count in await db.Set<ModuleRegistration>().Where(r => limited.Contains(r.OccurrenceId) && r.Status == RegistrationStatus.Registered)
            .GroupBy(r => r.OccurrenceId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct))
        {
            places[count.Key] = count.Count;
        }

        foreach (var (occurrence, change) in TakenModules.Unsaved(db).Where(u => limited.Contains(u.Registration.OccurrenceId)).GroupBy(u => u.Registration.OccurrenceId).Select(g => (g.Key, g.Sum(u => u.Places))))
        {
            places[occurrence] = places.GetValueOrDefault(occurrence) + change;
        }

        waiting = await db.Set<WaitingEntry>().Where(w => people.Contains(w.PersonId) && limited.Contains(w.OccurrenceId) && w.State == WaitingState.Waiting)
            .ToDictionaryAsync(w => (w.PersonId, w.OccurrenceId), ct);
    }
}
