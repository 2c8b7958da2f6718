using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Jobs;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Web.Integration.Simulator.Parts;

namespace StudentRecords.Web.Integration.Simulator;

/// <summary>One stage of a term: each system sends what it has to say, answers what it is told, and the stage is over when everything is where it belongs.</summary>
internal sealed class StagePlay(
    IServiceProvider services, IReadOnlyDictionary<string, FarSide> sides, Postman postman, WebhookDoor webhooks, OutgoingFolder outgoing, IncomingFolder incoming, StudentFunding funding, Scene scene, TermSetting setting, IReadOnlySet<string> operated)
{
    /// <summary>Later than this a message waits on purpose: for a release date, or a posting window.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    /// <summary>What is due for no longer may be on its way.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly IReadOnlyList<Part> parts = [.. Part.All.Where(p => sides.ContainsKey(p.System))];

    /// <summary>What came of it, in a few words.</summary>
    public async Task<string> PlayAsync(TermStage stage, CancellationToken ct)
    {
        var (sent, held) = (sides.Values.Sum(s => s.Sent.Count), sides.Values.Sum(s => s.Held.Count));
        foreach (var part in parts)
        {
            await SendAsync(part.System, part.Sends(stage, scene), ct);
        }

        var watch = Stopwatch.StartNew();
        while (!await IsQuietAsync(ct) && watch.Elapsed < setting.Patience)
        {
            await setting.Pause(ct);
        }

        await postman.FollowUpAsync(stage == TermStage.Close, ct);
        return $"{sides.Values.Sum(s => s.Sent.Count) - sent} messages to the record, {sides.Values.Sum(s => s.Held.Count) - held} from it.";
    }

    /// <summary>Messages that should have left and have not, by flow.</summary>
    public Task<IReadOnlyDictionary<string, int>> UndeliveredAsync(CancellationToken ct) => DueAsync(-Grace, ct);

    /// <summary>Dead messages, and those that are due by then; who stands in a lane behind one that waits longer waits too.</summary>
    private async Task<IReadOnlyDictionary<string, int>> DueAsync(TimeSpan ahead, CancellationToken ct)
    {
        await using var db = await StoreAsync(ct);
        var (outbox, by) = (db.Set<OutboxMessage>(), services.GetRequiredService<TimeProvider>().GetUtcNow() + ahead);
        var due = await outbox.Where(m => m.State == OutboxState.Dead || (m.State == OutboxState.Unsent && (m.NextAttemptAt <= by || m.ClaimedBy != null)))
            .Where(m => !outbox.Any(e => e.Destination == m.Destination && e.Aggregate == m.Aggregate && e.Sequence < m.Sequence && e.State == OutboxState.Unsent && e.NextAttemptAt > by))
            .GroupBy(m => new { m.Flow, m.Destination }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return due.Where(g => operated.Contains(g.Key.Flow) && sides.ContainsKey(g.Key.Destination)).ToDictionary(g => g.Key.Flow, g => g.Count);
    }

    private async Task<bool> IsQuietAsync(CancellationToken ct)
    {
        var answered = false;
        foreach (var side in sides.Values.Where(s => s.Channel is ChannelKind.Folder or ChannelKind.Formats))
        {
            foreach (var heard in await outgoing.FetchAsync(side, ct))
            {
                webhooks.Heard.Enqueue(heard);
            }
        }

        while (webhooks.Heard.TryDequeue(out var heard))
        {
            var answers = parts.Single(p => p.System == heard.System).Answers(heard, scene).ToList();
            answered |= answers.Count > 0;
            await SendAsync(heard.System, answers, ct);
        }

        answered |= await funding.DecideAsync(ct) > 0;
        return !answered && !sides.Keys.Any(incoming.Waits) && await IsAtRestAsync(ct) && webhooks.Heard.IsEmpty;
    }

    /// <summary>No job is under way, nothing waits to be tried again and nothing waits to be sent.</summary>
    private async Task<bool> IsAtRestAsync(CancellationToken ct)
    {
        await using var db = await StoreAsync(ct);
        return !(setting.Files && await db.Set<JobRequest>().AnyAsync(j => j.State == JobState.Queued || j.State == JobState.Running, ct))
            && !await db.Set<InboxMessage>().AnyAsync(m => m.State == InboxState.Accepted, ct) && (await DueAsync(Soon, ct)).Count == 0;
    }

    private async Task SendAsync(string system, IEnumerable<Post> posts, CancellationToken ct)
    {
        foreach (var post in posts.Where(p => operated.Contains(p.Flow)))
        {
            await postman.SendAsync(sides[system], post, ct);
        }
    }

    private Task<RegistryDbContext> StoreAsync(CancellationToken ct) => services.GetRequiredService<IDbContextFactory<RegistryDbContext>>().CreateDbContextAsync(ct);
}
