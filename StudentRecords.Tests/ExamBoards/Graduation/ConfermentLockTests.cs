using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.ExamBoards.Graduation;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Appeals;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards.Graduation;

/// <summary>Conferments, prizes and appeals against awards attacked with raw SQL: what is conferred stays conferred, and no second decision comes without two people.</summary>
public sealed class ConfermentLockTests(ConfermentLockTests.Conferred scenes) : IClassFixture<ConfermentLockTests.Conferred>
{
    private static readonly string[] Tables = ["Conferment", "AwardPrize", "AwardDecision", "AwardAppeal", "ExamBoard"];

    [Theory]
    [InlineData("UPDATE Conferment SET Class = 'First'")]
    [InlineData("UPDATE OR REPLACE Conferment SET AwardDecisionId = 7")]
    [InlineData("DELETE FROM Conferment")]
    [InlineData("replace:Conferment:1=1:Class='First'")]
    [InlineData("replace:Conferment:1=1:Id=7")]
    [InlineData("replace:Conferment:1=1:Id=7:CertificateNumber='2030/000001'")]
    [InlineData("replace:Conferment:1=1:Id=7:CertificateNumber='2030/000001':AwardDecisionId=8")]
    [InlineData("replace:Conferment:1=1:Id=7:CertificateNumber='2030/000001':EngagementId=9")]
    [InlineData("replace:Conferment:1=1:Id=7:Act='Revoked':RevokesId=12345")]
    [InlineData("UPDATE AwardPrize SET Name = 'Other'")]
    [InlineData("DELETE FROM AwardPrize")]
    [InlineData("replace:AwardPrize:1=1:Id=7")]
    [InlineData("replace:AwardDecision:1=1:Id=7:Class='Third'")]
    [InlineData("replace:AwardDecision:1=1:Id=7:BoardId={sitting}:Class='Third'")]
    [InlineData("replace:AwardDecision:1=1:Id=7:BoardId={sitting}:SupersedesId={decision}")]
    [InlineData("UPDATE AwardAppeal SET FirstApproverId = 11, SecondApproverId = 11")]
    [InlineData("UPDATE AwardAppeal SET HearingBoardId = {sitting}")]
    [InlineData("DELETE FROM AwardAppeal")]
    [InlineData("replace:AwardAppeal:1=1:Id=7:Reference='X':HearingBoardId={sitting}")]
    public void NothingOfIt_Changes(string attack)
    {
        foreach (var recursive in (bool[])[true, false])
        {
            using var sql = new RawSql(scenes.File, recursive);
            var before = Tables.Select(sql.Content).ToList();
            var filled = attack.Replace("{sitting}", $"{scenes.SittingId}", StringComparison.Ordinal).Replace("{decision}", $"{scenes.DecisionId}", StringComparison.Ordinal);
            var statement = filled.Split(':') is ["replace", var table, var where, .. var otherwise] ? sql.Replace(table, where, [.. otherwise.Select(o => o.Split('=', 2)).Select(o => (o[0], o[1]))]) : filled;

            var refused = Assert.Throws<SqliteException>(() => sql.Do(statement));

            Assert.Matches("LOCKED|APPEND_ONLY", refused.Message);
            Assert.Equal(before, Tables.Select(sql.Content));
        }
    }

    /// <summary>Made once: no attack leaves a trace.</summary>
    public sealed class Conferred : IAsyncLifetime
    {
        private readonly TestRegistry registry = new(on: TestDatabase.AsFile());

        public string File => registry.File;

        /// <summary>A board that sits, on the same year of the same programme.</summary>
        public long SittingId { get; private set; }

        public long DecisionId { get; private set; }

        public async Task InitializeAsync()
        {
            var board = await AwardScene.SittingAsync(registry, (70, 80), (62, 64));
            Assert.Empty((await board.DecideAsync(await board.CandidateAsync(0), new(Domain.Assessment.Awards.AwardCode.Award, GraduationScene.Award, null, "The board awards"))).Refusals);
            var left = await board.CandidateAsync(1);
            Assert.Empty((await registry.Get<AwardDecisionService>().PostponeAsync(board.BoardId, left.CandidateNumber, registry.As(board.Secretary) with { Reason = "A letter is awaited" })).Refusals);
            Assert.Empty((await registry.Get<PrizeService>().GiveAsync(new GivePrize { BoardId = board.BoardId, CandidateNumber = (await board.CandidateAsync(0)).CandidateNumber, Name = "Prize", Grounds = "Best" }, registry.As(board.Secretary))).Refusals);
            Assert.Empty((await board.RatifyAsync()).Refusals);
            registry.Clock.Advance(TimeSpan.FromDays(8));
            DecisionId = Assert.Single(await board.DecisionsAsync()).Id;
            var ceremony = (await registry.Get<Infrastructure.ExamBoards.Graduation.CeremonyService>().PlanAsync(new() { Title = "July", HeldOn = registry.Clock.Today, InAbsentia = true }, registry.As(GraduationScene.Officer))).Value;
            Assert.Empty((await registry.Get<Infrastructure.ExamBoards.Graduation.CeremonyService>().PutOnListAsync(new() { CeremonyId = ceremony, Decisions = [DecisionId] }, registry.As(GraduationScene.Officer))).Refusals);
            Assert.Empty((await registry.Get<Infrastructure.ExamBoards.Graduation.ConfermentService>().ConferAsync(new() { CeremonyId = ceremony, ConferredOn = registry.Clock.Today }, registry.As(GraduationScene.Manager))).Refusals);
            Assert.Empty((await registry.Get<AppealService>().RecordAsync(new RecordAppeal { DecisionId = DecisionId, Reference = "AW-1", Grounds = "A module was left out" }, registry.As(board.Secretary))).Refusals);
            SittingId = (await registry.Get<SequelService>().FollowAsync(new FollowBoard { BoardId = board.BoardId, Sequel = Domain.ExamBoards.BoardSequel.Resumed }, registry.As(board.Secretary))).Value;
            Assert.Empty((await registry.Get<AwardBoardService>().FreezeAsync(SittingId, registry.As(board.Secretary))).Refusals);
            Assert.Empty((await registry.Get<BoardService>().SitAsync(SittingId, new HashSet<long> { board.Chair.UserId!.Value }, registry.As(board.Secretary))).Refusals);
            Assert.Equal(ConfermentAct.Conferred, await registry.ReadAsync(db => db.Set<Conferment>().Select(c => c.Act).SingleAsync()));
        }

        public Task DisposeAsync()
        {
            registry.Dispose();
            return Task.CompletedTask;
        }
    }
}
