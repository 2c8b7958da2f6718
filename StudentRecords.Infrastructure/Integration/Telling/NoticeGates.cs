using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Sponsorship;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Support;

namespace StudentRecords.Infrastructure.Integration.Telling;

/// <summary>F012: a notice goes while what it says is so: the hold stands or is released as told, the account is locked or open as told, the policy still waits for this student's word. Nothing goes to the portal of somebody who has died.</summary>
internal sealed class NoticeGate : IOutboundGate
{
    public const string Died = "The student has died.";

    public (string Flow, string Type) Guards => ("F012", "NotificationIssued");

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var asked = messages.Select(m => (Message: m, Body: m.Content())).Where(m => m.Body.Text("notice") is "HoldPlaced" or "HoldReleased" or "CareChanged" or AccountWords.Notice or PolicyNoticesJob.Notice).ToList();
        if (asked.Count == 0)
        {
            return new Dictionary<long, GateVerdict>();
        }

        var people = asked.Select(m => m.Message.PersonId).OfType<long>().Distinct().ToList();
        var died = (await db.Set<Engagement>().Where(e => people.Contains(e.PersonId) && e.Status == EngagementStatus.Deceased).Select(e => e.PersonId).ToListAsync(ct)).ToHashSet();
        var ids = asked.Select(m => Id(m.Body)).OfType<long>().Distinct().ToList();
        var holds = await db.Set<Hold>().AsNoTracking().Where(h => ids.Contains(h.Id)).Select(h => new { h.Id, h.ReleasedOn }).ToDictionaryAsync(h => h.Id, h => h.ReleasedOn is null, ct);
        var accounts = !asked.Exists(m => m.Body.Text("notice") == AccountWords.Notice) ? []
            : (await db.Set<AccountState>().AsNoTracking().Where(a => people.Contains(a.PersonId)).ToListAsync(ct)).GroupBy(a => a.PersonId).ToDictionary(g => g.Key, g => g.MaxBy(a => a.On)!.IsLocked);
        var tellsPolicies = asked.Exists(m => m.Body.Text("notice") == PolicyNoticesJob.Notice);
        var waiting = !tellsPolicies ? [] : (await SupportQueries.Asked(db).Where(a => people.Contains(a.PersonId)).Select(a => new { a.PersonId, a.Policy, a.PolicyVersion }).ToListAsync(ct)).Select(a => (a.PersonId, a.Policy, a.PolicyVersion)).ToHashSet();
        Dictionary<long, GateVerdict> verdicts = [];
        foreach (var (message, body) in asked)
        {
            var notice = body.Text("notice");
            var why = died.Contains(message.PersonId ?? 0) ? Died
                : Id(body) is { } hold && !(holds.TryGetValue(hold, out var isOpen) && isOpen == (notice == "HoldPlaced")) ? "The hold stands otherwise by now."
                : notice == AccountWords.Notice && accounts.GetValueOrDefault(message.PersonId ?? 0) != body.GetProperty("isLocked").GetBoolean() ? "The account stands otherwise by now."
                : notice == PolicyNoticesJob.Notice && !waiting.Contains((message.PersonId ?? 0, body.Text("policy") ?? "", body.GetProperty("version").GetInt64())) ? "The policy does not wait for this student's word any more."
                : null;
            if (why is not null)
            {
                verdicts[message.Id] = new GateVerdict(why);
            }
        }

        return verdicts;
    }

    private static long? Id(JsonElement body) => long.TryParse(body.Text("hold"), CultureInfo.InvariantCulture, out var id) ? id : null;
}

/// <summary>F008: a borrower goes with the mark that holds make now; another word has told of it since.</summary>
internal sealed class BorrowerGate : IOutboundGate
{
    public const string Otherwise = "Holds stand otherwise by now; that is told instead.";

    public (string Flow, string Type) Guards => ("F008", "LibraryPatronUpserted");

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var people = messages.Select(m => m.PersonId).OfType<long>().Distinct().ToList();
        var holds = (await db.Set<Hold>().AsNoTracking().Where(h => people.Contains(h.PersonId) && h.ReleasedOn == null).ToListAsync(ct)).ToLookup(h => h.PersonId);
        return messages.Where(m => m.Content().TryGetProperty("isBlocked", out var told) && told.GetBoolean() != LibraryBlock.Of(holds[m.PersonId ?? 0])).ToDictionary(m => m.Id, _ => new GateVerdict(Otherwise));
    }
}

/// <summary>F021: what holds and permissions do to a person's access is told whole; a message that does not say what is so by now does not go.</summary>
internal sealed class AccessGate : IOutboundGate
{
    public (string Flow, string Type) Guards => ("F021", "AccessEligibilityChanged");

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var bodies = messages.ToDictionary(m => m.Id, m => m.Content());
        var held = messages.Where(m => bodies[m.Id].TryGetProperty("stops", out _)).ToList();
        var permitted = messages.Where(m => bodies[m.Id].TryGetProperty("mayStudyUntil", out _)).ToList();
        var people = held.Concat(permitted).Select(m => m.PersonId).OfType<long>().Distinct().ToList();
        if (people.Count == 0)
        {
            return new Dictionary<long, GateVerdict>();
        }

        var holds = (await db.Set<Hold>().AsNoTracking().Where(h => people.Contains(h.PersonId) && h.ReleasedOn == null).ToListAsync(ct)).ToLookup(h => h.PersonId);
        var newest = (await db.Set<PermissionToStudy>().AsNoTracking().Where(p => people.Contains(p.PersonId) && p.State != PermissionState.CasAssigned).ToListAsync(ct)).GroupBy(p => p.PersonId).ToDictionary(g => g.Key, g => g.OrderBy(p => p.DecidedOn).ThenBy(p => p.Id).Last());
        var past = held.Where(m => !bodies[m.Id].GetProperty("stops").EnumerateArray().Select(s => s.GetString()!).SequenceEqual(AccessTold.Stops(holds[m.PersonId ?? 0])))
            .Concat(permitted.Where(m => !(newest.GetValueOrDefault(m.PersonId ?? 0) is { } p && (bodies[m.Id].Text("mayStudyFrom"), bodies[m.Id].Text("mayStudyUntil")) == (Day(p, p.ValidFrom), Day(p, p.ValidUntil)))));
        return past.ToDictionary(m => m.Id, _ => new GateVerdict("It stands otherwise by now; that is told instead."));
    }

    private static string? Day(PermissionToStudy permission, DateOnly? day) => permission.State == PermissionState.Refused ? null : day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
