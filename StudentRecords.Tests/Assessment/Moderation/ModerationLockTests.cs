using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Assessment.Moderation;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.Store.Locks;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Assessment.Moderation;

/// <summary>Nobody changes the way that a mark came, nor adds to it once the board has ratified: not by the record's own save, and not by SQL.</summary>
public sealed class ModerationLockTests : IAsyncLifetime
{
    private readonly TestRegistry registry = new();
    private ModerationScene scene = null!;

    [Theory]
    [InlineData("UPDATE ModerationEntry SET Score = 99")]
    [InlineData("UPDATE ModerationEntry SET State = 'Confirmed' WHERE Act = 'Moderated'")]
    [InlineData("DELETE FROM ModerationEntry")]
    [InlineData("DELETE FROM ModerationRound")]
    [InlineData("UPDATE ModerationRound SET Seed = 1")]
    [InlineData("UPDATE ModerationPolicy SET Clauses = '{}'")]
    [InlineData("DELETE FROM ModerationPolicy")]
    public async Task RawSql_IsRefused(string sql)
    {
        await using var db = registry.CreateDbContext();
        var before = await db.Set<ModerationEntry>().CountAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlRawAsync(sql));

        Assert.Equal(before, await db.Set<ModerationEntry>().CountAsync());
    }

    [Fact]
    public async Task AnEntryChangedOrDeleted_IsRefusedBySave()
    {
        await using var db = registry.CreateDbContext();
        db.Remove(await db.Set<ModerationEntry>().FirstAsync());

        Assert.Equal("LOCKED", (await Assert.ThrowsAsync<RecordLockedException>(() => db.SaveAsync(registry.AsSystem()))).Refusal.Code);
    }

    [Fact]
    public async Task AnEntryAddedAfterRatification_IsRefusedBySaveAndBySql()
    {
        await scene.ConfirmAsync(scene.First);
        await scene.ConfirmAsync(scene.Second);
        await scene.Board.FreezeAsync();
        await scene.Board.ConfirmAsync();
        await scene.Board.SitAsync();
        await registry.Get<DecisionService>().AcceptSuggestionsAsync(scene.Board.BoardId, null, registry.As(scene.Board.Secretary));
        var mark = (await scene.SheetAsync()).Marks[0];
        Assert.Empty((await scene.Board.RatifyAsync()).Refusals);

        await using var db = registry.CreateDbContext();
        db.Add(ModerationEntries.AgreedByBoard(mark, scene.Moderator, registry.Clock.Now, "Once more"));
        Assert.Equal("LOCKED", (await Assert.ThrowsAsync<RecordLockedException>(() => db.SaveAsync(registry.AsSystem()))).Refusal.Code);

        var copy = $"INSERT INTO ModerationEntry SELECT 1, PersonId, RegistrationId, MarkId, ComponentId, RoundId, 99, 'Agreed', State, 99, Reason, {Quoted(db, "By")}, ByUserId, At FROM ModerationEntry WHERE MarkId = {mark.MarkId} AND Number = 1";
        await using var raw = registry.CreateDbContext();
        Assert.Contains("LOCKED", (await Assert.ThrowsAnyAsync<Exception>(() => raw.Database.ExecuteSqlRawAsync(copy))).Message, StringComparison.Ordinal);
    }

    public async Task InitializeAsync()
    {
        scene = await ModerationScene.OpenAsync(registry, "AAA-2023A", [80, 80], [45, 60]);
        await scene.ModerateAsync(scene.First);
        await scene.ModerateAsync(scene.Second);
    }

    public Task DisposeAsync()
    {
        registry.Dispose();
        return Task.CompletedTask;
    }

    private static string Quoted(DbContext db, string name) => db.Database.IsSqlite() ? $"\"{name}\"" : $"[{name}]";
}
