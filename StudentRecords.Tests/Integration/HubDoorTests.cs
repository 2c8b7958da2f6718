using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration;

public sealed class HubDoorTests : IAsyncLifetime
{
    private readonly TestRegistry registry = new();
    private readonly CancellationTokenSource stop = new();

    public async Task InitializeAsync()
    {
        foreach (var service in registry.Services.GetServices<IHostedService>().Where(s => s.GetType().Name == "HubWriter"))
        {
            await service.StartAsync(stop.Token);
        }
    }

    public async Task DisposeAsync()
    {
        await stop.CancelAsync();
        registry.Dispose();
    }

    [Fact]
    public async Task Journey_FromApplicationToMark_IsAppliedThroughTheDoor()
    {
        await registry.SaveAsync(db => db.Add(Rule()));
        Assert.Equal(InboxState.Applied, (await Send("F001", "CM", Module())).State);
        Assert.Equal(InboxState.Applied, (await Send("F001", "CM", Programme())).State);
        Assert.Equal(InboxState.Applied, (await Send("F045", "UCAS", Applicant("u1"))).State);
        Assert.Equal(InboxState.Applied, (await Send("F005", "CRM", HandedOver("u1"))).State);
        var parked = await Send("F011", "EWP", Selection("u1"));
        Assert.Equal(InboxState.Parked, parked.State);
        Assert.Equal(InboxState.Applied, (await Send("F026", "OIV", Verified())).State);

        var registration = await registry.ReadAsync(db => db.Set<ModuleRegistration>().SingleAsync());
        Assert.Equal(RegistrationStatus.Registered, registration.Status);
        Assert.Equal(InboxState.Applied, (await Send("F016", "VLE", Mark("u1", 64m))).State);
        Assert.Equal(64m, (await registry.ReadAsync(db => db.Set<Mark>().SingleAsync())).Score);
        Assert.Equal(EngagementStatus.Enrolled, (await registry.ReadAsync(db => db.Set<Engagement>().SingleAsync())).Status);
        Assert.Equal(["F025", "F012"], await registry.ReadAsync(db => db.Set<OutboxMessage>().OrderBy(m => m.Id).Select(m => m.Flow).ToListAsync()));
    }

    [Fact]
    public async Task Repeat_IsAnsweredWithTheFirstOutcome_AndChangesNothing()
    {
        await Send("F045", "UCAS", Applicant("u1"));
        var again = await Send("F045", "UCAS", Applicant("u1"));
        Assert.True(again.Repeated);
        Assert.Equal(InboxState.Applied, again.State);
        Assert.Equal(1, await registry.ReadAsync(db => db.Set<Person>().CountAsync()));
        Assert.Equal(1, await registry.ReadAsync(db => db.Set<InboxMessage>().CountAsync()));
    }

    [Fact]
    public async Task SameKeyWithAnotherBody_IsQuarantinedAsConflict_AndOverwritesNothing()
    {
        await Send("F045", "UCAS", Applicant("u1"));
        var other = await Send("F045", "UCAS", Applicant("u1", family: "Other"));
        Assert.Equal("CONFLICT", other.Code);
        Assert.Equal("Achebe", (await registry.ReadAsync(db => db.Set<Person>().SingleAsync())).FamilyName);
        Assert.Equal(2, await registry.ReadAsync(db => db.Set<InboxMessage>().CountAsync()));
        var third = await Send("F045", "UCAS", Applicant("u1", family: "Other"));
        Assert.True(third.Repeated);
    }

    [Fact]
    public async Task TextThatIsNoMessage_IsTurnedAway_AndTheRestIsTaken()
    {
        var receipts = await registry.Get<HubDoor>().SubmitAsync("F045", "UCAS", ["{not json", Applicant("u1")], "http", null, default);
        Assert.True(receipts[0].Turned);
        Assert.Equal("MALFORMED", receipts[0].Code);
        Assert.Equal(InboxState.Applied, receipts[1].State);
    }

    [Fact]
    public async Task MarkOutsideTheScale_IsQuarantinedWithItsPlace()
    {
        var receipt = await Send("F016", "VLE", Mark("u1", 101m));
        Assert.Equal(InboxState.Quarantined, receipt.State);
        Assert.Contains("/score", receipt.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SomebodyOfTheSameNameAndBirthDate_IsLeftToASteward()
    {
        await Send("F045", "UCAS", Applicant("u1"));
        var second = await Send("F045", "UCAS", Applicant("u2"));
        Assert.Equal("IDENTITY_AMBIGUOUS", second.Code);
        Assert.Equal(1, await registry.ReadAsync(db => db.Set<Person>().CountAsync()));
    }

    [Fact]
    public async Task Source_ThatDoesNotOwnTheFlow_IsRefused() => Assert.Equal("NOT_YOURS", HubDoor.Refuses("F016", "CRM")!.Code);

    [Fact]
    public async Task Enrolment_IsNotConfirmedBeforeTheHoldIsReleased()
    {
        await registry.SaveAsync(db => db.Add(Rule()));
        await Send("F001", "CM", Module());
        await Send("F001", "CM", Programme());
        await Send("F045", "UCAS", Applicant("u1"));
        await Send("F010", "FIN", Message("fin-1", "FinancialHoldPlaced", "h1", new { student = Who("u1"), hold = "h1", reason = "Deposit outstanding", placedOn = "2023-09-01" }));
        await Send("F005", "CRM", HandedOver("u1"));
        await Send("F026", "OIV", Verified());
        Assert.Equal(EngagementStatus.Expected, (await registry.ReadAsync(db => db.Set<Engagement>().SingleAsync())).Status);
        await Send("F010", "FIN", Message("fin-2", "FinancialHoldReleased", "h1", new { student = Who("u1"), hold = "h1", reason = "Paid", releasedOn = "2023-09-20" }, 2));
        Assert.Equal(EngagementStatus.Enrolled, (await registry.ReadAsync(db => db.Set<Engagement>().SingleAsync())).Status);
    }

    private static MarkRule Rule() => new() { Code = "TEST", RuleVersion = 1, Title = "Weighted mean", Clauses = "{}", ValidFrom = new DateOnly(2020, 8, 1) };

    private static object Who(string id) => new { system = "UCAS", id };

    private static string Module() => Message("cm-1", "ModuleCatalogueUpdated", "AAA/1", new
    {
        module = "AAA", faculty = "SCI", catalogueVersion = 1, fromYear = "2023/24", title = "Algebra", credits = 30, level = 4, hecos = "100403", costCentre = "122",
        occurrences = new[] { new { key = "AAA-2023J", academicYear = "2023/24", period = "J", start = "2023-10-01", end = "2024-06-25", rule = "TEST", components = new[] { new { key = "1752", title = "TMA 1", kind = "Coursework", weight = 100, dueOn = "2023-10-20" } } } },
    });

    private static string Programme() => Message("cm-2", "ProgrammeCataloguePublished", "OPEN/1", new
    {
        programme = "OPEN", faculty = "SCI", catalogueVersion = 1, fromYear = "2020/21", title = "Open degree", award = "BSc (Hons) Open", qualificationCategory = "H0003", hecos = "100403", credits = 360, normalYears = 6, modules = new[] { "AAA" },
    });

    private static string Applicant(string id, string family = "Achebe") => Message($"ucas-{id}", "UcasApplicationReceived", $"{id}/1", new
    {
        application = $"{id}/1", applicant = Who(id), programme = "OPEN", entryOn = "2023-10-01",
        details = new { familyName = family, givenNames = "Ngozi", dateOfBirth = "2004-05-06", legalSex = "10", disabilities = new[] { "95" } },
    });

    private static string HandedOver(string id) => Message($"crm-{id}", "ApplicantHandedOver", $"{id}/1/handover", new { application = $"{id}/1", applicant = Who(id), programme = "OPEN", entryOn = "2023-10-01", mode = "31" });

    private static string Selection(string id) => Message($"ewp-{id}", "ModuleSelectionSubmitted", $"{id}/AAA", new { student = Who(id), occurrences = new[] { "AAA-2023J" }, requestedOn = "2023-09-10" });

    private static string Verified() => Message("oiv-1", "IdentityVerified", "00000017-V1", new { @case = Number() + "-V1", confidence = 98 });

    private static string Number() => StudentNumber.Mint(1).Value;

    private static string Mark(string id, decimal score) => Message($"vle-{id}", "AssessmentMarkSubmitted", $"{id}/1752/1", new { student = Who(id), assessment = "1752", score, submittedOn = "2023-10-19" });

    private static string Message(string id, string type, string key, object data, long sourceVersion = 1) => JsonSerializer.Serialize(new { id, type, key, sourceVersion, data });

    private async Task<Receipt> Send(string flow, string source, string message) =>
        (await registry.Get<HubDoor>().SubmitAsync(flow, source, [message], "http", null, default)).Single();
}
