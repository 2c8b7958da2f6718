using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Registration;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Enrolment.Registration;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Enrolment.Registration;

/// <summary>Students who choose among a few runnings, by the desk and by the portal.</summary>
internal sealed class ChoiceScene(TestRegistry registry)
{
    public static readonly Caller Olga = new("olga.officer", 1, [new RoleGrant(Role.RegistryOfficer, Scope.Everything)]);
    public static readonly Caller Martin = new("martin.manager", 2, [new RoleGrant(Role.RegistryManager, Scope.Everything)]);
    private int sent;

    public RegistrationService Desk => registry.Get<RegistrationService>();

    public WaitingListService Lists => registry.Get<WaitingListService>();

    public async Task<Engagement> StudentAsync(Func<PersonStory, PersonStory>? story = null, Programme? on = null)
    {
        var programme = on ?? await registry.ReadAsync(db => db.Set<Programme>().Include(p => p.Versions).FirstOrDefaultAsync()) ?? await registry.Given.ProgrammeAsync();
        return await registry.Given.EngagementAsync(await registry.Given.PersonAsync(story), programme);
    }

    /// <summary>A running with so many places and a waiting list.</summary>
    public async Task<ModuleOccurrence> LimitedAsync(string key, int places, Action<ModuleOccurrence>? also = null)
    {
        var occurrence = await registry.Given.OccurrenceAsync(key, o => o.Places(places));
        await registry.SaveAsync(db =>
        {
            var row = db.Set<ModuleOccurrence>().Single(o => o.Id == occurrence.Id);
            row.KeepWaitingList(true);
            also?.Invoke(row);
        });
        return occurrence;
    }

    public Task<Outcome> RegisterAsync(Engagement who, ModuleOccurrence on, Caller? by = null) => Desk.MoveAsync(Move(who, [on], []), registry.As(by ?? Olga));

    public Task<Outcome> DropAsync(Engagement who, ModuleOccurrence from) => Desk.MoveAsync(Move(who, [], [from]), registry.As(Olga));

    public Task<Outcome> SwapAsync(Engagement who, ModuleOccurrence from, ModuleOccurrence to) => Desk.MoveAsync(Move(who, [to], [from]), registry.As(Olga));

    public Task<Outcome<int>> WaitAsync(Engagement who, ModuleOccurrence on) => Lists.JoinAsync(Place(who, on), registry.As(Olga));

    public static MoveModules Move(Engagement who, ModuleOccurrence[] wanted, ModuleOccurrence[] leaving) => new() { EngagementId = who.Id, Wanted = [.. wanted.Select(w => w.Id)], Leaving = [.. leaving.Select(l => l.Id)] };

    public static WaitForPlace Place(Engagement who, ModuleOccurrence on) => new() { EngagementId = who.Id, OccurrenceId = on.Id };

    public Task StartHubAsync(CancellationToken ct) => registry.Services.GetServices<IHostedService>().Single(s => s.GetType().Name == "HubWriter").StartAsync(ct);

    /// <summary>The portal asks for a place (F011).</summary>
    public Task<Receipt> PortalRegistersAsync(Engagement who, ModuleOccurrence on, bool waits = false) =>
        SendAsync("ModuleSelectionSubmitted", new { student = Who(who), occurrences = new[] { on.Key }, joinWaitingList = waits });

    /// <summary>The portal gives a module up (F011).</summary>
    public Task<Receipt> PortalLeavesAsync(Engagement who, ModuleOccurrence from) =>
        SendAsync("SelfServiceRequestRaised", new { student = Who(who), request = "WithdrawFromModule", occurrence = from.Key, effectiveOn = registry.Clock.Today });

    /// <summary>Whose registration stands, by student number.</summary>
    public Task<List<long>> OnAsync(ModuleOccurrence occurrence) => registry.ReadAsync(db => db.Set<ModuleRegistration>()
        .Where(r => r.OccurrenceId == occurrence.Id && r.Status == RegistrationStatus.Registered).OrderBy(r => r.Id).Select(r => r.EngagementId).ToListAsync());

    /// <summary>Who waits, in the order of the line.</summary>
    public Task<List<long>> LineAsync(ModuleOccurrence occurrence) => registry.ReadAsync(db => db.Set<WaitingEntry>()
        .Where(w => w.OccurrenceId == occurrence.Id && w.State == WaitingState.Waiting).OrderBy(w => w.Place).Select(w => w.EngagementId).ToListAsync());

    public Task<List<string>> ToldAsync(Engagement who) => registry.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.PersonId == who.PersonId).OrderBy(m => m.Id).Select(m => m.Flow + " " + m.Type).ToListAsync());

    private object Who(Engagement who) => new { system = "SIS", id = registry.ReadAsync(db => db.Set<Domain.Students.Person>().Where(p => p.Id == who.PersonId).Select(p => p.StudentNumber).SingleAsync()).GetAwaiter().GetResult() };

    private async Task<Receipt> SendAsync(string type, object data)
    {
        var number = ++sent;
        var text = JsonSerializer.Serialize(new { id = $"m{number}", type, key = $"k{number}", sourceVersion = 1, data });
        return (await registry.Get<HubDoor>().SubmitAsync("F011", "EWP", [text], "http", null, default))[0];
    }
}
