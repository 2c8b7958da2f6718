using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Packs;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards;

public sealed class PrepareBoardTests : IDisposable
{
    private readonly TestRegistry registry = new();

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task Open_GivesAnOccurrenceOneBoardOnly()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80]);

        var again = await registry.Get<BoardService>().OpenAsync(new OpenBoard { OccurrenceId = scene.Occurrence.Id }, registry.As(scene.Secretary));

        Assert.Equal("BOARD_EXISTS", Assert.Single(again.Refusals).Code);
    }

    [Fact]
    public async Task Appoint_RefusesASecondChairAndASecondSeat_AndAppointsNobody()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80]);

        var refused = await registry.Get<BoardService>().AppointAsync(
            new AppointMembers { BoardId = scene.BoardId, Members = [new(scene.Internal.UserId!.Value, "Internal", MemberRole.Chair)] }, registry.As(scene.Secretary));

        Assert.Equal(["ALREADY_MEMBER", "SECOND_CHAIR"], refused.Refusals.Select(r => r.Code).Order());
    }

    [Fact]
    public async Task Prepare_NumbersCandidates_WorksResults_AndASecondTimeChangesNothing()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80], [50, null], [10, 20]);

        Assert.Equal(new PreparedBoard(3, 3, 3, 0), (await scene.PrepareAsync()).Value);
        Assert.Equal(new PreparedBoard(3, 0, 0, 0), (await scene.PrepareAsync()).Value);

        var candidate = await scene.CandidateAsync(0);
        Assert.Matches("^C[0-9]{7}$", candidate.CandidateNumber);
        Assert.Equal((BoardOutcome.Passed, "First"), (candidate.SuggestedOutcome, candidate.SuggestedGrade));
        var open = await scene.CandidateAsync(1);
        Assert.Null(open.SuggestedOutcome);
        Assert.Equal("1 mark missing", open.SuggestionClause);
        var result = await registry.ReadAsync(db => db.Set<ModuleResult>().SingleAsync(r => r.RegistrationId == scene.Registrations[1].Id));
        Assert.Equal((1, "AAA-2023A/2", null), (result.MissingCount, result.Missing, result.OverallMark));
    }

    [Fact]
    public async Task Freeze_SealsThePackByItsHash_AndNamesNobody()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80], [50, 50]);
        var names = await registry.ReadAsync(db => db.Set<Domain.Students.Person>().Select(p => new { p.FamilyName, p.StudentNumber }).ToListAsync());

        await scene.FreezeAsync();

        var pack = await registry.ReadAsync(db => db.Set<BoardPack>().SingleAsync(p => p.BoardId == scene.BoardId));
        Assert.Equal(PackPapers.Hash(pack.Json), pack.Hash);
        Assert.Equal("%PDF"u8.ToArray(), pack.Pdf[..4]);
        Assert.All(names, n => Assert.DoesNotContain(n.FamilyName, pack.Json));
        Assert.All(names, n => Assert.DoesNotContain(n.StudentNumber, pack.Json));
        Assert.Equal(pack.Json, PackPapers.FromJson(pack.Json).ToJson());
    }

    [Fact]
    public async Task Freeze_OfTheSameData_HasTheSameHash()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80.5m]);
        await scene.FreezeAsync();
        registry.Clock.Advance(TimeSpan.FromDays(1));
        await scene.FreezeAsync();

        var hashes = await registry.ReadAsync(db => db.Set<BoardPack>().Select(p => p.Hash).ToListAsync());

        Assert.Equal(2, hashes.Count);
        Assert.Single(hashes.Distinct());
    }

    [Fact]
    public async Task Prepare_AfterTheFreeze_IsRefused()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A", [70, 80]);
        await scene.FreezeAsync();

        Assert.Equal("NOT_PREPARING", Assert.Single((await scene.PrepareAsync()).Refusals).Code);
    }

    [Fact]
    public async Task Freeze_WithoutCandidates_IsRefused()
    {
        var scene = await BoardScene.OpenAsync(registry, "AAA-2023A");

        Assert.Equal("NO_CANDIDATES", Assert.Single((await scene.FreezeAsync()).Refusals).Code);
    }
}
