using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Assessment.Moderation;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Assessment.Moderation;

/// <summary>Reads marks on their way to a board; who may see them is asked before.</summary>
internal static class ModerationReading
{
    public static Task<List<ModerationPolicy>> PoliciesAsync(RegistryDbContext db, CancellationToken ct) => db.Set<ModerationPolicy>().AsNoTracking().ToListAsync(ct);

    public static ModerationClauses Clauses(ModerationPolicy? policy) =>
        policy is null ? new ModerationClauses { Asked = false } : ModerationClauses.Read(policy.Clauses).Value ?? throw new InvalidOperationException($"Policy {policy.Title} version {policy.PolicyVersion} cannot be read.");

    /// <summary>Marks that can be moderated: current, with a score, not carried over, of students who did not withdraw.</summary>
    public static IQueryable<Mark> Moderable(RegistryDbContext db) =>
        db.Set<Mark>().AsNoTracking().Where(m => m.IsCurrent && !m.IsBanked && m.Score != null && db.Set<ModuleRegistration>().Any(r => r.Id == m.RegistrationId && r.Status == RegistrationStatus.Registered));

    /// <summary>The sheet of one component; null where there is no such component.</summary>
    public static async Task<ModerationSheet?> SheetAsync(RegistryDbContext db, long componentId, CancellationToken ct)
    {
        if (await db.Set<AssessmentComponent>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == componentId, ct) is not { } component)
        {
            return null;
        }

        var about = await db.Set<ModuleOccurrence>().AsNoTracking().Where(o => o.Id == component.OccurrenceId).Select(o => new { o.Module.Faculty, o.Module.Code, o.Start }).SingleAsync(ct);
        var policy = ModerationPolicy.For(await PoliciesAsync(db, ct), about.Faculty, about.Code, about.Start);
        return new ModerationSheet(component, policy, Clauses(policy), await MarksAsync(db, Moderable(db).Where(m => m.ComponentId == componentId), component.OccurrenceId, ct));
    }

    /// <summary>What a board waits for; null where no policy holds for its occurrence, or it hears an appeal, whose marks are locked.</summary>
    public static async Task<IReadOnlyList<MarksWaiting>?> WaitingAsync(RegistryDbContext db, ExamBoard board, CancellationToken ct)
    {
        if (board.Sequel == BoardSequel.Appeal || board.OccurrenceId is not { } occurrenceId || await AskedAsync(db, occurrenceId, ct) is not { } asked)
        {
            return null;
        }

        var postponed = db.Set<BoardCandidate>().Where(c => c.BoardId == board.Id && c.PostponedAt != null);
        var marks = Moderable(db).Where(m => asked.Ids.Contains(m.ComponentId) && !postponed.Any(c => c.RegistrationId == m.RegistrationId) && !db.Set<BoardDecision>().Any(d => d.RegistrationId == m.RegistrationId));
        var all = await marks.GroupBy(m => m.ComponentId).Select(g => new { g.Key, Number = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Number, ct);
        var standing = (await Newest(db).Where(e => marks.Any(m => m.Id == e.MarkId)).GroupBy(e => new { e.ComponentId, e.State }).Select(g => new { g.Key.ComponentId, g.Key.State, Number = g.Count() }).ToListAsync(ct)).ToLookup(s => s.ComponentId);
        return
        [
            .. from c in asked.Components
               let moderated = standing[c.Id].Where(s => s.State == MarkState.Moderated).Sum(s => s.Number)
               let confirmed = standing[c.Id].Where(s => s.State >= MarkState.Confirmed).Sum(s => s.Number)
               let waiting = new MarksWaiting(c.Key, all.GetValueOrDefault(c.Id) - moderated - confirmed, moderated)
               where waiting.NotModerated > 0 || waiting.NotConfirmed > 0
               select waiting,
        ];
    }

    /// <summary>Confirmed marks of these registrations, for a board that agrees them; none where no policy holds.</summary>
    public static async Task<IReadOnlyList<MarkInModeration>> ConfirmedAsync(RegistryDbContext db, long occurrenceId, long[] registrations, CancellationToken ct) =>
        await AskedAsync(db, occurrenceId, ct) is not { } asked ? []
            : [.. (await MarksAsync(db, Moderable(db).Where(m => asked.Ids.Contains(m.ComponentId) && registrations.Contains(m.RegistrationId)), occurrenceId, ct)).Where(m => m.State == MarkState.Confirmed)];

    /// <summary>How many marks of each component of these occurrences stand where.</summary>
    public static async Task<ILookup<long, ComponentStanding>> StandingsAsync(RegistryDbContext db, IReadOnlyDictionary<long, ModerationPolicy?> policies, CancellationToken ct)
    {
        long[] ids = [.. policies.Keys];
        var components = await db.Set<AssessmentComponent>().AsNoTracking().Where(c => ids.Contains(c.OccurrenceId)).OrderBy(c => c.Key).ToListAsync(ct);
        long[] componentIds = [.. components.Select(c => c.Id)];
        var marks = Moderable(db).Where(m => componentIds.Contains(m.ComponentId));
        var all = await marks.GroupBy(m => m.ComponentId).Select(g => new { g.Key, Number = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Number, ct);
        var decided = await marks.Where(m => db.Set<BoardDecision>().Any(d => d.RegistrationId == m.RegistrationId)).GroupBy(m => m.ComponentId).Select(g => new { g.Key, Number = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Number, ct);
        var open = marks.Where(m => !db.Set<BoardDecision>().Any(d => d.RegistrationId == m.RegistrationId));
        var standing = (await Newest(db).Where(e => componentIds.Contains(e.ComponentId) && open.Any(m => m.Id == e.MarkId)).GroupBy(e => new { e.ComponentId, e.State }).Select(g => new { g.Key.ComponentId, g.Key.State, Number = g.Count() }).ToListAsync(ct))
            .ToDictionary(s => (s.ComponentId, s.State), s => s.Number);
        var clauses = policies.ToDictionary(p => p.Key, p => Clauses(p.Value));
        return components.ToLookup(c => c.OccurrenceId, c =>
        {
            var (moderated, confirmed, agreed) = (standing.GetValueOrDefault((c.Id, MarkState.Moderated)), standing.GetValueOrDefault((c.Id, MarkState.Confirmed)), decided.GetValueOrDefault(c.Id));
            return new ComponentStanding(c.Id, c.Key, c.Title, c.Kind, clauses[c.OccurrenceId].Asks(c.Kind), all.GetValueOrDefault(c.Id) - moderated - confirmed - agreed, moderated, confirmed, agreed);
        });
    }

    /// <summary>Candidate numbers by registration: of the board that gathered them last.</summary>
    public static async Task<Dictionary<long, string>> NumbersAsync(RegistryDbContext db, long occurrenceId, CancellationToken ct) => (await (
        from c in db.Set<BoardCandidate>().AsNoTracking()
        join b in db.Set<ExamBoard>() on c.BoardId equals b.Id
        where b.OccurrenceId == occurrenceId
        select new { c.RegistrationId, c.CandidateNumber, c.BoardId }).ToListAsync(ct)).GroupBy(c => c.RegistrationId).ToDictionary(g => g.Key, g => g.MaxBy(c => c.BoardId)!.CandidateNumber);

    private static async Task<IReadOnlyList<MarkInModeration>> MarksAsync(RegistryDbContext db, IQueryable<Mark> moderable, long occurrenceId, CancellationToken ct)
    {
        var numbers = await NumbersAsync(db, occurrenceId, ct);
        var marks = await moderable.Select(m => new { m.Id, m.PersonId, m.RegistrationId, m.ComponentId, m.Attempt, m.Score, m.Source, IsLocked = db.Set<BoardDecision>().Any(d => d.RegistrationId == m.RegistrationId) }).ToListAsync(ct);
        var entries = (await db.Set<ModerationEntry>().AsNoTracking().Where(e => moderable.Any(m => m.Id == e.MarkId)).ToListAsync(ct)).ToLookup(e => e.MarkId);
        return
        [
            .. marks.Select(m => new MarkInModeration
            {
                MarkId = m.Id, PersonId = m.PersonId, RegistrationId = m.RegistrationId, ComponentId = m.ComponentId, CandidateNumber = numbers.GetValueOrDefault(m.RegistrationId, ""),
                Attempt = m.Attempt, Score = m.Score!.Value, Source = m.Source, IsLocked = m.IsLocked, Entries = [.. entries[m.Id].OrderBy(e => e.Number)],
            }).OrderBy(m => m.CandidateNumber, StringComparer.Ordinal).ThenBy(m => m.Attempt),
        ];
    }

    /// <summary>Of each mark the row that says where it stands.</summary>
    private static IQueryable<ModerationEntry> Newest(RegistryDbContext db) =>
        db.Set<ModerationEntry>().AsNoTracking().Where(e => !db.Set<ModerationEntry>().Any(l => l.MarkId == e.MarkId && l.Number > e.Number));

    private static async Task<Asked?> AskedAsync(RegistryDbContext db, long occurrenceId, CancellationToken ct)
    {
        // where the institution has no policy, that is all that is asked
        if (await PoliciesAsync(db, ct) is not { Count: > 0 } policies)
        {
            return null;
        }

        var about = await db.Set<ModuleOccurrence>().AsNoTracking().Where(o => o.Id == occurrenceId).Select(o => new { o.Module.Faculty, o.Module.Code, o.Start }).SingleAsync(ct);
        if (ModerationPolicy.For(policies, about.Faculty, about.Code, about.Start) is not { } policy || Clauses(policy) is not { Asked: true } clauses)
        {
            return null;
        }

        var components = await db.Set<AssessmentComponent>().AsNoTracking().Where(c => c.OccurrenceId == occurrenceId).OrderBy(c => c.Key).ToListAsync(ct);
        components.RemoveAll(c => !clauses.Asks(c.Kind));
        return new Asked(components, [.. components.Select(c => c.Id)]);
    }

    private sealed record Asked(List<AssessmentComponent> Components, long[] Ids);
}
