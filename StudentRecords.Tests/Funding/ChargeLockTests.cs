using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Funding;
using StudentRecords.Tests.ExamBoards;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Funding;

/// <summary>A charge is not edited in the store; another reverses it.</summary>
public sealed class ChargeLockTests : IAsyncLifetime
{
    private readonly TestRegistry registry = new();
    private FeeCharge charge = null!;

    public async Task InitializeAsync()
    {
        var person = await registry.Given.PersonAsync();
        var engagement = await registry.Given.EngagementAsync(person, await registry.Given.ProgrammeAsync());
        charge = new FeeCharge(person.Id, engagement.Id, "2023/24", "TUITION", 1, 9_250m, "HOME/1", "Enrolled", "c-1", registry.Clock.Now);
        await registry.SaveAsync(db => db.AddRange(charge, charge.Reverse("Withdrawn", "c-2", registry.Clock.Now)));
    }

    public Task DisposeAsync()
    {
        registry.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("UPDATE FeeCharge SET Amount = 1", false)]
    [InlineData("UPDATE OR REPLACE FeeCharge SET Sponsor = 'NOBODY'", true)]
    [InlineData("INSERT OR REPLACE INTO FeeCharge SELECT Id, AcademicYear, Amount, AssessedAt, AssessmentNo, CorrelationId, Element, EngagementId, PersonId, ReversesId, Rule, Sponsor, TriggeringStatus FROM FeeCharge", false)]
    [InlineData("INSERT OR REPLACE INTO FeeCharge (Id, AcademicYear, Amount, AssessedAt, AssessmentNo, CorrelationId, Element, EngagementId, PersonId, ReversesId, Rule, Sponsor, TriggeringStatus) SELECT Id + 7, AcademicYear, 1, AssessedAt, AssessmentNo, CorrelationId, Element, EngagementId, PersonId, ReversesId, Rule, Sponsor, TriggeringStatus FROM FeeCharge WHERE ReversesId IS NOT NULL", true)]
    public async Task Charge_IsNotEdited(string attack, bool recursiveTriggers)
    {
        using var sql = new RawSql(registry.File, recursiveTriggers);
        var refused = Assert.Throws<SqliteException>(() => sql.Do(attack));
        Assert.Contains("APPEND_ONLY", refused.Message);
        Assert.Equal([-9_250m, 9_250m], (await registry.ReadAsync(db => db.Set<FeeCharge>().Select(c => c.Amount).ToListAsync())).Order());
    }
}
