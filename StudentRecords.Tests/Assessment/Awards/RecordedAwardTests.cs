using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Assessment.Awards;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Assessment.Awards;

/// <summary>Award results worked from the record: by the regulation of the cohort, ratified results and provisional ones.</summary>
public sealed class RecordedAwardTests : IDisposable
{
    private const string Harder = """[{ "name": "First", "from": 72 }, { "name": "2:1", "from": 62 }, { "name": "2:2", "from": 50 }, { "name": "Third", "from": 40 }, { "name": "Fail", "from": 0, "awarded": false }]""";

    private static readonly Caller Secretary = TestRegistry.Caller(Role.ExamBoardSecretary);

    private readonly TestRegistry registry = new();
    private Programme programme = null!;
    private ModuleOccurrence[] modules = [];

    [Fact]
    public async Task Engagement_IsWorkedByTheRegulationOfItsCohort()
    {
        await CatalogueAsync(Regulated.PlainMean(60));
        var engagement = await StudentAsync(70, 61);

        var suggestion = Assert.Single(await registry.Get<AwardResultQueries>().OfPersonAsync(engagement.PersonId, Secretary));

        var result = suggestion.Result.Value!;
        Assert.Equal((65.5m, "2:1", AwardCode.Award), (result.Figure, result.Class, result.Suggestion));
        Assert.Equal(("TEST", 1, 2), (result.RegulationCode, result.RegulationVersion, suggestion.Provisional));
        Assert.Equal("TEST", ResultTrace.Read(result.TraceJson()).Rule);
    }

    [Fact]
    public async Task AResultThatIsMissing_IsHeld_AndNeverANumber()
    {
        await CatalogueAsync(Regulated.PlainMean(60));
        var engagement = await StudentAsync(70, null);

        var result = Assert.Single(await registry.Get<AwardResultQueries>().OfPersonAsync(engagement.PersonId, Secretary)).Result.Value!;

        Assert.Equal(AwardCode.HeldMissing, result.Suggestion);
        Assert.Null(result.Figure);
    }

    [Fact]
    public async Task WithoutABoundRegulation_ThatIsSaid()
    {
        programme = await registry.Given.ProgrammeAsync();
        modules = [];
        var engagement = await StudentAsync();

        Assert.Equal("NO_REGULATION", Assert.Single(Assert.Single(await registry.Get<AwardResultQueries>().OfPersonAsync(engagement.PersonId, Secretary)).Result.Refusals).Code);
    }

    [Fact]
    public async Task WhatIf_SaysHowManyChangeAndWhichWay_AndSuppressesSmallNumbers()
    {
        await CatalogueAsync(Regulated.PlainMean(60));
        var other = await PublishAsync(Regulated.PlainMean(60, null, Harder), 2);
        for (var i = 0; i < 9; i++)
        {
            // seven fall from a First to a 2:1, two stay in the 2:2
            await StudentAsync(i < 7 ? 71 : 55, i < 7 ? 71 : 55);
        }

        await StudentAsync(70, null);
        var queries = registry.Get<AwardResultQueries>();
        var cohort = Assert.Single(await queries.CohortsAsync(Secretary));

        var whatIf = (await queries.WhatIfAsync(other, cohort.ProgrammeVersionId, cohort.EntryYear, Secretary)).Value!;

        Assert.Equal((10, "2023/24"), (cohort.Engagements, cohort.EntryYear));
        Assert.Equal((10, 0, 0, 7, null), (whatIf.Classified, whatIf.Unclassified, whatIf.Up, whatIf.Down, whatIf.Same));
        Assert.Equal([new ClassMove("First", "2:1", 7, -1), new ClassMove("2:2", "2:2", null, 0)], whatIf.Moves);
    }

    [Fact]
    public async Task Stage_IsWorkedWithoutTheLaterOnes()
    {
        await CatalogueAsync(Regulated.PlainMean(60, also: """ "stages": [{ "stage": 1, "credits": 60 }] """));
        var engagement = await StudentAsync(45, 30);

        await using var db = registry.CreateDbContext();
        var result = Assert.Single(await AwardResults.WorkAsync(db, [engagement.Id], new AwardQuestion { Stage = 1 }, default)).Result.Value!;
        var held = Assert.Single(await AwardResults.WorkAsync(db, [engagement.Id], new AwardQuestion { Stage = 1, MisconductOpen = new HashSet<long> { engagement.Id } }, default)).Result.Value!;

        Assert.Equal(AwardCode.Refer, result.Suggestion);
        Assert.Equal(AwardCode.HeldMisconduct, held.Suggestion);
    }

    public void Dispose() => registry.Dispose();

    private async Task CatalogueAsync(string clauses)
    {
        programme = await registry.Given.ProgrammeAsync();
        modules = [await registry.Given.OccurrenceAsync("AAA-2023A"), await registry.Given.OccurrenceAsync("BBB-2023A")];
        var regulation = await PublishAsync(clauses, 1);
        Assert.Empty((await registry.Get<RegulationService>().BindAsync(new BindRegulation { ProgrammeVersionId = programme.Newest!.Id, FromEntryYear = "2022/23", RegulationId = regulation }, registry.As(Role.RegistryManager))).Refusals);
    }

    private async Task<long> PublishAsync(string clauses, int version)
    {
        var published = await registry.Get<RegulationService>().PublishAsync(new PublishRegulation { Code = "TEST", Version = version, Title = "Test", FromEntryYear = "2020/21", Clauses = clauses }, registry.As(Role.RegistryManager));
        Assert.Empty(published.Refusals);
        return published.Value;
    }

    /// <summary>Somebody who entered in 2023 and has these overall marks on the modules; null has no result yet.</summary>
    private async Task<Engagement> StudentAsync(params decimal?[] marks)
    {
        var engagement = await registry.Given.EngagementAsync(await registry.Given.PersonAsync(), programme);
        foreach (var (occurrence, mark) in modules.Zip(marks))
        {
            var registration = await registry.Given.RegistrationAsync(engagement, occurrence);
            if (mark is not null)
            {
                var result = new ModuleResult(registration.PersonId, registration.Id);
                result.Take(new ModuleResultFigure { Scales = [], Overall = mark, Grade = null, Passes = mark >= 40, Clause = "Test", Missing = [], Trace = [], RuleCode = "TEST", RuleVersion = 1 }, registry.Clock.Now);
                await registry.SaveAsync(db => db.Add(result));
            }
        }

        return engagement;
    }
}
