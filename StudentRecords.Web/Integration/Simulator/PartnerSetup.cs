using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Examiners;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Reconciling;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Web.Integration.Simulator;

/// <summary>Gives every system a key and a way that ends at the simulator, by the use cases of the partners screen. What was exchanged before, each system is taken to know.</summary>
internal sealed class PartnerSetup(IServiceProvider services, TimeProvider clock)
{
    private static readonly TimeSpan KeyLife = TimeSpan.FromHours(12);
    private static readonly Caller Operator = new("Ola Operator", null, [new RoleGrant(Role.IntegrationOperator, Scope.Everything)]) { IsSimulated = true };

    public async Task MakeAsync(IReadOnlyDictionary<string, FarSide> sides, Uri receiver, DateOnly from, CancellationToken ct)
    {
        await RememberAsync(sides, from, ct);
        var partners = services.GetRequiredService<PartnerService>();
        foreach (var side in sides.Values)
        {
            side.Key = Made(await partners.CreateCredentialAsync(new CreateCredential { System = side.System, ValidTo = clock.GetUtcNow() + KeyLife }, Change("CreateCredential", "A key for a simulated term"), ct));
            side.Secret = side.Channel == ChannelKind.Scim ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) : WebhookSignature.NewSecret();
            var (isHttp, isScim) = (side.Channel == ChannelKind.Http, side.Channel == ChannelKind.Scim);
            Made(await partners.ConfigureChannelAsync(new ConfigureChannel
            {
                System = side.System, Kind = side.Channel, Secret = isHttp || isScim ? side.Secret : null,
                Address = isHttp ? new Uri(receiver, WebhookDoor.PathOf(side.System)).AbsoluteUri : isScim ? new Uri(receiver, ScimDoor.Root).AbsoluteUri : null,
            }, Change("ConfigureChannel", "The simulator plays this system"), ct));
        }
    }

    /// <summary>A change by the operator of the simulated institution.</summary>
    public ChangeContext Change(string act, string because) => new() { Caller = Operator, At = clock.GetUtcNow(), Act = act, Reason = because, Cause = CauseKind.Job, CauseReference = "partners" };

    private static T Made<T>(Outcome<T> outcome)
        where T : class => outcome.Value ?? throw new InvalidOperationException(string.Join(" ", outcome.Refusals.Select(r => r.Sentence)));

    private async Task RememberAsync(IReadOnlyDictionary<string, FarSide> sides, DateOnly from, CancellationToken ct)
    {
        var since = new DateTimeOffset(from.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        await using var db = await services.GetRequiredService<IDbContextFactory<RegistryDbContext>>().CreateDbContextAsync(ct);
        foreach (var sent in await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.DeliveredAt != null && m.CreatedAt >= since).Select(m => new { m.Destination, m.Flow, m.Key, m.Sequence }).ToListAsync(ct))
        {
            Remember(sides, sent.Destination, $"{sent.Flow}/out", new PartnerItem(sent.Key, sent.Sequence));
        }

        foreach (var came in await db.Set<InboxMessage>().AsNoTracking().Where(m => m.ReasonCode != ReasonAdvice.Conflict && m.ReceivedAt >= since).Select(m => new { m.Source, m.Flow, m.BusinessKey, m.SourceVersion }).ToListAsync(ct))
        {
            Remember(sides, came.Source, $"{came.Flow}/in", new PartnerItem(came.BusinessKey, came.SourceVersion));
        }

        RememberWords(sides, KeyedWord.Of(await db.Set<ExaminerConfirmation>().AsNoTracking().ToListAsync(ct), await db.Set<ExaminerRemark>().AsNoTracking().ToListAsync(ct)).Where(w => w.At >= since));
    }

    /// <summary>What examiners said before (F068), which both ends have on paper.</summary>
    private static void RememberWords(IReadOnlyDictionary<string, FarSide> sides, IEnumerable<(KeyedWord Word, DateTimeOffset At)> words)
    {
        foreach (var (word, _) in words)
        {
            var item = new PartnerItem(word.Key, word.Turn);
            Remember(sides, "EXTEX", "F068/in", item);
            Remember(sides, "EXAMBOARD", "F068/out", item);
        }
    }

    private static void Remember(IReadOnlyDictionary<string, FarSide> sides, string system, string end, PartnerItem item)
    {
        if (sides.TryGetValue(system, out var side))
        {
            (side.Before.TryGetValue(end, out var items) ? items : side.Before[end] = []).Add(item);
        }
    }
}
