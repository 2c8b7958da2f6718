using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;

namespace StudentRecords.Tests.Support;

/// <summary>Test data by story: each call saves what it tells and gives back what it made.</summary>
public sealed class Given(TestRegistry registry)
{
    public async Task<Person> PersonAsync(Func<PersonStory, PersonStory>? story = null)
    {
        var told = new PersonStory(registry.Clock.Now);
        var (person, rows) = (story?.Invoke(told) ?? told).Tell();
        await registry.SaveAsync(db => db.AddRange(rows));
        return person;
    }

    public async Task<Programme> ProgrammeAsync(string code = "BSC-CS", string faculty = "SCI", string fromYear = "2020/21")
    {
        var programme = new Programme(code, faculty);
        programme.Publish(new ProgrammeVersion
        {
            CatalogueVersion = 1, FromYear = fromYear, Title = $"BSc (Hons) {code}", Award = "Bachelor of Science with Honours",
            QualificationCategory = "H0001", HecosCode = "100366", Credits = 360, NormalYears = 3m,
        });
        await registry.SaveAsync(db => db.Add(programme));
        return programme;
    }

    /// <summary>An occurrence, and its module when there is none of that code yet.</summary>
    public async Task<ModuleOccurrence> OccurrenceAsync(string key = "AAA-2023A", Func<OccurrenceStory, OccurrenceStory>? story = null)
    {
        var told = new OccurrenceStory(key);
        told = story?.Invoke(told) ?? told.With($"{key}/1", 60m).With($"{key}/2", 40m);
        await using var db = registry.CreateDbContext();
        var occurrence = told.Tell(await db.Set<Module>().Include(m => m.Versions).FirstOrDefaultAsync(m => m.Code == told.ModuleCode));
        db.Add(occurrence);
        await db.SaveAsync(registry.AsSystem());
        return occurrence;
    }

    /// <summary>An engagement with one session, confirmed unless <paramref name="enrolled"/> is false.</summary>
    public async Task<Engagement> EngagementAsync(Person person, Programme programme, bool enrolled = true, DateOnly? start = null, string numhus = "1")
    {
        var from = start ?? new DateOnly(2023, 10, 1);
        await using var db = registry.CreateDbContext();
        db.AttachRange(person, programme);
        var engagement = new Engagement(person, programme, programme.Newest!, numhus, from, from.AddYears(3), "01", registry.Clock.Now);
        db.Add(engagement);
        engagement.SessionFor(from);
        if (enrolled)
        {
            engagement.Confirm(identityVerified: true, [], from, registry.Clock.Now);
        }

        await db.SaveAsync(registry.AsSystem());
        return engagement;
    }

    public async Task<ModuleRegistration> RegistrationAsync(Engagement engagement, ModuleOccurrence occurrence, int attempt = 1)
    {
        await using var db = registry.CreateDbContext();
        db.AttachRange(engagement, occurrence);
        var registration = new ModuleRegistration(engagement, engagement.Sessions[^1], occurrence, occurrence.Start, attempt);
        db.Add(registration);
        await db.SaveAsync(registry.AsSystem());
        return registration;
    }

    /// <param name="score">0 to 100; null is submitted without a mark.</param>
    public async Task<Mark> MarkAsync(ModuleRegistration registration, AssessmentComponent component, decimal? score, int attempt = 1, int version = 1, bool banked = false)
    {
        var mark = new Mark(registration, component, attempt, version, score, component.DueOn, banked, "VLE");
        await registry.SaveAsync(db => db.Add(mark));
        return mark;
    }

    /// <summary>A person enrolled on BSC-CS and registered on the occurrence, with a mark for each component in order.</summary>
    public async Task<ModuleRegistration> StudentAsync(ModuleOccurrence occurrence, params decimal?[] scores)
    {
        await using var db = registry.CreateDbContext();
        var programme = await db.Set<Programme>().Include(p => p.Versions).FirstOrDefaultAsync(p => p.Code == "BSC-CS") ?? await ProgrammeAsync();
        var engagement = await EngagementAsync(await PersonAsync(), programme);
        var registration = await RegistrationAsync(engagement, occurrence);
        foreach (var (component, score) in occurrence.Components.Zip(scores))
        {
            await MarkAsync(registration, component, score);
        }

        return registration;
    }
}
