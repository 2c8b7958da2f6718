using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Telling;

/// <summary>What is granted because of a status goes only while the engagement has it.</summary>
internal sealed class StandingGate(string flow, string type, params EngagementStatus[] allowed) : IOutboundGate
{
    /// <summary>Field of the shapes that tell of no status; another gate asks about those.</summary>
    public string? ButFor { get; init; }

    public (string Flow, string Type) Guards => (flow, type);

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var people = messages.Select(m => m.PersonId).OfType<long>().Distinct().ToList();
        var statuses = (await db.Set<Engagement>().AsNoTracking().Where(e => people.Contains(e.PersonId)).Select(e => new { e.PersonId, e.Numhus, e.Status }).ToListAsync(ct)).ToLookup(e => (e.PersonId, e.Numhus), e => e.Status);
        Dictionary<long, GateVerdict> verdicts = [];
        foreach (var message in messages)
        {
            var body = message.Content();
            if (ButFor is { } other && body.Text(other) is not null)
            {
                continue;
            }

            var held = statuses[(message.PersonId ?? 0, body.Text("engagement") ?? "")].ToList();
            // without a list the status must be the one that the message tells
            var fits = allowed.Length > 0 ? held.Exists(allowed.Contains) : held.Exists(s => s.ToString() == body.Text("status"));
            if (!fits)
            {
                verdicts[message.Id] = new GateVerdict(held.Count == 0 ? "There is no such engagement any more." : $"The engagement is {held[0]} now.");
            }
        }

        return verdicts;
    }
}

/// <summary>F051: a Confirmation of Acceptance for Studies is asked for, or amended, only while the student is expected, this year or later, on an engagement that is sponsored.</summary>
internal sealed class CasGate(string type) : IOutboundGate
{
    public (string Flow, string Type) Guards => ("F051", type);

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var people = messages.Select(m => m.PersonId).OfType<long>().Distinct().ToList();
        var expected = (await db.Set<Engagement>().AsNoTracking().Where(e => people.Contains(e.PersonId) && e.IsSponsored && (e.Status == EngagementStatus.Expected || e.Status == EngagementStatus.Deferred))
            .Select(e => new { e.PersonId, e.Numhus }).ToListAsync(ct)).Select(e => (e.PersonId, e.Numhus)).ToHashSet();
        return messages.Where(m => !expected.Contains((m.PersonId ?? 0, m.Content().Text("engagement") ?? ""))).ToDictionary(m => m.Id, _ => new GateVerdict("The student is no longer expected with our sponsorship."));
    }
}

/// <summary>What ends somebody's access goes only while nothing keeps them here.</summary>
internal sealed class GoneGate(string flow, string type) : IOutboundGate
{
    public (string Flow, string Type) Guards => (flow, type);

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var people = messages.Select(m => m.PersonId).OfType<long>().Distinct().ToList();
        var here = (await db.Set<Engagement>().Where(e => people.Contains(e.PersonId) && e.Status == EngagementStatus.Enrolled).Select(e => e.PersonId).ToListAsync(ct)).ToHashSet();
        return messages.Where(m => here.Contains(m.PersonId ?? 0)).ToDictionary(m => m.Id, _ => new GateVerdict("The student is enrolled again."));
    }
}

/// <summary>What others are to do for a student goes only while there is a student to do it for; that it ends (<c>to</c>) goes always.</summary>
internal sealed class HereGate(string flow, string type) : IOutboundGate
{
    public (string Flow, string Type) Guards => (flow, type);

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var people = messages.Select(m => m.PersonId).OfType<long>().Distinct().ToList();
        var here = (await db.Set<Engagement>().Where(e => people.Contains(e.PersonId) && Engagement.OpenStatuses.Contains(e.Status)).Select(e => e.PersonId).ToListAsync(ct)).ToHashSet();
        return messages.Where(m => !here.Contains(m.PersonId ?? 0) && m.Content().Text("to") is null).ToDictionary(m => m.Id, _ => new GateVerdict("The student is not here any more."));
    }
}

/// <summary>What is told of a module's member goes only while it is so.</summary>
/// <param name="flow">The flow.</param>
/// <param name="type">The message.</param>
/// <param name="isOn">Whether the student must be registered; null: as the field says.</param>
/// <param name="field">Name of the field that says whether the student is on it.</param>
internal sealed class RegistrationGate(string flow, string type, bool? isOn, string field = "isOn") : IOutboundGate
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromHours(1);

    /// <summary>The receiver hears of statuses by another message and keeps the registration through them.</summary>
    public bool OfEveryStatus { get; init; }

    /// <summary>It waits for the return of who is interrupted, and is not given up.</summary>
    public bool OutlastsInterruption { get; init; }

    public (string Flow, string Type) Guards => (flow, type);

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var people = messages.Select(m => m.PersonId).OfType<long>().Distinct().ToList();
        var held = (await db.Set<ModuleRegistration>().AsNoTracking().Where(r => people.Contains(r.PersonId) && r.Status == RegistrationStatus.Registered).Select(r => new { r.PersonId, r.Occurrence.Key, r.Engagement.Status }).ToListAsync(ct)).ToLookup(r => (r.PersonId, r.Key), r => r.Status);
        Dictionary<long, GateVerdict> verdicts = [];
        foreach (var message in messages)
        {
            var body = message.Content();
            var told = isOn ?? body.GetProperty(field).GetBoolean();
            // a board's resit entry names its running as the grades do
            var statuses = held[(message.PersonId ?? 0, body.Text("moduleRun") ?? body.Text("occurrence") ?? "")].ToList();
            if ((OfEveryStatus ? statuses.Count > 0 : statuses.Contains(EngagementStatus.Enrolled)) == told)
            {
                continue;
            }

            verdicts[message.Id] = told && OutlastsInterruption && statuses.Contains(EngagementStatus.Interrupted) ? new GateVerdict("The study is interrupted.", now + AskAgain)
                : new GateVerdict(told ? "The student is no longer on the module." : "The student is on the module again.");
        }

        return verdicts;
    }
}

/// <summary>F003: who is in a group is told while it is so.</summary>
internal sealed class GroupGate : IOutboundGate
{
    public const string Field = "group";

    public (string Flow, string Type) Guards => ("F003", "StudentRosterChanged");

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var asked = messages.Select(m => (Message: m, Body: m.Content())).Where(m => m.Body.Text(Field) is not null).ToList();
        if (asked.Count == 0)
        {
            return new Dictionary<long, GateVerdict>();
        }

        var (people, codes) = (asked.Select(m => m.Message.PersonId).OfType<long>().Distinct().ToList(), asked.Select(m => m.Body.Text(Field)!).Distinct().ToList());
        var members = await GroupMembers.ReadAsync(db, codes, people, ct);
        return asked.Where(m => members.Contains((m.Body.Text(Field)!, m.Message.PersonId ?? 0)) != m.Body.GetProperty("isIn").GetBoolean())
            .ToDictionary(m => m.Message.Id, m => new GateVerdict(m.Body.GetProperty("isIn").GetBoolean() ? "The student is no longer in the group." : "The student is in the group again."));
    }
}

/// <summary>Of what is told whole each time only the newest word goes; an older one that has not gone yet never does.</summary>
internal sealed class LatestGate(string flow, string type) : IOutboundGate
{
    public const string Overtaken = "A newer word of the same was written; it goes instead.";

    public (string Flow, string Type) Guards => (flow, type);

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var lanes = messages.Select(m => m.Aggregate).Distinct().ToList();
        var newest = await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Flow == flow && m.Type == type && lanes.Contains(m.Aggregate)).GroupBy(m => m.Aggregate).Select(g => new { g.Key, Last = g.Max(m => m.Sequence) }).ToDictionaryAsync(g => g.Key, g => g.Last, ct);
        return messages.Where(m => newest[m.Aggregate] > m.Sequence).ToDictionary(m => m.Id, _ => new GateVerdict(Overtaken));
    }
}

/// <summary>Reads what a message holds.</summary>
internal static class MessageContent
{
    public static JsonElement Content(this OutboxMessage message)
    {
        using var body = JsonDocument.Parse(message.Body);
        return body.RootElement.Clone();
    }

    public static string? Text(this JsonElement body, string field) => body.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
