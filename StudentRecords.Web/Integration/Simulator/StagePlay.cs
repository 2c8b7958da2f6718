using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Jobs;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Web.Integration.Simulator.Parts;

namespace StudentRecords.Web.Integration.Simulator;

/// <summary>One stage of a term: each system sends what it has to say, answers what it is told, and the stage is over when everything is where it belongs.</summary>
internal sealed class StagePlay(
    IServiceProvider services, IReadOnlyDictionary<string, FarSide> sides, Postman postman, WebhookDoor webhooks, OutgoingFolder outgoing, IncomingFolder incoming, Scene scene, TermSetting setting, IReadOnlySet<string> operated)
{
    /// <summary>Later than this a message waits on purpose: for a release date, or a posting window.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    private readonly IReadOnlyList<Part> parts = Part.All;

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
    public async Task<IReadOnlyDictionary<string, int>> UndeliveredAsync(CancellationToken ct)
    {
        await using var db = await StoreAsync(ct);
        var soon = services.GetRequiredService<TimeProvider>().GetUtcNow() + Soon;
        return (await db.Set<OutboxMessage>().Where(m => m.State == OutboxState.Dead || (m.State == OutboxState.Unsent && m.NextAttemptAt <= soon)).GroupBy(m => m.Flow).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct))
            .Where(g => operated.Contains(g.Key)).ToDictionary(g => g.Key, g => g.Count);
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

        return !answered && !sides.Keys.Any(incoming.Waits) && await IsAtRestAsync(ct) && webhooks.Heard.IsEmpty;
    }

    /// <summary>No job is under way, nothing waits to be tried again and nothing waits to be sent.</summary>
    private async Task<bool> IsAtRestAsync(CancellationToken ct)
    {
        await using var db = await StoreAsync(ct);
        return !(setting.Files && await db.Set<JobRequest>().AnyAsync(j => j.State == JobState.Queued || j.State == JobState.Running, ct))
            && !await db.Set<InboxMessage>().AnyAsync(m => m.State == InboxState.Accepted, ct) && (await UndeliveredAsync(ct)).Count == 0;
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
