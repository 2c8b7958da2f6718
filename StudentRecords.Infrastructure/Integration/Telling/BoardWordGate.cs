using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Telling;

/// <summary>
/// F006, F012, F021, F049, F051: what a board decided is told only while no other decision stands in its place, and not before its release, wherever that was moved to.
/// That the studies go on after all goes where the first decision went.
/// </summary>
internal sealed class BoardWordGate(string flow, string type) : IOutboundGate
{
    public const string Superseded = "Another decision stands in its place; what that one means is told instead.";
    public const string Undecided = "No ratified decision stands behind it.";

    public (string Flow, string Type) Guards => (flow, type);

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var asked = messages.Select(m => (Message: m, Body: m.Content())).Where(m => IsOfBoard(m.Body)).ToList();
        if (asked.Count == 0)
        {
            return new Dictionary<long, GateVerdict>();
        }

        var people = asked.Select(m => m.Message.PersonId).OfType<long>().Distinct().ToList();
        var modules = !asked.Exists(m => IsOfModule(m.Body)) ? []
            : await (from d in db.Set<BoardDecision>().AsNoTracking().Where(d => people.Contains(d.PersonId))
                     join r in db.Set<ModuleRegistration>() on d.RegistrationId equals r.Id
                     join o in db.Set<ModuleOccurrence>() on r.OccurrenceId equals o.Id
                     join m in db.Set<Module>() on o.ModuleId equals m.Id
                     join b in db.Set<BoardDecision>() on d.SupersedesId equals b.Id into befores
                     from before in befores.DefaultIfEmpty()
                     select new Decided(d.PersonId, d.RatifiedAt, before == null ? null : before.RatifiedAt, db.Set<BoardDecision>().Any(l => l.SupersedesId == d.Id), null) { Module = m.Code }).ToListAsync(ct);
        var awards = await (from d in db.Set<AwardDecision>().AsNoTracking().Where(d => people.Contains(d.PersonId))
                            join b in db.Set<AwardDecision>() on d.SupersedesId equals b.Id into befores
                            from before in befores.DefaultIfEmpty()
                            select new Decided(d.PersonId, d.RatifiedAt, before == null ? null : before.RatifiedAt, db.Set<AwardDecision>().Any(l => l.SupersedesId == d.Id), db.Set<ResultRelease>().Where(r => r.BoardId == d.BoardId).Select(r => (DateTimeOffset?)r.ReleaseAt).FirstOrDefault())).ToListAsync(ct);
        var first = asked.Exists(m => SetsRight(m.Body)) ? await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Flow == flow && m.Type == type && m.PersonId != null && people.Contains(m.PersonId.Value)).ToListAsync(ct) : [];
        Dictionary<long, GateVerdict> verdicts = [];
        foreach (var (message, body) in asked)
        {
            var at = Moment(body, "decidedAt") ?? Moment(body, "ratifiedAt") ?? message.CreatedAt;
            var decided = (IsOfModule(body) ? modules : awards).Find(d => d.PersonId == message.PersonId && d.At == at && d.Module == body.Text("module"));
            if (decided is null || decided.IsSuperseded)
            {
                verdicts[message.Id] = new GateVerdict(decided is null ? Undecided : Superseded);
            }
            else if (SetsRight(body) && first.Where(m => m.PersonId == message.PersonId && m.CreatedAt == decided.BeforeAt).ToList() is { Count: > 0 } earlier && earlier.TrueForAll(m => m.NeverLeft))
            {
                verdicts[message.Id] = new GateVerdict(StatusReportGate.NeverSent);
            }
            else if (decided.ReleaseAt > now)
            {
                verdicts[message.Id] = new GateVerdict("The results are not released yet.", decided.ReleaseAt);
            }
        }

        return verdicts;
    }

    private static bool IsOfBoard(JsonElement body) => body.TryGetProperty("yearOfProgramme", out _) || body.Text("standing") is AwardNotices.Leaving or AwardNotices.Staying || AwardNotices.Circumstances.Contains(body.Text(StatusReportGate.Field));

    /// <summary>A module board's word names its module.</summary>
    private static bool IsOfModule(JsonElement body) => body.Text("module") is not null;

    private static bool SetsRight(JsonElement body) => body.Text(StatusReportGate.Field) == BoardNotices.StudiesGoOn || body.Text("standing") == AwardNotices.Staying;

    private static DateTimeOffset? Moment(JsonElement body, string field) => body.TryGetProperty(field, out var at) && at.TryGetDateTimeOffset(out var moment) ? moment : null;

    private sealed record Decided(long PersonId, DateTimeOffset At, DateTimeOffset? BeforeAt, bool IsSuperseded, DateTimeOffset? ReleaseAt)
    {
        /// <summary>Code of the module, of a module board's decision.</summary>
        public string? Module { get; init; }
    }
}
