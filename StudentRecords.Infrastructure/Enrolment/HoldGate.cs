using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment;

/// <summary>What tells of a result or an award waits while its student is held from it; it is asked again every quarter of an hour.</summary>
internal sealed class HoldGate(string flow, string type, Blocks stops, string what) : IOutboundGate
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(15);

    /// <summary>Grades of module boards, decisions of progression and award boards, and the award itself, which a hold on graduation stops as well.</summary>
    public static readonly IReadOnlyList<HoldGate> All =
    [
        new("F012", "RatifiedGradesPublished", Blocks.ResultsRelease, "the results"),
        new("F012", "NotificationIssued", Blocks.ResultsRelease, "the board's decision"),
        new("F006", "ProgressionOutcomePublished", Blocks.ResultsRelease, "the board's decision"),
        new("F006", "QualificationAwarded", Blocks.ResultsRelease | Blocks.Graduation, "the award"),
    ];

    public (string Flow, string Type) Guards => (flow, type);

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var told = messages.Where(m => m.PersonId is not null && (type != "NotificationIssued" || IsOfADecision(m))).ToList();
        var people = told.Select(m => m.PersonId!.Value).Distinct().ToList();
        var holds = (await db.Set<Hold>().AsNoTracking().Where(h => people.Contains(h.PersonId) && h.ReleasedOn == null).ToListAsync(ct)).Where(h => (h.Blocks & stops) != 0).ToLookup(h => h.PersonId);
        return told.Where(m => holds.Contains(m.PersonId!.Value))
            .ToDictionary(m => m.Id, m => new GateVerdict($"{holds[m.PersonId!.Value].First().Source} holds {what}.", now + AskAgain));
    }

    /// <summary>Other notices, such as a place that became free, are no results.</summary>
    private static bool IsOfADecision(OutboxMessage message)
    {
        using var body = JsonDocument.Parse(message.Body);
        return body.RootElement.TryGetProperty("decision", out _);
    }
}
