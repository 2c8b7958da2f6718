using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Assessment;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Locks;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards;

/// <summary>The lock as EF Core meets it: refused before the database is asked, and by the database where a statement goes round the save.</summary>
public sealed class SaveLockTests : IAsyncLifetime
{
    private readonly TestRegistry registry = new();
    private BoardScene ratified = null!;

    [Fact]
    public Task ANewMark_IsRefused() => RefusedAsync(db => db.Add(new Mark(ratified.Registrations[0], ratified.Occurrence.Components[0], 2, 1, 90, null, false, "VLE")));

    [Fact]
    public Task ASupersededMark_IsRefused() => RefusedAsync(db => db.Set<Mark>().First(m => m.RegistrationId == ratified.Registrations[0].Id).Supersede());

    [Fact]
    public Task ADeletedMark_IsRefused() => RefusedAsync(db => db.Remove(db.Set<Mark>().First(m => m.RegistrationId == ratified.Registrations[0].Id)));

    [Fact]
    public Task ADeletedDecision_IsRefused() => RefusedAsync(db => db.Remove(db.Set<BoardDecision>().First()));

    [Fact]
    public Task AChangedDecision_IsRefused() => RefusedAsync(db => db.Entry(db.Set<BoardDecision>().First()).Property(d => d.Grade).CurrentValue = "Fail");

    [Fact]
    public Task AReopenedBoard_IsRefused() => RefusedAsync(db => db.Entry(db.Set<ExamBoard>().Single(b => b.Id == ratified.BoardId)).Property(b => b.Stage).CurrentValue = BoardStage.InSession);

    [Fact]
    public Task ANewCandidate_IsRefused() => RefusedAsync(db => db.Add(new BoardCandidate(ratified.BoardId, ratified.Registrations[0].Id, ratified.Registrations[0].PersonId, "C9999999")));

    [Fact]
    public Task AMovedRegistration_IsRefused() => RefusedAsync(db =>
    {
        var registration = db.Set<Domain.Enrolment.ModuleRegistration>().Single(r => r.Id == ratified.Registrations[0].Id);
        db.Entry(registration).Property(r => r.OccurrenceId).CurrentValue = 42;
    });

    [Fact]
    public async Task AMarkMovedOutOfTheLock_IsRefused()
    {
        var other = await registry.Given.StudentAsync(await registry.Given.OccurrenceAsync("BBB-2023A"), 50, 50);

        await RefusedAsync(db =>
        {
            var mark = db.Set<Mark>().First(m => m.RegistrationId == ratified.Registrations[0].Id);
            db.Entry(mark).Property(m => m.RegistrationId).CurrentValue = other.Id;
        });
    }

    [Fact]
    public async Task ABulkUpdate_IsRefusedByTheDatabase()
    {
        await using var db = registry.CreateDbContext();

        var fault = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Set<BoardDecision>().ExecuteUpdateAsync(s => s.SetProperty(d => d.Grade, "Fail")));

        Assert.Contains("APPEND_ONLY", fault.Message);
    }

    [Fact]
    public async Task ABulkDelete_IsRefusedByTheDatabase()
    {
        await using var db = registry.CreateDbContext();

        var fault = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.Set<Mark>().ExecuteDeleteAsync());

        Assert.Contains("LOCKED", fault.Message);
    }

    [Fact]
    public async Task LockedRegistrations_AreThoseWithADecision()
    {
        var free = await registry.Given.StudentAsync(await registry.Given.OccurrenceAsync("BBB-2023A"), 50, 50);
        long[] asked = [ratified.Registrations[0].Id, ratified.Registrations[1].Id, free.Id];

        var locked = await registry.ReadAsync(db => LockedRegistrations.AmongAsync(db, asked, default));

        Assert.Equal(asked[..2].Order(), locked.Order());
    }

    [Fact]
    public async Task TheRest_GoesOn()
    {
        var free = await registry.Given.StudentAsync(await registry.Given.OccurrenceAsync("BBB-2023A"), 50);

        await registry.SaveAsync(db => db.Set<Domain.Enrolment.ModuleRegistration>().Single(r => r.Id == free.Id).Withdraw(new DateOnly(2024, 1, 1)));
    }

    public async Task InitializeAsync() => ratified = await BoardScene.RatifiedAsync(registry, "AAA-2023A", [70, 80], [40, 50]);

    public Task DisposeAsync()
    {
        registry.Dispose();
        return Task.CompletedTask;
    }

    private async Task RefusedAsync(Action<RegistryDbContext> change)
    {
        var refused = await Assert.ThrowsAsync<RecordLockedException>(() => registry.SaveAsync(change));
        Assert.Equal("LOCKED", refused.Refusal.Code);
    }
}
