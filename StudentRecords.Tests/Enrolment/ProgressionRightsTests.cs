using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Enrolment.Progression;
using StudentRecords.Infrastructure.Enrolment.Progression;
using StudentRecords.Infrastructure.Store.Locks;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Enrolment;

/// <summary>Who progresses, what the lists show, and that nothing of it is changed afterwards.</summary>
public sealed class ProgressionRightsTests : IDisposable
{
    private readonly TestRegistry registry = new();

    [Theory]
    [InlineData(Role.RegistryManager, true)]
    [InlineData(Role.RegistryOfficer, false)]
    [InlineData(Role.ExamBoardSecretary, false)]
    [InlineData(Role.BoardChair, false)]
    [InlineData(Role.ProgrammeAdministrator, false)]
    [InlineData(Role.Auditor, false)]
    [InlineData(Role.ExternalExaminer, false)]
    public async Task OnlyWhoDecidesOnEnrolments_Progresses(Role role, bool may)
    {
        var service = registry.Get<ProgressionService>();
        if (may)
        {
            Assert.Equal("NOTHING_TO_CARRY_OUT", Assert.Single((await service.CheckAsync([1], registry.As(role))).Refusals).Code);
            Assert.Equal("NO_SUCH_RUN", Assert.Single((await service.UndoAsync(1, registry.As(role))).Refusals).Code);
            return;
        }

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => service.CheckAsync([1], registry.As(role)));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => service.UndoAsync(1, registry.As(role)));
    }

    [Fact]
    public async Task Lists_ShowBoardsByOutcome_AndTheResitDiet()
    {
        var scene = await ProgressionScene.RatifiedAsync(registry, AwardCode.Proceed, AwardCode.Refer, AwardCode.Award);
        var queries = registry.Get<ProgressionQueries>();

        Assert.Equal(["2023/24"], await queries.YearsAsync(ProgressionScene.Manager));
        var board = Assert.Single(await queries.BoardsAsync("2023/24", ProgressionScene.Manager));
        Assert.Equal((3, 2, 1, 1), (board.Decisions, board.Waiting, board.Awards, board.Outcomes[AwardCode.Refer]));
        await scene.RunAsync();
        Assert.Equal(0, (await queries.BoardsAsync("2023/24", ProgressionScene.Manager))[0].Waiting);
        Assert.Equal(["2023/24"], await queries.DietsAsync(ProgressionScene.Manager));
        Assert.Single((await queries.ResitsAsync(new TableQuery { Search = "AWA" }.With("diet", "2023/24").With("kind", "Resit"), ProgressionScene.Manager)).Rows);
        var elsewhere = ProgressionScene.Manager with { Grants = [new RoleGrant(Role.RegistryManager, new Scope(ScopeKind.Faculty, "ELSEWHERE"))] };
        Assert.Empty(await queries.BoardsAsync("2023/24", elsewhere));
        Assert.Empty((await queries.ResitsAsync(new TableQuery(), elsewhere)).Rows);
    }

    [Fact]
    public async Task WhatWasCarriedOut_IsNeverChangedOrDeleted()
    {
        var scene = await ProgressionScene.RatifiedAsync(registry, AwardCode.Refer);
        await scene.RunAsync();

        await using var db = registry.CreateDbContext();
        foreach (var sql in (string[])["UPDATE ProgressionEntry SET Ordinal = 9", "DELETE FROM ResitEntry", "UPDATE ResitEntry SET Attempt = 9", "DELETE FROM ProgressionEntry"])
        {
            await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlRawAsync(sql));
        }

        await Assert.ThrowsAsync<RecordLockedException>(() => registry.SaveAsync(d => d.Remove(d.Set<ResitEntry>().First())));
        Assert.Single(await scene.ResitsAsync());
    }

    public void Dispose() => registry.Dispose();
}
