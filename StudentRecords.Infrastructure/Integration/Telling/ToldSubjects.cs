using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Groups;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Support;

namespace StudentRecords.Infrastructure.Integration.Telling;

/// <summary>What messages need to know of whom they are about, loaded once for a save: as it will be when it is saved.</summary>
internal sealed class ToldSubjects(RegistryDbContext db)
{
    private Dictionary<long, Person> people = [];
    private Dictionary<long, Programme> programmes = [];
    private Dictionary<long, ModuleOccurrence> runs = [];
    private ILookup<long, Engagement> engagements = Array.Empty<Engagement>().ToLookup(_ => 0L);
    private Dictionary<long, ExamSitting> sittings = [];
    private ILookup<long, ExamSeat> seats = Array.Empty<ExamSeat>().ToLookup(_ => 0L);
    private Dictionary<long, AccountState> accounts = [];
    private ILookup<long, PersonIdentifier> identifiers = Array.Empty<PersonIdentifier>().ToLookup(_ => 0L);
    private ILookup<long, Application> choices = Array.Empty<Application>().ToLookup(_ => 0L);
    private ILookup<long, ModuleRegistration> registrations = Array.Empty<ModuleRegistration>().ToLookup(_ => 0L);
    private ILookup<long, ModuleRegistration> students = Array.Empty<ModuleRegistration>().ToLookup(_ => 0L);
    private HashSet<(string Group, long Person)> members = [];
    private Dictionary<long, StudentGroup> groups = [];
    private ILookup<long, AssessmentComponent> components = Array.Empty<AssessmentComponent>().ToLookup(_ => 0L);
    private ILookup<long, Hold> holds = Array.Empty<Hold>().ToLookup(_ => 0L);
    private ILookup<long, StatusEntry> turns = Array.Empty<StatusEntry>().ToLookup(_ => 0L);
    private Dictionary<long, BoardOutcome> decided = [];
    private List<OutboxMessage> resits = [];
    private ILookup<long, OutboxMessage> cas = Array.Empty<OutboxMessage>().ToLookup(_ => 0L);
    private HashSet<(string Year, string Period)> timetabled = [];
    private HashSet<string> toBeSat = [];
    private HashSet<long> housed = [];
    private HashSet<long> named = [];
    private List<SurveyWindow> windows = [];

    public Person Person(long id) => people[id];

    public string Student(long id) => people[id].StudentNumber;

    public Programme Programme(Engagement engagement) => programmes[engagement.ProgrammeId];

    /// <summary>A doctorate or another research degree (HESA QUALCAT D and L).</summary>
    public bool IsResearch(Engagement engagement) => programmes[engagement.ProgrammeId].Newest is { IsResearch: true };

    /// <summary>Level of the qualification aimed at: the first letter of HESA QUALCAT (H first degree, M taught master's, D doctorate …).</summary>
    public string Level(Engagement engagement) => (programmes[engagement.ProgrammeId].Versions.FirstOrDefault(v => v.Id == engagement.ProgrammeVersionId) ?? programmes[engagement.ProgrammeId].Newest!).QualificationCategory[..1];

    public ModuleOccurrence Run(long id) => runs[id];

    /// <summary>A group into which somebody came, or from which they went.</summary>
    public StudentGroup Group(long id) => groups[id];

    /// <summary>Engagements of the person, this save's among them.</summary>
    public IEnumerable<Engagement> Engagements(long person) => engagements[person];

    /// <summary>Whether another engagement keeps the person here.</summary>
    public bool IsElsewhereIn(Engagement engagement) => Engagements(engagement.PersonId).Any(e => e.Id != engagement.Id && e.Status == EngagementStatus.Enrolled);

    /// <summary>Modules that the engagement is on, this save's changes among them.</summary>
    public IEnumerable<ModuleRegistration> Modules(Engagement engagement) => registrations[engagement.Id].Where(r => r.Status == RegistrationStatus.Registered);

    /// <summary>Who is taught at an event: everybody on the module, or its group of them.</summary>
    public IEnumerable<ModuleRegistration> Students(TeachingEvent taught) => students[taught.OccurrenceId].Where(r => taught.GroupCode is null || members.Contains((taught.GroupCode, r.PersonId)));

    public IEnumerable<AssessmentComponent> Examinations(long run) => components[run].Where(c => c.Kind == ComponentKind.Examination);

    /// <summary>Whether the examinations of the running's period are timetabled (F062): what is entered or withdrawn from then on amends what they were scheduled from.</summary>
    public bool IsTimetabled(ModuleOccurrence run) => timetabled.Contains((run.AcademicYear, run.Period));

    /// <summary>Whether a sitting of the examination is timetabled and still to come.</summary>
    public bool IsToBeSat(string component) => toBeSat.Contains(component);

    /// <summary>How often the study was interrupted or taken up again, this save's among them.</summary>
    public int Turns(long engagement) => turns[engagement].Count();

    /// <summary>Whether a board has decided on the module.</summary>
    public bool IsDecided(ModuleRegistration registration) => decided.ContainsKey(registration.Id);

    /// <summary>Entries for another sitting of its examinations that were told (F061); none once a board has decided again.</summary>
    public IEnumerable<OutboxMessage> Resits(ModuleRegistration registration) => decided.GetValueOrDefault(registration.Id) is BoardOutcome.Referred or BoardOutcome.Deferred
        ? resits.Where(r => r.PersonId == registration.PersonId && r.Content().Text("occurrence") == runs[registration.OccurrenceId].Key).GroupBy(r => r.Aggregate).Select(g => g.MaxBy(r => r.Sequence)!)
        : [];

    public ExamSitting Sitting(long id) => sittings[id];

    /// <summary>Seats of a sitting that was moved.</summary>
    public IEnumerable<ExamSeat> Seats(ExamSitting sitting) => seats[sitting.Id];

    public AccountState? Account(long person) => accounts.GetValueOrDefault(person);

    public string? Identifier(long person, string kind) => identifiers[person].FirstOrDefault(i => i.Kind == kind && i.To is null)?.Value;

    /// <summary>Choices of the person through UCAS.</summary>
    public IEnumerable<Application> Choices(long person) => choices[person];

    /// <summary>Owners of the holds that stand.</summary>
    public IEnumerable<string> Holds(long person) => holds[person].Select(h => h.Source);

    public IEnumerable<Hold> OpenHolds(long person) => holds[person];

    public bool HasDied(long person) => Engagements(person).Any(e => e.Status == EngagementStatus.Deceased);

    /// <summary>What UK Visas &amp; Immigration was asked for before: a Confirmation of Acceptance for Studies for this engagement.</summary>
    public IEnumerable<OutboxMessage> CasMessages(Engagement engagement) => cas[engagement.PersonId].Where(m => m.Key.Contains($"/{engagement.Numhus}/cas/", StringComparison.Ordinal));

    public bool HasRoom(long person) => housed.Contains(person);

    /// <summary>Whether the research office was told that the person may be named in a proposal.</summary>
    public bool IsNamed(long person) => named.Contains(person);

    public IEnumerable<SurveyWindow> OpenSurveys(ModuleOccurrence run, DateOnly day) => windows.Where(w => w.IsOpenOn(day) && w.AcademicYear == run.AcademicYear && w.Period == run.Period);

    /// <summary>What was published before somebody came.</summary>
    public ToldLessons Lessons { get; } = new(db);

    public async Task LoadAsync(IReadOnlyList<RecordEvent> events, DateTimeOffset now, CancellationToken ct)
    {
        await Lessons.LoadAsync(events, now, ct);
        var taught = events.OfType<TaughtOtherwise>().Select(e => e.Event).ToList();
        var on = taught.Select(e => e.OccurrenceId).Distinct().ToList();
        students = (await db.Set<ModuleRegistration>().AsNoTracking().Where(r => on.Contains(r.OccurrenceId) && r.Status == RegistrationStatus.Registered).ToListAsync(ct)).ToLookup(r => r.OccurrenceId);
        var codes = taught.Select(e => e.GroupCode).OfType<string>().Distinct().ToList();
        members = await GroupMembers.ReadAsync(db, codes, null, ct);

        var changed = events.OfType<MembershipChanged>().Select(e => e.Membership.GroupId).Distinct().ToList();
        groups = changed.Count == 0 ? groups : await HeldAsync<StudentGroup>(g => changed.Contains(g.Id), g => g.Id, ct);

        var moved = events.OfType<SittingMoved>().Select(e => e.Sitting.Id).ToList();
        seats = moved.Count == 0 ? seats : (await HeldAsync<ExamSeat>(s => moved.Contains(s.SittingId), s => s.Id, ct)).Values.ToLookup(s => s.SittingId);

        var about = events.Select(e => e.PersonId).OfType<long>().Distinct().ToList();
        var ids = about.Concat(students.SelectMany(g => g).Select(r => r.PersonId)).Concat(seats.SelectMany(g => g).Select(s => s.PersonId)).Distinct().ToList();
        people = await HeldAsync<Person>(p => ids.Contains(p.Id), p => p.Id, ct);
        // of hundreds who are taught at an event, or have a seat, no more is told than who they are
        await LoadStudiesAsync(events, about, ct);
        var given = events.OfType<SeatGiven>().Select(e => e.Seat.SittingId).Distinct().ToList();
        sittings = given.Count == 0 ? [] : await HeldAsync<ExamSitting>(s => given.Contains(s.Id), s => s.Id, ct);
        var runIds = registrations.SelectMany(g => g).Select(r => r.OccurrenceId).Concat(events.OfType<RegistrationChanged>().Select(e => e.Registration.OccurrenceId)).Concat(on).Distinct().ToList();
        runs = await HeldAsync<ModuleOccurrence>(o => runIds.Contains(o.Id), o => o.Id, ct);
        var parts = sittings.Values.Select(s => s.ComponentId).ToList();
        components = (await db.Set<AssessmentComponent>().AsNoTracking().Where(c => runIds.Contains(c.OccurrenceId) || parts.Contains(c.Id)).ToListAsync(ct)).ToLookup(c => c.OccurrenceId);
        if (events.Any(e => e is RegistrationChanged or StatusChanged) && runs.Values.Select(r => r.AcademicYear).Distinct().ToList() is { Count: > 0 } years)
        {
            var scheduled = await db.Set<ExamSitting>().Join(db.Set<AssessmentComponent>(), s => s.ComponentId, c => c.Id, (s, c) => new { s.StartsAt, c.Key, c.OccurrenceId })
                .Join(db.Set<ModuleOccurrence>().Where(o => years.Contains(o.AcademicYear)), s => s.OccurrenceId, o => o.Id, (s, o) => new { s.StartsAt, s.Key, o.AcademicYear, o.Period }).ToListAsync(ct);
            timetabled = scheduled.Select(s => (s.AcademicYear, s.Period)).ToHashSet();
            toBeSat = scheduled.Where(s => s.StartsAt > now).Select(s => s.Key).ToHashSet(StringComparer.Ordinal);
        }

        var studies = events.OfType<RegistrationChanged>().Select(e => e.Registration.EngagementId).Concat(events.OfType<StatusChanged>().Select(e => e.Engagement.Id)).Distinct().ToList();
        turns = studies.Count == 0 ? turns : (await HeldAsync<StatusEntry>(e => studies.Contains(e.EngagementId) && (e.Step == EnrolmentStep.Interrupt || e.Step == EnrolmentStep.Return), e => e.Id, ct)).Values.ToLookup(e => e.EngagementId);
        windows = events.Any(e => e is RegistrationChanged) ? await db.Set<SurveyWindow>().AsNoTracking().ToListAsync(ct) : [];
    }

    public string Component(long id) => components.SelectMany(g => g).First(c => c.Id == id).Key;

    private async Task LoadStudiesAsync(IReadOnlyList<RecordEvent> events, List<long> ids, CancellationToken ct)
    {
        engagements = (await HeldAsync<Engagement>(e => ids.Contains(e.PersonId), e => e.Id, ct)).Values.ToLookup(e => e.PersonId);
        var of = engagements.SelectMany(g => g).Select(e => e.ProgrammeId).Distinct().ToList();
        programmes = await db.Set<Programme>().AsNoTracking().Include(p => p.Versions).Where(p => of.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        foreach (var made in db.ChangeTracker.Entries<Programme>().Where(e => !programmes.ContainsKey(e.Entity.Id)))
        {
            programmes[made.Entity.Id] = made.Entity;
        }

        identifiers = (await HeldAsync<PersonIdentifier>(i => ids.Contains(i.PersonId), i => i.Id, ct)).Values.ToLookup(i => i.PersonId);
        accounts = (await HeldAsync<AccountState>(a => ids.Contains(a.PersonId), a => a.Id, ct)).Values.GroupBy(a => a.PersonId).ToDictionary(g => g.Key, g => g.MaxBy(a => a.On)!);
        holds = (await HeldAsync<Hold>(h => ids.Contains(h.PersonId), h => h.Id, ct)).Values.Where(h => h.IsOpen).ToLookup(h => h.PersonId);
        var sponsored = events.OfType<StatusChanged>().Select(e => e.Engagement).Concat(events.OfType<SponsorMarked>().Select(e => e.Engagement)).Where(e => e.IsSponsored).Select(e => (long?)e.PersonId).Distinct().ToList();
        cas = sponsored.Count == 0 ? cas : (await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Flow == "F051" && (m.Type == "CasRequested" || m.Type == "CasAmended") && sponsored.Contains(m.PersonId)).ToListAsync(ct)).ToLookup(m => m.PersonId!.Value);
        var moved = events.OfType<StatusChanged>().Select(e => e.Engagement.Id).ToList();
        if (moved.Count > 0)
        {
            named = (await db.Set<OutboxMessage>().Where(m => m.Flow == ResearcherService.Flow && m.Type == ResearcherService.Confirmed && m.PersonId != null && ids.Contains(m.PersonId.Value)).Select(m => m.PersonId!.Value).ToListAsync(ct)).ToHashSet();
            choices = (await HeldAsync<Application>(a => ids.Contains(a.PersonId) && a.Source == "UCAS", a => a.Id, ct)).Values.ToLookup(a => a.PersonId);
            registrations = (await HeldAsync<ModuleRegistration>(r => moved.Contains(r.EngagementId), r => r.Id, ct)).Values.ToLookup(r => r.EngagementId);
            var modules = registrations.SelectMany(g => g).Select(r => r.Id).ToList();
            decided = (await db.Set<BoardDecision>().AsNoTracking().Where(d => modules.Contains(d.RegistrationId)).Select(d => new { d.RegistrationId, d.RatifiedAt, d.Id, d.Outcome }).ToListAsync(ct)).GroupBy(d => d.RegistrationId).ToDictionary(g => g.Key, g => g.OrderBy(d => d.RatifiedAt).ThenBy(d => d.Id).Last().Outcome);
            resits = decided.Count == 0 ? [] : await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Flow == "F061" && m.Type == "ExamEntryPublished" && m.DeliveredAt != null && m.PersonId != null && ids.Contains(m.PersonId.Value) && m.Body.Contains("\"sitting\"")).ToListAsync(ct);
            housed = (await db.Set<ResidenceBooking>().Where(b => ids.Contains(b.PersonId) && (b.State == ResidenceState.Booked || b.State == ResidenceState.Allocated || b.State == ResidenceState.CheckedIn)).Select(b => b.PersonId).ToListAsync(ct)).ToHashSet();
        }
    }

    /// <summary>Rows as this save leaves them: from the store where they are not in hand.</summary>
    private async Task<Dictionary<long, T>> HeldAsync<T>(System.Linq.Expressions.Expression<Func<T, bool>> which, Func<T, long> key, CancellationToken ct)
        where T : class
    {
        var rows = (await db.Set<T>().AsNoTracking().Where(which).ToListAsync(ct)).ToDictionary(key);
        var inHand = db.ChangeTracker.Entries<T>().Where(e => e.State != EntityState.Detached && e.State != EntityState.Deleted).Select(e => e.Entity).ToList();
        // machine code for a question that is asked once would cost more than all the rest of the save
        foreach (var held in inHand.Count == 0 ? [] : inHand.Where(which.Compile(preferInterpretation: true)))
        {
            rows[key(held)] = held;
        }

        return rows;
    }
}
