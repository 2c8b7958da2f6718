using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Adjustments;

/// <summary>The boards that work from a frozen pack: module boards by the registrations they look at, award boards by the people. What is decided elsewhere after that is late.</summary>
internal sealed class FrozenPapers
{
    public static readonly FrozenPapers None = new([], []);

    private readonly Dictionary<long, (long Board, int Pack)> modules;
    private readonly Dictionary<long, (long Board, int Pack)> awards;

    private FrozenPapers(Dictionary<long, (long Board, int Pack)> modules, Dictionary<long, (long Board, int Pack)> awards) => (this.modules, this.awards) = (modules, awards);

    /// <summary>Null where no pack is frozen for what the penalty falls on.</summary>
    public (long Board, int Pack)? Of(PenaltyEntry entry) => entry.RegistrationId is { } registration ? OfModule(registration)
        : MisconductPenalties.IsOfAward(entry.Penalty) ? OfAward(entry.PersonId) : null;

    /// <summary>Discretion is the award board's to use, and its papers come first; everything else is about a module.</summary>
    public (long Board, int Pack)? Of(CircumstanceItem item) => (item.Outcome == CircumstanceOutcome.DiscretionAtAward ? OfAward(item.PersonId) : null)
        ?? (item.RegistrationId is { } registration ? OfModule(registration) : OfAward(item.PersonId));

    /// <summary>Two questions, however many registrations and people are asked about.</summary>
    public static async Task<FrozenPapers> ReadAsync(RegistryDbContext db, IReadOnlyCollection<long> registrationIds, IReadOnlyCollection<long> personIds, CancellationToken ct)
    {
        var (registrations, people) = (registrationIds.ToArray(), personIds.ToArray());
        var modules = await (
            from r in db.Set<ModuleRegistration>().AsNoTracking()
            join b in db.Set<ExamBoard>() on (long?)r.OccurrenceId equals b.OccurrenceId
            where registrations.Contains(r.Id) && (b.Stage == BoardStage.Frozen || b.Stage == BoardStage.InSession)
            select new Frozen(r.Id, b.Id, b.PackVersion)).ToListAsync(ct);
        var awards = await (
            from c in db.Set<AwardCandidate>().AsNoTracking()
            join b in db.Set<ExamBoard>() on c.BoardId equals b.Id
            where people.Contains(c.PersonId) && (b.Stage == BoardStage.Frozen || b.Stage == BoardStage.InSession)
            select new Frozen(c.PersonId, b.Id, b.PackVersion)).ToListAsync(ct);
        return new FrozenPapers(Newest(modules), Newest(awards));
    }

    private (long Board, int Pack)? OfModule(long registrationId) => modules.TryGetValue(registrationId, out var board) ? board : null;

    private (long Board, int Pack)? OfAward(long personId) => awards.TryGetValue(personId, out var board) ? board : null;

    private static Dictionary<long, (long Board, int Pack)> Newest(IEnumerable<Frozen> frozen) =>
        frozen.GroupBy(f => f.Of).ToDictionary(g => g.Key, g => g.MaxBy(f => f.Board) is { } newest ? (newest.Board, newest.Pack) : default);

    private sealed record Frozen(long Of, long Board, int Pack);
}
