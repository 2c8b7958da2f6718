using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.ExamBoards.Conduct;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards.Flows;

/// <summary>
/// F065: decisions that a board minuted in a system of its own, entered for the candidates of the board that sits in the record. They are
/// decisions like those on the screen: on the frozen pack, with a reason where they leave the suggestion. The lock is the chair's to put; no message ratifies.
/// </summary>
internal sealed class F065Decisions : InboundFlow<DecisionTold>
{
    private Dictionary<long, ExamBoard> boards = [];
    private Dictionary<(long Board, string Number), BoardCandidate> candidates = [];
    private Dictionary<(long Board, string Number), BoardDecision> decided = [];
    private readonly Dictionary<long, BoardAtHand> atHand = [];

    public override string Flow => "F065";

    public override IReadOnlyList<string> Types => ["BoardDecisionRatified"];

    protected override void Check(DecisionTold data, Checks checks) => data.Check(checks);

    protected override string Subject(DecisionTold data) => $"{data.Board}/{data.Candidate}";

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<DecisionTold>> deliveries, CancellationToken ct)
    {
        var ids = deliveries.Select(d => Number(d.Data)).Distinct().ToList();
        boards = await slice.Db.Set<ExamBoard>().Include(b => b.Seats).Where(b => ids.Contains(b.Id)).ToDictionaryAsync(b => b.Id, ct);
        var numbers = deliveries.Select(d => d.Data.Candidate).Distinct().ToList();
        candidates = await slice.Db.Set<BoardCandidate>().Where(c => ids.Contains(c.BoardId) && numbers.Contains(c.CandidateNumber)).ToDictionaryAsync(c => (c.BoardId, c.CandidateNumber), ct);
        decided = await slice.Db.Set<BoardDecision>().AsNoTracking().Where(d => ids.Contains(d.BoardId) && numbers.Contains(d.CandidateNumber)).ToDictionaryAsync(d => (d.BoardId, d.CandidateNumber), ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = candidates.GetValueOrDefault((Number(delivery.Data), delivery.Data.Candidate))?.PersonId;
            delivery.IsByNumber = true;
        }

        foreach (var board in boards.Values.Where(b => b.OccurrenceId is not null && !b.IsRatified))
        {
            atHand[board.Id] = await AtHandAsync(slice.Db, board, ct);
        }
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<DecisionTold> delivery)
    {
        var data = delivery.Data;
        if (!boards.TryGetValue(Number(data), out var board))
        {
            return Disposition.Quarantine("UNKNOWN_BOARD", $"The record has no board {data.Board}; name it as its pack did (F064).");
        }

        if (board.OccurrenceId is null)
        {
            return Disposition.Quarantine("AWARD_BOARD", $"{board.Title} decides awards; those are decided on its own page, with their classification.");
        }

        if (!candidates.TryGetValue((board.Id, data.Candidate), out var candidate))
        {
            return Disposition.Quarantine("NOT_CANDIDATE", $"{data.Candidate} is not a candidate of {board.Title}.");
        }

        if (board.IsRatified && candidate.IsPostponed)
        {
            return Disposition.Quarantine("POSTPONED", $"{board.Title} left {data.Candidate} for a later sitting, where the candidate has another number.");
        }

        if (board.IsRatified)
        {
            return decided.GetValueOrDefault((board.Id, data.Candidate)) is { } held && (held.Outcome, held.Grade) == (data.Outcome, data.Grade)
                ? Disposition.Stale
                : Disposition.Quarantine("LOCKED", $"{board.Title} was ratified otherwise; only an appeal can change what it decided of {data.Candidate}.");
        }

        if (data.PackVersion != board.PackVersion)
        {
            return Disposition.Quarantine("STALE_PACK", $"The minute speaks of pack {data.PackVersion}, and {(board.PackVersion == 0 ? "none is frozen" : $"pack {board.PackVersion} is the frozen one")}.");
        }

        if (board.FrozenAt is { } frozen && data.DecidedOn < UkTime.Day(frozen))
        {
            return Disposition.Quarantine("DECIDED_BEFORE_PACK", $"The minute is of a day before pack {board.PackVersion} was frozen; it speaks of other papers.");
        }

        var known = atHand[board.Id];
        if (known.Changed.Contains(data.Candidate))
        {
            return Disposition.Quarantine("PACK_OUT_OF_DATE", $"Marks of {data.Candidate} have changed since pack {board.PackVersion} was frozen; it is frozen anew before anything is decided.");
        }

        if (data.Grade is { } grade && !known.Grades.Contains(grade))
        {
            return Disposition.Quarantine("UNKNOWN_GRADE", $"'{grade}' is not a grade of this module's rule.");
        }

        if (!candidate.IsUndecided)
        {
            return (candidate.ProposedOutcome, candidate.ProposedGrade) == (data.Outcome, data.Grade)
                ? Disposition.Stale
                : Disposition.Quarantine("DECIDED_OTHERWISE", $"The board has {(candidate.IsPostponed ? "postponed" : "decided on")} {data.Candidate} otherwise, on its own page; the secretary asks which is right.");
        }

        var decider = new Decider(null, $"{delivery.Message.Source}, minute {data.Minute} of {data.DecidedOn.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}", known.Recused.GetValueOrDefault(data.Candidate, Decider.Nobody));
        var outcome = board.Propose(candidate, data.Outcome, data.Grade, data.Reason, decider, slice.Now);
        return outcome.Succeeded ? Disposition.Applied : Disposition.Quarantine(outcome.Refusals[0].Code, string.Join(" ", outcome.Refusals.Select(r => r.Sentence)));
    }

    private async Task<BoardAtHand> AtHandAsync(RegistryDbContext db, ExamBoard board, CancellationToken ct)
    {
        var working = (await ResultWorking.ReadAsync(db, await BoardHeading.ReadAsync(db, board.OccurrenceId!.Value, ct), ct)).Value;
        // an appeal's marks are locked and cannot move
        var changed = working is null || board.Sequel == BoardSequel.Appeal ? [] : await working.ChangedAmongAsync(db, [.. candidates.Values.Where(c => c.BoardId == board.Id)], ct);
        return new BoardAtHand(working?.Engine.Rule.Grade?.Bands.Select(b => b.Name).ToHashSet() ?? [], changed.ToHashSet(), await InterestReading.StandingAsync(db, board.Id, ct));
    }

    private static long Number(DecisionTold data) => long.TryParse(data.Board, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    /// <param name="Grades">Of the module's rule.</param>
    /// <param name="Changed">Candidates whose marks have moved since the freeze.</param>
    /// <param name="Recused">Users who declared an interest, by candidate.</param>
    private sealed record BoardAtHand(IReadOnlySet<string> Grades, IReadOnlySet<string> Changed, IReadOnlyDictionary<string, IReadOnlySet<long>> Recused);
}
