using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Infrastructure.Assessment.Awards;
using StudentRecords.Infrastructure.Store.Locks;
using StudentRecords.Tests.ExamBoards;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Assessment.Awards;

/// <summary>Regulations in the record: published once, bound to cohorts, never changed.</summary>
public sealed class RecordedRegulationTests : IDisposable
{
    private readonly TestRegistry registry = new();

    private RegulationService Service => registry.Get<RegulationService>();

    [Fact]
    public async Task Publish_TheSameAgain_ChangesNothing_AndOtherClauses_AreRefused()
    {
        var first = await PublishAsync("HONOURS", 1);
        var again = await Service.PublishAsync(RegulationShelf.Get("HONOURS", 1), registry.As(Role.RegistryManager));
        var other = await Service.PublishAsync(RegulationShelf.Get("HONOURS", 2) with { Version = 1 }, registry.As(Role.RegistryManager));

        Assert.Equal(first, again.Value);
        Assert.Equal("REGULATION_EXISTS", Assert.Single(other.Refusals).Code);
        Assert.Equal(1, await registry.ReadAsync(db => db.Set<AwardRegulation>().CountAsync()));
    }

    [Fact]
    public async Task Publish_WithFaults_IsRefusedWithEveryOne()
    {
        var refused = await Service.PublishAsync(
            new PublishRegulation { Code = "X", Version = 0, Title = "", FromEntryYear = "2023", Clauses = """{ "award": "", "credits": { "total": 0 } }""" }, registry.As(Role.RegistryManager));

        Assert.Equal(4, refused.Refusals.Count);
        Assert.Equal(0, await registry.ReadAsync(db => db.Set<AwardRegulation>().CountAsync()));
    }

    [Fact]
    public async Task PublishAndBind_ByWhoMayNot_AreForbidden()
    {
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Service.PublishAsync(RegulationShelf.Get("HONOURS", 1), registry.As(Role.RegistryOfficer)));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Service.BindAsync(new BindRegulation { ProgrammeVersionId = 1, FromEntryYear = "2023/24", RegulationId = 1 }, registry.As(Role.ExamBoardSecretary)));
    }

    [Fact]
    public async Task Bind_IsRefusedBeforeTheRegulationsTime_AndForNothing()
    {
        var programme = await registry.Given.ProgrammeAsync();
        var regulation = await PublishAsync("HONOURS", 2);

        var early = await BindAsync(regulation, programme, "2024/25");
        var nothing = await Service.BindAsync(new BindRegulation { ProgrammeVersionId = 1, FromEntryYear = "soon", RegulationId = 1 }, registry.As(Role.RegistryManager));

        Assert.Equal("BEFORE_THE_REGULATION", Assert.Single(early).Code);
        Assert.Equal(["NO_SUCH_REGULATION", "NO_SUCH_PROGRAMME", "NOT_A_YEAR"], nothing.Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task Bindings_HoldFromTheirYearUntilALaterOne_AndTheNewestOfACohortHolds()
    {
        var programme = await registry.Given.ProgrammeAsync();
        var (old, discounted, newer) = (await PublishAsync("HONOURS", 1), await PublishAsync("HONOURS-DISCOUNTED", 1), await PublishAsync("HONOURS", 2));
        Assert.Empty(await BindAsync(old, programme, "2022/23"));
        Assert.Empty(await BindAsync(newer, programme, "2025/26"));
        Assert.Empty(await BindAsync(discounted, programme, "2022/23"));
        Assert.Equal("ALREADY_BOUND", Assert.Single(await BindAsync(discounted, programme, "2022/23")).Code);

        var all = await registry.ReadAsync(db => db.Set<RegulationBinding>().AsNoTracking().ToListAsync());

        Assert.Equal(discounted, RegulationBinding.For("2023/24", all)!.RegulationId);
        Assert.Equal(newer, RegulationBinding.For("2026/27", all)!.RegulationId);
        Assert.Null(RegulationBinding.For("2021/22", all));
        var shown = await registry.Get<RegulationQueries>().OfProgrammeAsync(programme.Id, TestRegistry.Caller(Role.RegistryOfficer));
        Assert.Equal([("2025/26", true), ("2022/23", true), ("2022/23", false)], shown.Select(b => (b.FromEntryYear, b.Holds)));
    }

    [Fact]
    public async Task Save_OfAChangedRegulation_IsRefused()
    {
        await PublishAsync("HONOURS", 1);
        await using var db = registry.CreateDbContext();
        db.Remove(await db.Set<AwardRegulation>().SingleAsync());

        await Assert.ThrowsAsync<RecordLockedException>(() => db.SaveAsync(registry.AsSystem()));
    }

    [Theory]
    [InlineData("UPDATE AwardRegulation SET Clauses = '{}'")]
    [InlineData("UPDATE OR REPLACE AwardRegulation SET Title = 'Another'")]
    [InlineData("DELETE FROM AwardRegulation")]
    [InlineData("INSERT OR REPLACE INTO AwardRegulation SELECT * FROM AwardRegulation")]
    [InlineData("INSERT OR REPLACE INTO AwardRegulation (Id, Code, RegulationVersion, Title, Clauses, FromEntryYear) SELECT Id + 1, Code, RegulationVersion, 'Another', '{}', FromEntryYear FROM AwardRegulation")]
    [InlineData("UPDATE RegulationBinding SET FromEntryYear = '2030/31'")]
    [InlineData("DELETE FROM RegulationBinding")]
    [InlineData("INSERT OR REPLACE INTO RegulationBinding SELECT * FROM RegulationBinding")]
    public async Task RawSql_ChangesNothing(string attack)
    {
        var programme = await registry.Given.ProgrammeAsync();
        await BindAsync(await PublishAsync("HONOURS", 1), programme, "2023/24");
        using var sql = new RawSql(registry.File, false);
        var before = (sql.Content("AwardRegulation"), sql.Content("RegulationBinding"));

        Assert.Contains("APPEND_ONLY", Assert.Throws<SqliteException>(() => sql.Do(attack)).Message, StringComparison.Ordinal);

        Assert.Equal(before, (sql.Content("AwardRegulation"), sql.Content("RegulationBinding")));
    }

    public void Dispose() => registry.Dispose();

    private async Task<long> PublishAsync(string code, int version)
    {
        var published = await Service.PublishAsync(RegulationShelf.Get(code, version), registry.As(Role.RegistryManager));
        Assert.Empty(published.Refusals);
        return published.Value;
    }

    private async Task<IReadOnlyList<Domain.Refusal>> BindAsync(long regulation, Programme programme, string from) =>
        (await Service.BindAsync(new BindRegulation { ProgrammeVersionId = programme.Newest!.Id, FromEntryYear = from, RegulationId = regulation }, registry.As(Role.RegistryManager))).Refusals;
}
