using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>What is said and done while a demo board sits, and what became of its messages afterwards.</summary>
internal sealed class BoardRoom(IDbContextFactory<RegistryDbContext> store, DecisionService decisions)
{
    private const decimal CondonedFrom = 5m;

    public async Task<HashSet<long>> MembersAsync(long board, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return (await db.Set<BoardMember>().Where(m => m.BoardId == board).Select(m => m.UserId).ToListAsync(ct)).ToHashSet();
    }

    /// <summary>Narrow failures are condoned, others referred, on screen and with a reason; the rest follows the suggestion.</summary>
    public async Task DecideAsync(long board, bool half, ChangeContext act, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var open = await (from c in db.Set<BoardCandidate>()
                          join r in db.Set<ModuleResult>() on c.RegistrationId equals r.RegistrationId
                          where c.BoardId == board && c.ProposedOutcome == null
                          orderby c.CandidateNumber
                          select new { c.CandidateNumber, c.SuggestedOutcome, r.OverallMark, r.RuleCode }).ToListAsync(ct);
        var all = await db.Set<BoardCandidate>().CountAsync(c => c.BoardId == board, ct);
        var seen = half ? open.Take(Math.Max(0, open.Count - (all / 2))).ToList() : open;
        var special = seen.Where(c => c.SuggestedOutcome is BoardOutcome.Failed or null)
            .Select(c => c.OverallMark >= (c.RuleCode == "WEX-PG" ? 50m : 40m) - CondonedFrom
                ? new ProposedDecision(c.CandidateNumber, BoardOutcome.Condoned, null, "Within five marks of the pass mark; credit is given (regulation 14.2).")
                : new ProposedDecision(c.CandidateNumber, BoardOutcome.Referred, null, "To be assessed again in August as a further attempt (regulation 12.1)."))
            .ToList();
        if (special.Count > 0)
        {
            Refuse((await decisions.ProposeAsync(new ProposeDecisions { BoardId = board, Decisions = special }, act, ct)).Refusals);
        }

        var usual = seen.Where(c => c.SuggestedOutcome is not (BoardOutcome.Failed or null)).Select(c => c.CandidateNumber).ToList();
        Refuse((await decisions.AcceptSuggestionsAsync(board, usual, act, ct)).Refusals);
    }

    /// <summary>Results that were released long ago have long been taken by the portal.</summary>
    public async Task DeliverAsync(long board, DateTimeOffset at, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var correlation = $"board-{board}";
        await db.Set<OutboxMessage>().Where(m => m.CorrelationId == correlation && m.State == OutboxState.Unsent)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.State, OutboxState.Delivered).SetProperty(m => m.Attempts, 1).SetProperty(m => m.MayHaveLeft, true).SetProperty(m => m.DeliveredAt, at).SetProperty(m => m.Receipt, "202 Accepted"), ct);
    }

    private static void Refuse(IReadOnlyList<Domain.Refusal> refusals)
    {
        if (refusals.Count > 0)
        {
            throw new InvalidOperationException(string.Join(" ", refusals.Select(r => r.Sentence)));
        }
    }
}
