using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Formats;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>The outgoing side: most is delivered, some waits, some climbs the retry ladder, one has been given up, and the loans company refused a row.</summary>
internal sealed class PostroomScene(IDbContextFactory<RegistryDbContext> store, TimeProvider clock) : IDemoScene
{
    public string Name => "Outgoing messages";

    public int Length => 2;

    public async Task PlayAsync(DemoPlay play, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<OutboxMessage>().AnyAsync(m => m.Attempts > 0 && m.Flow == "F025", ct))
        {
            return;
        }

        var now = clock.GetUtcNow();
        var waiting = await db.Set<OutboxMessage>().Where(m => m.State == OutboxState.Unsent && m.HeldUntil == null).OrderBy(m => m.Id).ToListAsync(ct);
        for (var i = 0; i < waiting.Count; i++)
        {
            Settle(waiting[i], i, waiting.Count, now);
        }

        waiting.Find(m => m is { Flow: LoansAnswers.Flow, State: OutboxState.Delivered, PersonId: not null })?.Refused($"{LoansAnswers.Refused} in F049_SLC_20250602T0300Z_000014_v1.txt, row 3: business rule R012, no assessment for the year");

        await db.SaveChangesAsync(ct);
    }

    private static void Settle(OutboxMessage message, int i, int count, DateTimeOffset now)
    {
        if (i == 0)
        {
            message.Failed("410 Gone: no such case queue", null, now);
        }
        else if (i < count * 3 / 4)
        {
            message.Delivered($"202 Accepted, {message.Destination.ToLowerInvariant()}-{message.Key.Replace('/', '-')}", now);
        }
        else if (i % 7 == 0)
        {
            message.Failed("503 Service Unavailable", TimeSpan.FromMinutes(10), now);
        }
    }
}
