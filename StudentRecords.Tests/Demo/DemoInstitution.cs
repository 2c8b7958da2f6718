using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Demo;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Demo;

/// <summary>A registry into which the small demo institution has been seeded, by the job itself; its clock stands at the end of the story.</summary>
public sealed class DemoInstitution : IAsyncLifetime
{
    private readonly CancellationTokenSource stop = new();

    // users are among the scenes, and their passwords need a key ring
    public TestRegistry Registry { get; } = new(s => s.AddDataProtection().UseEphemeralDataProtectionProvider());

    public async Task InitializeAsync()
    {
        await OpenAsync();
        await SeedAsync();
    }

    /// <summary>The hub is open and nothing is seeded yet.</summary>
    public async Task OpenAsync()
    {
        await StartHubAsync(Registry, stop.Token);
        Registry.Clock.Now = new DateTimeOffset(2025, 6, 23, 9, 0, 0, TimeSpan.Zero);
    }

    public async Task SeedAsync()
    {
        await DemoSeeding.RequestAsync(Registry.Services, DemoPreset.Small);
        await Registry.Get<JobRunner>().RunNextAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await stop.CancelAsync();
        Registry.Dispose();
    }

    public Task<int> CountAsync<T>(System.Linq.Expressions.Expression<Func<T, bool>>? where = null)
        where T : class => Registry.ReadAsync(db => where is null ? db.Set<T>().CountAsync() : db.Set<T>().CountAsync(where));

    /// <summary>What the record says, a line a fact, without inner ids and moments of recording.</summary>
    public static async Task<IReadOnlyList<string>> ContentAsync(RegistryDbContext db)
    {
        var lines = new List<string>();
        lines.AddRange(await db.Set<Person>().OrderBy(p => p.StudentNumber).Select(p => $"{p.StudentNumber}|{p.FamilyName}|{p.GivenNames}|{p.KnownAs}|{p.DateOfBirth}|{p.HomePostcode}|{p.Email}").ToListAsync());
        lines.AddRange(await db.Set<PersonIdentifier>().OrderBy(i => i.System).ThenBy(i => i.Kind).ThenBy(i => i.Value).Select(i => $"{i.Person.StudentNumber}|{i.System}|{i.Kind}|{i.Value}").ToListAsync());
        lines.AddRange(await db.Set<Engagement>().OrderBy(e => e.Numhus).Select(e => $"{e.Numhus}|{e.Status}|{e.Start}|{e.End}").ToListAsync());
        lines.AddRange(await db.Set<Mark>().OrderBy(m => m.Component.Key).ThenBy(m => m.PersonId).ThenBy(m => m.Attempt).ThenBy(m => m.MarkVersion).Select(m => $"{m.Component.Key}|{m.Attempt}|{m.MarkVersion}|{m.Score}|{m.IsCurrent}|{m.IsBanked}").ToListAsync());
        lines.AddRange(await db.Set<Hold>().OrderBy(h => h.Key).Select(h => $"{h.Key}|{h.ReleasedOn}").ToListAsync());
        lines.AddRange(await db.Set<Payment>().OrderBy(p => p.Key).Select(p => $"{p.Key}|{p.Amount}").ToListAsync());
        lines.AddRange(await db.Set<ExamBoard>().OrderBy(b => b.Title).Select(b => $"{b.Title}|{b.Stage}|{b.PackVersion}").ToListAsync());
        lines.AddRange(await (from d in db.Set<BoardDecision>()
                                     join r in db.Set<ModuleRegistration>() on d.RegistrationId equals r.Id
                                     orderby r.Engagement.Numhus, r.Occurrence.Key
                                     select $"{r.Engagement.Numhus}|{r.Occurrence.Key}|{d.Outcome}|{d.OverallMark}|{d.Grade}").ToListAsync());
        lines.AddRange(await db.Set<InboxMessage>().OrderBy(m => m.MessageId).Select(m => $"{m.MessageId}|{m.State}|{m.ReasonCode}").ToListAsync());
        lines.AddRange(await db.Set<HesaReturn>().OrderBy(r => r.Collection).ThenBy(r => r.Sequence).Select(r => $"{r.Collection}|{r.Sequence}|{r.State}|{r.EntityCount}").ToListAsync());
        lines.AddRange(await db.Set<AuditEntry>().GroupBy(e => e.Act).OrderBy(g => g.Key).Select(g => $"{g.Key}: {g.Count()} entries").ToListAsync());
        return lines;
    }

    internal static async Task StartHubAsync(TestRegistry registry, CancellationToken ct)
    {
        foreach (var service in registry.Services.GetServices<IHostedService>().Where(s => s.GetType().Name == "HubWriter"))
        {
            await service.StartAsync(ct);
        }
    }
}

/// <summary>The tests that look at the demo institution share one.</summary>
[CollectionDefinition(Name)]
public sealed class DemoCollection : ICollectionFixture<DemoInstitution>
{
    public const string Name = "Demo";
}
