using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Jobs;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Demo;
using StudentRecords.Infrastructure.Jobs;

namespace StudentRecords.Tests.Demo;

/// <summary>What the demo institution promises to show.</summary>
public sealed class DemoInstitutionTests(DemoInstitution demo) : IClassFixture<DemoInstitution>
{
    [Fact]
    public async Task Seeding_EndsAsAJobThatSucceeded()
    {
        var job = await demo.Registry.ReadAsync(db => db.Set<JobRequest>().SingleAsync(j => j.Kind == "SeedDemoJob"));
        Assert.True(job.State == JobState.Succeeded, job.Result);
        Assert.Equal(100, job.Progress);
    }

    [Fact]
    public async Task Seeding_IsAskedForOnceInADatabasesLife() => Assert.False(await DemoSeeding.RequestAsync(demo.Registry.Services, DemoPreset.Small));

    [Fact]
    public async Task Catalogue_HasFourProgrammes_AndOccurrencesOfThreeYearsWithTheirWeights()
    {
        Assert.Equal(4, await demo.CountAsync<Programme>());
        var years = await demo.Registry.ReadAsync(db => db.Set<ModuleOccurrence>().Select(o => o.AcademicYear).Distinct().OrderBy(y => y).ToListAsync());
        Assert.Equal(["2022/23", "2023/24", "2024/25"], years);
        var weights = await demo.Registry.ReadAsync(db => db.Set<AssessmentComponent>().GroupBy(c => c.OccurrenceId).Select(g => g.Sum(c => c.Weight)).ToListAsync());
        Assert.All(weights, w => Assert.Equal(100m, w));
        Assert.True(await demo.CountAsync<ModuleVersion>(v => v.CatalogueVersion == 2) > 0);
    }

    [Fact]
    public async Task Rules_CanBeRead()
    {
        foreach (var rule in await demo.Registry.ReadAsync(db => db.Set<MarkRule>().Where(r => r.Code.StartsWith("WEX")).ToListAsync()))
        {
            Assert.Empty(MarkRuleClauses.Read(rule.Clauses).Refusals);
        }
    }

    [Theory]
    [InlineData(EngagementStatus.Enrolled)]
    [InlineData(EngagementStatus.Withdrawn)]
    [InlineData(EngagementStatus.Completed)]
    public async Task Engagements_StandInEachStatus(EngagementStatus status) => Assert.True(await demo.CountAsync<Engagement>(e => e.Status == status) > 0);

    [Fact]
    public async Task Marks_AreOfEveryKind()
    {
        Assert.True(await demo.CountAsync<Mark>(m => m.Score == null) > 0, "submitted without a mark");
        Assert.True(await demo.CountAsync<Mark>(m => m.Score == 0 && m.SubmittedOn == null) > 0, "not submitted");
        Assert.True(await demo.CountAsync<Mark>(m => m.Attempt == 2) > 0, "sat again");
        Assert.True(await demo.CountAsync<Mark>(m => m.IsBanked) > 0, "banked");
        Assert.True(await demo.CountAsync<Mark>(m => !m.IsCurrent) > 0, "corrected");
        Assert.True(await demo.CountAsync<Mark>(m => m.SubmittedOn > m.Component.DueOn) > 0, "late");
        Assert.True(await demo.CountAsync<ModuleRegistration>(r => r.Attempt == 2) > 0, "module repeated");
    }

    [Theory]
    [InlineData("Finance")]
    [InlineData("Library")]
    [InlineData("Academic Integrity")]
    [InlineData("Registry")]
    [InlineData("Compliance")]
    public async Task Holds_OfEachOwner_AreOpenAndReleased(string source)
    {
        Assert.True(await demo.CountAsync<Hold>(h => h.Source == source && h.ReleasedOn == null) > 0);
        Assert.True(await demo.CountAsync<Hold>(h => h.Source == source && h.ReleasedOn != null) > 0);
    }

    [Fact]
    public async Task Identifiers_AreWellFormed()
    {
        var sids = await demo.Registry.ReadAsync(db => db.Set<PersonIdentifier>().Where(i => i.Kind == IdentifierKinds.Sid).Select(i => i.Value).ToListAsync());
        Assert.All(sids, s => Assert.True(Sid.TryParse(s, out _)));
        var ulns = await demo.Registry.ReadAsync(db => db.Set<PersonIdentifier>().Where(i => i.Kind == IdentifierKinds.Uln).Select(i => i.Value).ToListAsync());
        Assert.All(ulns, u => Assert.Equal(10, (u.Take(9).Select((d, i) => (d - '0') * (10 - i)).Sum() + (u[9] - '0')) % 11));
    }

    [Fact]
    public async Task MoneyAndDocuments_AreThere()
    {
        Assert.True(await demo.CountAsync<FeeCharge>() > 0);
        Assert.True(await demo.CountAsync<Payment>() > 0);
        Assert.True(await demo.CountAsync<StudentDocument>() > 0);
    }
}
