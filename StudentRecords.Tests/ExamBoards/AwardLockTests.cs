using Microsoft.Data.Sqlite;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards;

/// <summary>A ratified progression board attacked with raw SQL: nothing under the lock may change.</summary>
public sealed class AwardLockTests(AwardLockTests.Ratified scenes) : IClassFixture<AwardLockTests.Ratified>
{
    private static readonly string[] Tables = ["ExamBoard", "AwardCandidate", "AwardDecision", "BoardPack", "BoardMember"];

    [Theory]
    [InlineData("UPDATE AwardDecision SET Code = 'Award', Class = 'First'")]
    [InlineData("UPDATE OR REPLACE AwardDecision SET EngagementId = 7")]
    [InlineData("DELETE FROM AwardDecision")]
    [InlineData("replace:AwardDecision:1=1:Class='First'")]
    [InlineData("replace:AwardDecision:1=1:Id=7")]
    [InlineData("replace:AwardDecision:1=1:Id=7:EngagementId=7")]
    [InlineData("UPDATE AwardCandidate SET ProposedCode = 'Award' WHERE BoardId = {locked}")]
    [InlineData("UPDATE OR REPLACE AwardCandidate SET BoardId = 7 WHERE BoardId = {locked}")]
    [InlineData("DELETE FROM AwardCandidate WHERE BoardId = {locked}")]
    [InlineData("replace:AwardCandidate:BoardId = {locked}:BoardId=7")]
    [InlineData("UPDATE ExamBoard SET Stage = 'InSession' WHERE Id = {locked}")]
    [InlineData("DELETE FROM ExamBoard WHERE Id = {locked}")]
    [InlineData("replace:ExamBoard:Id = {locked}:Stage='InSession'")]
    [InlineData("replace:ExamBoard:Id = {locked}:Id=7:Stage='InSession'")]
    [InlineData("DELETE FROM BoardPack WHERE BoardId = {locked}")]
    public void UnderTheLock_NothingChanges(string attack)
    {
        foreach (var recursive in (bool[])[true, false])
        {
            using var sql = new RawSql(scenes.File, recursive);
            var before = Tables.Select(sql.Content).ToList();
            var filled = attack.Replace("{locked}", $"{scenes.BoardId}", StringComparison.Ordinal);
            var statement = filled.Split(':') is ["replace", var table, var where, .. var otherwise] ? sql.Replace(table, where, [.. otherwise.Select(o => o.Split('=', 2)).Select(o => (o[0], o[1]))]) : filled;

            var refused = Assert.Throws<SqliteException>(() => sql.Do(statement));

            Assert.Matches("LOCKED|APPEND_ONLY", refused.Message);
            Assert.Equal(before, Tables.Select(sql.Content));
        }
    }

    /// <summary>Made once: no attack leaves a trace.</summary>
    public sealed class Ratified : IAsyncLifetime
    {
        private readonly TestRegistry registry = new(on: TestDatabase.AsFile());

        public string File => registry.File;

        public long BoardId { get; private set; }

        public async Task InitializeAsync()
        {
            var scene = await AwardScene.SittingAsync(registry, (70, 80));
            await registry.Get<AwardDecisionService>().AcceptAsync(scene.BoardId, registry.As(scene.Secretary));
            Assert.Empty((await scene.RatifyAsync()).Refusals);
            BoardId = scene.BoardId;
        }

        public Task DisposeAsync()
        {
            registry.Dispose();
            return Task.CompletedTask;
        }
    }
}
