using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Telling;

/// <summary>
/// F049, F051: a status is reported only while the step that it reports stands. What corrects a report goes where that report went, and nowhere else: of what was taken
/// back before it was sent nobody outside hears.
/// </summary>
internal sealed class StatusReportGate(string flow, string type) : IOutboundGate
{
    /// <summary>Field that names the status; words of boards, fees and research have gates of their own.</summary>
    public const string Field = "circumstance";

    public const string Corrected = "The step that it reports was taken back, or has another day by now.";
    public const string NeverSent = "What it sets right was never sent.";

    public (string Flow, string Type) Guards => (flow, type);

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var asked = messages.Select(m => (Message: m, Body: m.Content())).Where(m => Enum.TryParse<EngagementStatus>(m.Body.Text(Field), out _)).ToList();
        if (asked.Count == 0)
        {
            return new Dictionary<long, GateVerdict>();
        }

        var people = asked.Select(m => m.Message.PersonId).OfType<long>().Distinct().ToList();
        var histories = (await db.Set<StatusEntry>().AsNoTracking().Where(s => people.Contains(s.PersonId)).Select(s => new { Entry = s, s.Engagement.Numhus }).ToListAsync(ct)).ToLookup(s => (s.Entry.PersonId, s.Numhus), s => s.Entry);
        var sent = (await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Flow == flow && m.PersonId != null && people.Contains(m.PersonId.Value)).ToListAsync(ct)).ToDictionary(m => m.Key, m => m.NeverLeft, StringComparer.Ordinal);
        Dictionary<long, GateVerdict> verdicts = [];
        foreach (var (message, body) in asked)
        {
            var history = histories[(message.PersonId ?? 0, body.Text("engagement") ?? "")].ToList();
            var entry = history.Find(s => s.Ordinal == ReportedStep.OrdinalOf(message.Key));
            var why = !Stands(body, entry, history) ? Corrected
                : entry is { IsUndone: true } && ReportedStep.Before(message.Key, entry, history).Where(sent.ContainsKey).Select(k => sent[k]).ToList() is { Count: > 0 } earlier && earlier.TrueForAll(never => never) ? NeverSent
                : null;
            if (why is not null)
            {
                verdicts[message.Id] = new GateVerdict(why);
            }
        }

        return verdicts;
    }

    /// <summary>Of a step: it was not corrected since. Of a correction, which says what stands instead: that still stands.</summary>
    private static bool Stands(System.Text.Json.JsonElement body, StatusEntry? entry, List<StatusEntry> history)
    {
        var standing = StatusHistory.Standing(history);
        if (entry is { Corrects: null })
        {
            return standing.Contains(entry);
        }

        var day = body.Text("eventDate") ?? body.Text("effectiveOn");
        return standing.Any(s => s.Status.ToString() == body.Text(Field) && s.EffectiveOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) == day);
    }
}
