using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Tests.Faults.Far;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Faults;

/// <summary>
/// Compares, after everything has drained, what the senders know, what the record holds and what the far systems have. With A acknowledged,
/// E in effect and T attempted: A ⊆ E ⊆ T, and each of E once.
/// </summary>
internal sealed class Oracle(TestRegistry registry, Ledger ledger, FarPort far)
{
    private readonly List<Breach> breaches = [];

    public async Task<Verdict> JudgeAsync()
    {
        await using var db = registry.CreateDbContext();
        var outbox = await db.Set<OutboxMessage>().AsNoTracking().ToListAsync();
        var effects = await EffectsAsync(db, outbox);
        Effects(effects);
        await AccountsAsync(db);
        await InboxAsync(db);
        await TrailAsync(db);
        foreach (var system in far.Names)
        {
            Deliveries(system, outbox.Where(m => m.Destination == system).ToList());
        }

        Must(Law.AnswersAreClear, ledger.Unexpected);
        var check = await db.Database.SqlQueryRaw<string>("SELECT integrity_check AS Value FROM pragma_integrity_check").ToListAsync();
        Must(Law.TheStoreIsWhole, check.Where(line => line != "ok"));
        var taken = far.Names.Select(far.Taken).ToList();
        return new Verdict
        {
            Breaches = breaches, Attempts = ledger.Attempts, Acknowledged = ledger.Acknowledged.Count, Repeats = ledger.Repeats, Effects = effects.Values.Sum(),
            Deliveries = taken.Sum(t => t.Count), Kept = taken.Sum(t => t.Select(m => m.Id).Distinct().Count()),
        };
    }

    /// <summary>How often each effect is in the record, by the names that sayings give them.</summary>
    private async Task<Dictionary<string, int>> EffectsAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> outbox)
    {
        var paid = await db.Set<Payment>().AsNoTracking().Select(p => "paid " + p.Key).ToListAsync();
        var holds = await db.Set<Hold>().AsNoTracking().Where(h => h.Source == "Finance").Select(h => new { h.Key, h.Id, h.ReleasedOn, h.Person.StudentNumber }).ToListAsync();
        var released = holds.Where(h => h.ReleasedOn is not null).ToList();
        var batches = outbox.Where(m => m.Flow == "F055").Select(m => $"handed on {JsonDocument.Parse(m.Body).RootElement.GetProperty("batch").GetString()}");
        var told = outbox.Where(m => m.Flow == "F053").Select(m => m.Key).ToHashSet();
        Must(Law.EverythingIsTold, holds.Where(h => !told.Contains($"{h.StudentNumber}/hold/{h.Id}/1")).Select(h => $"held {h.Key}"));
        Must(Law.EverythingIsTold, released.Where(h => !told.Contains($"{h.StudentNumber}/hold/{h.Id}/2")).Select(h => $"released {h.Key}"));
        return paid.Concat(holds.Select(h => $"held {h.Key}")).Concat(released.Select(h => $"released {h.Key}")).Concat(batches).CountBy(e => e).ToDictionary();
    }

    private void Effects(Dictionary<string, int> effects)
    {
        var attempted = ledger.Attempted.Values.Select(s => s.Effect).OfType<string>().ToHashSet();
        Must(Law.NothingIsLost, ledger.Acknowledged.Values.Where(s => s.Effect is not null && !effects.ContainsKey(s.Effect)).Select(s => $"{s.Effect}, acknowledged as {s.Id}"));
        Must(Law.NothingIsInvented, effects.Keys.Where(e => !attempted.Contains(e)));
        Must(Law.NothingIsDoubled, effects.Where(e => e.Value > 1).Select(e => $"{e.Key}, {e.Value} times"));
    }

    private async Task AccountsAsync(RegistryDbContext db)
    {
        var held = (await db.Set<Payment>().AsNoTracking().Join(db.Set<Person>(), p => p.PersonId, p => p.Id, (paid, person) => new { person.StudentNumber, paid.Amount }).ToListAsync())
            .GroupBy(p => p.StudentNumber).ToDictionary(g => g.Key, g => g.Sum(p => p.Amount));
        var owed = ledger.Acknowledged.Values.Where(s => s.Student is not null).DistinctBy(s => s.Effect).GroupBy(s => s.Student!).ToDictionary(g => g.Key, g => g.Sum(s => s.Pounds));
        Must(Law.AccountsAreExact, held.Keys.Union(owed.Keys).Where(s => held.GetValueOrDefault(s) != owed.GetValueOrDefault(s)).Select(s => $"{s} has £{held.GetValueOrDefault(s)} of £{owed.GetValueOrDefault(s)}"));
    }

    private async Task InboxAsync(RegistryDbContext db)
    {
        var inbox = await db.Set<InboxMessage>().AsNoTracking().Select(m => new { m.MessageId, m.State }).ToDictionaryAsync(m => m.MessageId, m => m.State);
        InboxState[] ends = [InboxState.Applied, InboxState.Stale, InboxState.Quarantined];
        Must(Law.EverythingIsAccountedFor, ledger.Acknowledged.Keys.Where(id => !inbox.ContainsKey(id)).Select(id => $"{id} was acknowledged and is not in the inbox"));
        Must(Law.EverythingIsAccountedFor, inbox.Keys.Where(id => !ledger.Acknowledged.ContainsKey(id)).Select(id => $"{id} is in the inbox and was not acknowledged"));
        Must(Law.EverythingIsAccountedFor, inbox.Where(m => !ends.Contains(m.Value)).Select(m => $"{m.Key} is {m.Value}"));
    }

    private async Task TrailAsync(RegistryDbContext db)
    {
        var changed = await db.Set<InboxMessage>().AsNoTracking().Where(m => m.State == InboxState.Applied && m.Flow == "F010").Select(m => m.MessageId).ToListAsync();
        var told = await db.Set<AuditEntry>().AsNoTracking().Where(a => a.Act == "ApplyF010").GroupBy(a => a.CauseReference!).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        Must(Law.EverythingIsAudited, changed.Where(id => told.GetValueOrDefault(id) != 1).Select(id => $"{id} stands {told.GetValueOrDefault(id)} times in the trail"));
        Must(Law.EverythingIsAudited, told.Keys.Except(changed).Select(id => $"{id} stands in the trail and changed nothing"));
        var trail = await registry.Get<AuditVerifier>().VerifyAsync(TestRegistry.Caller(Role.Auditor));
        Must(Law.EverythingIsAudited, trail.IsWhole ? [] : [trail.Break!.Sentence]);
    }

    private void Deliveries(string system, IReadOnlyList<OutboxMessage> outbox)
    {
        var rows = outbox.ToDictionary(OutboundEnvelope.Id);
        var first = new Dictionary<string, TakenFirst>();
        var last = new Dictionary<string, long>();
        foreach (var taken in far.Taken(system))
        {
            first.TryAdd(taken.Id, new TakenFirst(taken.Aggregate, taken.Sequence));
            var before = last.GetValueOrDefault(taken.Aggregate);
            Must(Law.LanesKeepTheirOrder, taken.Sequence < before ? [$"{system} {taken.Aggregate}: {taken.Sequence} came after {before}"] : []);
            last[taken.Aggregate] = Math.Max(before, taken.Sequence);
            Must(Law.FarSystemsAgree, rows.ContainsKey(taken.Id) ? [] : [$"{system} has {taken.Id}, which the outbox does not know: {taken.Data}"]);
        }

        Must(Law.FarSystemsAgree, rows.Where(r => r.Value.State == OutboxState.Delivered && !first.ContainsKey(r.Key)).Select(r => $"{r.Value.Key} is marked as delivered, and {system} has never had it: {r.Value.Body}"));
        Must(Law.EverythingIsTold, outbox.Where(m => m.State is not (OutboxState.Delivered or OutboxState.Withdrawn)).Select(m => $"{m.Key} is {m.State}"));
        foreach (var lane in outbox.GroupBy(m => m.Aggregate))
        {
            var there = first.Values.Where(t => t.Aggregate == lane.Key).Select(t => t.Sequence).ToHashSet();
            var withdrawn = lane.Where(m => m.State == OutboxState.Withdrawn).Select(m => m.Sequence).ToHashSet();
            Must(Law.LanesKeepTheirOrder, Enumerable.Range(1, lane.Count()).Where(n => !there.Contains(n) && !withdrawn.Contains(n)).Select(n => $"{system} {lane.Key} has no {n}"));
        }
    }

    private void Must(Law law, IEnumerable<string> offenders) => breaches.AddRange(offenders.Select(o => new Breach(law, o)));

    private sealed record TakenFirst(string Aggregate, long Sequence);
}
