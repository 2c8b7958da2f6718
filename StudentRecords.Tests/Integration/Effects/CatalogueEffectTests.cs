using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Curriculum;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Enrolment.Registration;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Integration.Chains;
using StudentRecords.Tests.Integration.RollCalls;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Effects;

/// <summary>F001 as the record's own questions answer: the catalogue shows what was published, and what is retired takes nobody new, by the use case.</summary>
public sealed class CatalogueEffectTests : IAsyncLifetime
{
    private static readonly Caller Officer = TestRegistry.Caller(Role.RegistryOfficer);
    private HubScene scene = null!;

    public async Task InitializeAsync()
    {
        scene = await HubScene.MakeAsync();
        await scene.Registry.SaveAsync(db => db.Add(Messages.Rule()));
    }

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    [ChangesTheRecord("F001")]
    public async Task PublishedModule_IsInTheCatalogue_WithItsRunningAndItsVersions()
    {
        await PublishAsync(1, "Databases");
        var module = await ModuleAsync();
        Assert.Equal(("Databases", false, 1), (module.Title, module.IsRetired, Assert.Single(module.Versions).CatalogueVersion));
        var running = Assert.Single(module.Occurrences);
        Assert.Equal(("CAT-2023S", "2023/24", 25, false), (running.Key, running.AcademicYear, running.Capacity, running.IsClosed));
        Assert.Equal("Monday 09:00 to 11:00", Assert.Single(running.Slots).ToString());

        await PublishAsync(2, "Databases and Data");
        await scene.SaidAsync("F001", "RequisiteRuleChanged", "CAT/req/3", new { module = "CAT", catalogueVersion = 3, fromYear = "2024/25", requisites = new { prerequisites = new[] { new[] { "AAA" } } } });
        module = await ModuleAsync();
        Assert.Equal([1, 2, 3], module.Versions.Select(v => v.CatalogueVersion).Order());
        Assert.Equal(["AAA"], module.Versions.MaxBy(v => v.CatalogueVersion)!.Needs().Before());
        Assert.Equal(1, Assert.Single(module.Occurrences).CatalogueVersion);
    }

    [Fact]
    public async Task RetiredModule_TakesNobodyNew_AndWhoIsOnItStays()
    {
        await PublishAsync(1, "Databases");
        var running = Assert.Single((await ModuleAsync()).Occurrences).Id;
        var other = await scene.Registry.Given.EngagementAsync(await scene.Registry.Given.PersonAsync(), scene.Programme, numhus: "2");
        Assert.Empty((await MoveAsync(other, running)).Refusals);
        await scene.SaidAsync("F001", "StructureRetired", "CAT/retired", new { kind = "Module", code = "CAT" });

        Assert.True((await ModuleAsync()).IsRetired);
        var refusal = Assert.Single((await MoveAsync(scene.Engagement, running)).Refusals);
        Assert.Equal(("RETIRED", "CAT is retired and takes nobody new; choose another module."), (refusal.Code, refusal.Sentence));
        Assert.Equal(1, Assert.Single((await ModuleAsync()).Occurrences).Registered);
    }

    [Fact]
    public async Task RetiredRunning_TakesNobodyNew_WhileTheModuleGoesOn()
    {
        await PublishAsync(1, "Databases");
        await scene.SaidAsync("F001", "StructureRetired", "CAT-2023S/retired", new { kind = "Occurrence", code = "CAT-2023S" });
        var module = await ModuleAsync();
        Assert.Equal((false, true), (module.IsRetired, Assert.Single(module.Occurrences).IsClosed));
        Assert.Equal("CLOSED", Assert.Single((await MoveAsync(scene.Engagement, module.Occurrences[0].Id)).Refusals).Code);
    }

    [Fact]
    public async Task RetiredProgramme_OpensNoEngagement_AndWhoIsOnItStays()
    {
        var queries = scene.Registry.Get<CurriculumQueries>();
        await scene.SaidAsync("F001", "StructureRetired", $"{scene.Programme.Code}/retired", new { kind = "Programme", code = scene.Programme.Code });
        Assert.True((await queries.ProgrammeAsync(scene.Programme.Id, Officer))!.IsRetired);

        var person = await scene.Registry.Given.PersonAsync();
        var refused = await scene.Registry.Get<EngagementService>().OpenAsync(new OpenEngagement { PersonId = person.Id, Programme = scene.Programme.Code, Start = new DateOnly(2024, 10, 1), ExpectedEnd = new DateOnly(2027, 6, 30), Mode = "01" }, scene.Registry.As(Role.RegistryOfficer));
        Assert.Equal("RETIRED", Assert.Single(refused.Refusals).Code);
        Assert.Equal(EngagementStatus.Enrolled, (await new RecordAsked(scene.Registry).EngagementAsync(scene.Student.Id)).Status);
    }

    private Task PublishAsync(int version, string title) => scene.SaidAsync("F001", "ModuleCatalogueUpdated", $"CAT/{version}", new
    {
        module = "CAT", faculty = "SCI", catalogueVersion = version, fromYear = "2023/24", title, credits = 15, level = 4, hecos = "100403", costCentre = "122", occurrences = new[]
        {
            new
            {
                key = "CAT-2023S", academicYear = "2023/24", period = "Summer", start = "2024-06-10", end = "2024-08-30", rule = "TEST", capacity = 25, slots = new[] { new { day = "Monday", from = "09:00:00", until = "11:00:00" } },
            },
        },
    });

    private async Task<ModuleView> ModuleAsync()
    {
        var queries = scene.Registry.Get<CurriculumQueries>();
        return (await queries.ModuleAsync(Assert.Single((await queries.ModulesAsync(new TableQuery { Search = "CAT" }, Officer)).Rows).Id, Officer))!;
    }

    private Task<Outcome> MoveAsync(Engagement engagement, long running) =>
        scene.Registry.Get<RegistrationService>().MoveAsync(new MoveModules { EngagementId = engagement.Id, Wanted = [running] }, scene.Registry.As(Role.RegistryOfficer));
}
