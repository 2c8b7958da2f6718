using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Telling;

/// <summary>What concerns only who is here, or is about to come: not somebody whose every engagement is over.</summary>
internal sealed class StayGate(string flow, string type) : IOutboundGate
{
    public const string Left = "The student is not here any more.";

    public (string Flow, string Type) Guards => (flow, type);

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var left = await LeftAsync(db, messages, ct);
        return messages.Where(m => left.Contains(m.PersonId ?? 0)).ToDictionary(m => m.Id, _ => new GateVerdict(Left));
    }

    /// <summary>Of whom the messages are about, those who have left. Applicants have not.</summary>
    public static async Task<HashSet<long>> LeftAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, CancellationToken ct)
    {
        var people = messages.Select(m => m.PersonId).OfType<long>().Distinct().ToList();
        return (await db.Set<Engagement>().Where(e => people.Contains(e.PersonId)).GroupBy(e => e.PersonId).Where(g => !g.Any(e => Engagement.OpenStatuses.Contains(e.Status))).Select(g => g.Key).ToListAsync(ct)).ToHashSet();
    }
}

/// <summary>F059, F060, F061: a need goes only while its student is here and the adjustment or extension stands as the message tells it. That one has ended goes always; one for days that are past is told too, for what was counted then.</summary>
internal sealed class NeedGate(string flow, string type) : IOutboundGate
{
    public (string Flow, string Type) Guards => (flow, type);

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var asked = messages.Select(m => (Message: m, Body: m.Content())).Where(m => !m.Body.TryGetProperty("withdrawn", out var gone) || !gone.GetBoolean()).ToList();
        var left = await StayGate.LeftAsync(db, messages, ct);
        var keys = asked.Select(m => m.Body.Text("adjustment")).OfType<string>().Distinct().ToList();
        var standing = (await db.Set<ReasonableAdjustment>().AsNoTracking().Where(a => keys.Contains(a.Key) && a.State == AdjustmentState.Granted).Select(a => new { a.PersonId, a.Key, a.AdjustmentVersion }).ToListAsync(ct)).Select(a => (a.PersonId, a.Key, a.AdjustmentVersion)).ToHashSet();
        var items = asked.Select(m => Item(m.Body.Text("extension"))).OfType<long>().Distinct().ToList();
        var extensions = (await db.Set<CircumstanceItem>().Where(i => items.Contains(i.Id) && i.State == OutcomeState.InEffect).Select(i => i.Id).ToListAsync(ct)).ToHashSet();
        Dictionary<long, GateVerdict> verdicts = [];
        foreach (var (message, body) in asked)
        {
            var adjustment = body.Text("adjustment");
            var why = left.Contains(message.PersonId ?? 0) ? StayGate.Left
                : adjustment is not null && !standing.Contains((message.PersonId ?? 0, adjustment, body.GetProperty("version").GetInt32())) ? "The adjustment was changed or has ended."
                : Item(body.Text("extension")) is { } item && !extensions.Contains(item) ? "The extension does not hold any more."
                : null;
            if (why is not null)
            {
                verdicts[message.Id] = new GateVerdict(why);
            }
        }

        return verdicts;
    }

    /// <summary>Id of what an extension rests on.</summary>
    private static long? Item(string? extension) => extension is ['X', .. var id] && long.TryParse(id, CultureInfo.InvariantCulture, out var item) ? item : null;
}

/// <summary>F070: what a case may rest on goes only while it is open.</summary>
internal sealed class CaseGate : IOutboundGate
{
    public (string Flow, string Type) Guards => ("F070", "MisconductContextShared");

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var cases = messages.ToDictionary(m => m.Id, m => m.Content().Text("referral") ?? "");
        var keys = cases.Values.Distinct().ToList();
        var closed = (await db.Set<MisconductCase>().Where(c => keys.Contains(c.Key) && c.IsClosed).Select(c => c.Key).ToListAsync(ct)).ToHashSet();
        return messages.Where(m => closed.Contains(cases[m.Id])).ToDictionary(m => m.Id, _ => new GateVerdict("The case is closed."));
    }
}

/// <summary>F025: an identity is checked only while no result is there, and of nobody who has left.</summary>
internal sealed class VerificationGate : IOutboundGate
{
    public (string Flow, string Type) Guards => ("F025", "IdentityVerificationRequested");

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var cases = messages.ToDictionary(m => m.Id, m => m.Content().Text("case") ?? "");
        var keys = cases.Values.Distinct().ToList();
        var decided = (await db.Set<IdentityVerification>().AsNoTracking().Where(v => keys.Contains(v.CaseReference)).ToListAsync(ct)).Where(v => v.IsFinal).ToDictionary(v => v.CaseReference, v => v.State);
        var left = await StayGate.LeftAsync(db, messages, ct);
        return messages.Select(m => (m.Id, Why: decided.TryGetValue(cases[m.Id], out var result) ? $"The check has its result: {result}." : left.Contains(m.PersonId ?? 0) ? StayGate.Left : null))
            .Where(m => m.Why is not null).ToDictionary(m => m.Id, m => new GateVerdict(m.Why!));
    }
}

/// <summary>F043: who calls the service desk is known there by the record that is kept, never by one that gave way to it.</summary>
internal sealed class CallerGate : IOutboundGate
{
    public const string GaveWay = "The record gave way to another one of the same person.";

    public (string Flow, string Type) Guards => ("F043", "CallerContextPublished");

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var people = messages.Select(m => m.PersonId).OfType<long>().Distinct().ToList();
        var merged = (await db.Set<PersonMerge>().Where(m => people.Contains(m.PersonId) && m.UndoneOn == null).Select(m => m.PersonId).ToListAsync(ct)).ToHashSet();
        return messages.Where(m => merged.Contains(m.PersonId ?? 0)).ToDictionary(m => m.Id, _ => new GateVerdict(GaveWay));
    }
}

/// <summary>F023: a document is handed to the archive while the record has its bytes; once they are archived there is nothing to fetch.</summary>
internal sealed class FilingGate : IOutboundGate
{
    public (string Flow, string Type) Guards => ("F023", "DocumentFiled");

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var keys = messages.Select(m => m.Aggregate).Distinct().ToList();
        var archived = (await db.Set<FiledDocument>().Where(d => keys.Contains(d.Key) && d.State == FilingState.Archived).Select(d => d.Key).ToListAsync(ct)).ToHashSet();
        return messages.Where(m => archived.Contains(m.Aggregate)).ToDictionary(m => m.Id, _ => new GateVerdict("The archive has it already."));
    }
}
