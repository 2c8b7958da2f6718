using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Assessment.Moderation;
using StudentRecords.Infrastructure.Assessment.Moderation;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Assessment.Moderation;

/// <summary>Marks typed in by hand, by candidate number.</summary>
public sealed class HandMarkTests : IAsyncLifetime
{
    private readonly TestRegistry registry = new();
    private ModerationScene scene = null!;

    [Fact]
    public async Task Enter_WhatAnotherSystemGaveOrOutOfRangeOrUnknown_IsRefused()
    {
        var numbers = new[] { await scene.Board.CandidateAsync(0), await scene.Board.CandidateAsync(4) };

        Assert.Equal(["MARK_FROM_ELSEWHERE"], Codes(await scene.EnterAsync(new Dictionary<string, decimal> { [numbers[0].CandidateNumber] = 50 })));
        Assert.Equal(["MARK_RANGE"], Codes(await scene.EnterAsync(new Dictionary<string, decimal> { [numbers[1].CandidateNumber] = 150 })));
        Assert.Equal(["NOT_CANDIDATE"], Codes(await scene.EnterAsync(new Dictionary<string, decimal> { ["C9999999"] = 50 })));
        Assert.Equal(["NO_MARKS"], Codes(await scene.EnterAsync(new Dictionary<string, decimal>())));
        var list = await registry.Get<HandMarkService>().ToEnterAsync(scene.First.Id, 1, scene.Marker);
        Assert.Equal(5, list.Count);
        Assert.Equal(4, list.Count(m => m.IsFromElsewhere));
    }

    [Fact]
    public async Task Enter_ACorrection_IsANewMark_AndBeginsItsWayAnew()
    {
        var late = (await scene.Board.CandidateAsync(4)).CandidateNumber;
        Assert.Equal(1, (await scene.EnterAsync(new Dictionary<string, decimal> { [late] = 61 })).Value);
        Assert.Equal(0, (await scene.EnterAsync(new Dictionary<string, decimal> { [late] = 61 })).Value);
        await scene.ModerateAsync(scene.First);

        Assert.Equal(1, (await scene.EnterAsync(new Dictionary<string, decimal> { [late] = 16 })).Value);

        var mark = (await scene.SheetAsync()).Marks.Single(m => m.CandidateNumber == late);
        Assert.Equal((16m, MarkState.Entered, 1), (mark.Score, mark.State, mark.Entries.Count));
        Assert.Equal(2, await registry.ReadAsync(db => db.Set<Mark>().CountAsync(m => m.RegistrationId == scene.Board.Registrations[4].Id)));
    }

    [Theory]
    [InlineData(Role.Marker, true)]
    [InlineData(Role.ProgrammeAdministrator, true)]
    [InlineData(Role.Moderator, true)]
    [InlineData(Role.ExamBoardSecretary, false)]
    [InlineData(Role.BoardChair, false)]
    [InlineData(Role.RegistryOfficer, false)]
    [InlineData(Role.Auditor, false)]
    public async Task Enter_ByWhoMayNot_IsRefused(Role role, bool may)
    {
        var caller = await scene.UserAsync($"Some {role}", role);
        Task<Outcome<int>> Enter() => scene.EnterAsync(new Dictionary<string, decimal> { ["C9999999"] = 50 }, caller);
        if (may)
        {
            Assert.Equal(["NOT_CANDIDATE"], Codes(await Enter()));
        }
        else
        {
            await Assert.ThrowsAsync<UnauthorizedAccessException>(Enter);
        }
    }

    public async Task InitializeAsync() => scene = await ModerationScene.OpenAsync(registry, "AAA-2023A", [80, 80], [30, 60], [55, 55], [62, 44], []);

    public Task DisposeAsync()
    {
        registry.Dispose();
        return Task.CompletedTask;
    }

    private static List<string> Codes(Outcome outcome) => [.. outcome.Refusals.Select(r => r.Code)];
}
