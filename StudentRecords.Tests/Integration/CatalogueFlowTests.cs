using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Tests.Integration.RollCalls;
using StudentRecords.Tests.Support;
using static StudentRecords.Tests.Integration.Messages;

namespace StudentRecords.Tests.Integration;

/// <summary>F001 with structures and requisites: kept by version, waited for where something is not known, refused where it contradicts itself.</summary>
public sealed class CatalogueFlowTests : IAsyncLifetime
{
    private readonly TestRegistry registry = new();
    private readonly CancellationTokenSource stop = new();

    public async Task InitializeAsync()
    {
        await registry.Services.GetServices<IHostedService>().Single(s => s.GetType().Name == "HubWriter").StartAsync(stop.Token);
        await registry.SaveAsync(db => db.Add(Rule()));
    }

    public async Task DisposeAsync()
    {
        await stop.CancelAsync();
        registry.Dispose();
    }

    [Fact]
    public async Task AModuleWithRequisitesPlacesAndTimes_IsKeptWithAllOfThem()
    {
        await SendAsync(Module("AAA"));
        Assert.Equal(InboxState.Applied, (await SendAsync(Module("BBB", requisites: new { prerequisites = new[] { new[] { "AAA" } }, exclusions = new[] { "ZZZ" } }, occurrence: Running("BBB-2023J")))).State);

        var occurrence = await registry.ReadAsync(db => db.Set<ModuleOccurrence>().Include(o => o.ModuleVersion).SingleAsync(o => o.Key == "BBB-2023J"));
        Assert.Equal(["AAA"], occurrence.ModuleVersion.Needs().Before());
        Assert.Equal((25, true, new DateOnly(2023, 9, 30)), (occurrence.Capacity, occurrence.HasWaitingList, occurrence.RegistrationCloses));
        Assert.Equal("Monday 09:00 to 11:00", Assert.Single(occurrence.Meetings()).ToString());
    }

    [Fact]
    public async Task APrerequisiteThatIsNotKnown_IsWaitedFor()
    {
        Assert.Equal(InboxState.Parked, (await SendAsync(Module("BBB", requisites: new { prerequisites = new[] { new[] { "AAA" } } }))).State);
        await SendAsync(Module("AAA"));
        Assert.Equal(2, await registry.ReadAsync(db => db.Set<Module>().CountAsync()));
    }

    [Fact]
    [RefusedOnArrival("F001")]
    public async Task RequisitesThatContradictThemselves_AreRefusedWithEveryFault()
    {
        await SendAsync(Module("AAA"));
        var receipt = await SendAsync(Module("BBB", requisites: new { prerequisites = new[] { new[] { "AAA" }, new[] { "BBB" } }, exclusions = new[] { "AAA" } }));
        Assert.Equal(InboxState.Refused, receipt.State);
        Assert.Equal(["REQUIRED_AND_EXCLUDED", "REQUIRES_ITSELF"], receipt.Faults.Select(f => f.Code).Order());
    }

    [Fact]
    public async Task ARequisiteThatChanges_MakesTheNextVersion_AndRunningsStayOnTheirs()
    {
        await SendAsync(Module("AAA"));
        await SendAsync(Module("BBB", occurrence: Running("BBB-2023J")));
        Assert.Equal(InboxState.Applied, (await SendAsync(Changed("BBB", 2, "AAA"))).State);
        Assert.Equal(InboxState.Stale, (await SendAsync(Changed("BBB", 2, "AAA", id: "again"))).State);
        Assert.Equal("REQUISITE_CIRCLE", Assert.Single((await SendAsync(Changed("AAA", 2, "BBB"))).Faults).Code);

        var module = await registry.ReadAsync(db => db.Set<Module>().Include(m => m.Versions).SingleAsync(m => m.Code == "BBB"));
        Assert.Equal((2, "AAA", 30m), (module.Newest!.CatalogueVersion, module.Newest.Needs().Before().Single(), module.Newest.Credits));
        Assert.Empty((await registry.ReadAsync(db => db.Set<ModuleOccurrence>().Include(o => o.ModuleVersion).SingleAsync())).ModuleVersion.Needs().Before());
    }

    [Fact]
    public async Task AProgrammesStructure_IsKeptWithItsVersion_AndRefusedWhereNobodyCouldSatisfyIt()
    {
        await SendAsync(Module("AAA"));
        await SendAsync(Module("BBB"));
        var refused = await SendAsync(Programme(1, new { stages = new[] { new { year = 1, core = new[] { "AAA", "AAA" }, load = new { from = (decimal?)null, to = (decimal?)15 } } } }));
        Assert.Equal(["LOAD_TOO_SMALL", "MODULE_TWICE"], refused.Faults.Select(f => f.Code).Order());

        Assert.Equal(InboxState.Applied, (await SendAsync(Programme(2, new { stages = new[] { new { year = 1, core = new[] { "AAA" }, options = new[] { new { title = "One of", modules = new[] { "BBB" }, atMost = 1 } } } } }))).State);
        Assert.Equal(InboxState.Parked, (await SendAsync(Programme(3, new { stages = new[] { new { year = 1, core = new[] { "NEW" } } } }))).State);

        var version = await registry.ReadAsync(db => db.Set<ProgrammeVersion>().SingleAsync());
        Assert.Equal((2, "One of"), (version.CatalogueVersion, version.Rules()!.Stage(1)!.Options.Single().Title));
    }

    [Fact]
    public async Task APlanThatSaysNothingOfPlaces_LeavesThemAsTheyAre()
    {
        await SendAsync(Module("BBB", occurrence: Running("BBB-2023J")));
        await SendAsync(Module("BBB", version: 2, occurrence: new { key = "BBB-2023J", academicYear = "2023/24", period = "J", start = "2023-10-01", end = "2024-06-25", rule = "TEST" }));
        var occurrence = await registry.ReadAsync(db => db.Set<ModuleOccurrence>().Include(o => o.ModuleVersion).SingleAsync());
        Assert.Equal((25, 1), (occurrence.Capacity, occurrence.ModuleVersion.CatalogueVersion));
    }

    [Fact]
    public async Task DaysAndTimesTheWrongWayRound_AreContractFaultsWithTheirPlaces()
    {
        var receipt = await SendAsync(Module("BBB", occurrence: new
        {
            key = "BBB-2023J", academicYear = "2023/24", period = "J", start = "2023-10-01", end = "2024-06-25", rule = "TEST", capacity = -1, registrationOpens = "2023-09-30", registrationCloses = "2023-09-01",
            slots = new[] { new { day = "Monday", from = "11:00:00", until = "09:00:00" } },
        }));
        Assert.Equal(["/occurrences/0/capacity", "/occurrences/0/registrationCloses", "/occurrences/0/slots"], receipt.Faults.Select(f => f.Field).Order());
    }

    private static object Running(string key) => new
    {
        key, academicYear = "2023/24", period = "J", start = "2023-10-01", end = "2024-06-25", rule = "TEST", capacity = 25, waitingList = true, registrationCloses = "2023-09-30",
        slots = new[] { new { day = "Monday", from = "09:00:00", until = "11:00:00" } },
    };

    private static string Module(string code, int version = 1, object? requisites = null, object? occurrence = null) => Message($"cm-{code}-{version}", "ModuleCatalogueUpdated", $"{code}/{version}", new
    {
        module = code, faculty = "SCI", catalogueVersion = version, fromYear = "2023/24", title = code, credits = 30, level = 4, hecos = "100403", costCentre = "122", requisites, occurrences = occurrence is null ? [] : new[] { occurrence },
    });

    private static string Changed(string code, int version, string before, string id = "") =>
        Message($"cm-req-{code}-{version}{id}", "RequisiteRuleChanged", $"{code}/req/{version}{id}", new { module = code, catalogueVersion = version, fromYear = "2024/25", requisites = new { prerequisites = new[] { new[] { before } } } });

    private static string Programme(int version, object structure) => Message($"cm-p-{version}", "ProgrammeCataloguePublished", $"OPEN/{version}", new
    {
        programme = "OPEN", faculty = "SCI", catalogueVersion = version, fromYear = "2020/21", title = "Open degree", award = "BSc (Hons) Open", qualificationCategory = "H0003", hecos = "100403", credits = 360, normalYears = 6, structure,
    });

    private async Task<Receipt> SendAsync(string message) => (await registry.Get<HubDoor>().SubmitAsync("F001", "CM", [message], "http", null, default)).Single();
}
