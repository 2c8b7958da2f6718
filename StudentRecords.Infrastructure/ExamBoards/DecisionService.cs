using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.ExamBoards.Conduct;
using StudentRecords.Infrastructure.Integration.Publishing;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>The use cases of deciding: the examiner's word, decisions on screen and in block, outcomes from outside.</summary>
public sealed class DecisionService(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>An external examiner's word on the newest pack of a board that they sit on (F068).</summary>
    public async Task<Outcome> ConfirmAsync(ConfirmPack request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.ExaminerDesk, Level.Decide);
        await using var db = store.CreateDbContext();
        var board = await db.Set<ExamBoard>().Include(b => b.Seats).FirstOrDefaultAsync(b => b.Id == request.BoardId, ct);
        // Whoever is not its examiner learns nothing of a board, not even that it exists.
        if (board is null || !board.Members.Any(m => m.UserId == change.Caller.UserId && m.Role == MemberRole.External))
        {
            return BoardDoor.NotFound;
        }

        var word = Confirm(board, change.Caller.UserId!.Value, request.Told(change.Caller.UserId.Value), null, change.At);
        if (word.Succeeded)
        {
            db.Add(word.Value);
            await db.SaveAsync(change, ct);
        }

        return Outcome.From([.. word.Refusals]);
    }

    /// <summary>Enters what an external examiner signed on paper (F068). It counts as if the examiner had said it here, and bears the name of who entered it.</summary>
    public async Task<Outcome> EnterSignedFormAsync(EnterSignedForm request, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        if (await BoardDoor.FindAsync(db, request.BoardId, change.Caller, Room.Boards, Level.Change, ct) is not { } board)
        {
            return BoardDoor.NotFound;
        }

        var word = Confirm(board, request.UserId, request.Told, change.Caller.Name, change.At);
        List<Refusal> refusals = [.. word.Refusals];
        // the examiner's own word, or a form signed later, is newer than this one whenever it is entered
        if (await db.Set<ExaminerConfirmation>().AnyAsync(c => c.BoardId == board.Id && c.UserId == request.UserId && c.PackVersion == request.PackVersion && (c.SignedOn == null || c.SignedOn > request.SignedOn), ct))
        {
            refusals.Add(new("WORD_GIVEN", $"A word on pack {request.PackVersion} stands already that this form does not undo; the examiner says otherwise at the desk.", "F068"));
        }

        if (refusals.Count == 0)
        {
            db.Add(word.Value!);
            await db.SaveAsync(change with { Evidence = request.Form.Trim() }, ct);
        }

        return Outcome.From(refusals);
    }

    /// <summary>Decides candidates one by one; all of them or none. Refused on papers that are not the frozen ones, or whose marks have changed since.</summary>
    public async Task<Outcome> ProposeAsync(ProposeDecisions request, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        if (await FindAsync(db, request.BoardId, change.Caller, ct) is not var (board, heading))
        {
            return BoardDoor.NotFound;
        }

        string[] numbers = [.. request.Decisions.Select(d => d.CandidateNumber)];
        var candidates = await db.Set<BoardCandidate>().Where(c => c.BoardId == board.Id && numbers.Contains(c.CandidateNumber)).ToDictionaryAsync(c => c.CandidateNumber, ct);
        var working = await ResultWorking.ReadAsync(db, heading, ct);
        var grades = working.Value?.Engine.Rule.Grade?.Bands.Select(b => b.Name).ToHashSet() ?? [];
        var recused = await InterestReading.StandingAsync(db, board.Id, ct);
        List<Refusal> refusals = [.. Stale(board, request.PackVersion), .. await ChangedAsync(db, board, working.Value, candidates.Values, ct)];
        refusals.AddRange(request.Decisions.SelectMany(d => Propose(board, candidates.GetValueOrDefault(d.CandidateNumber), d, grades, recused, change)));
        if (refusals.Count == 0)
        {
            await db.SaveAsync(change, ct);
        }

        return Outcome.From(refusals);
    }

    /// <summary>Leaves a candidate for a later sitting, with the reason of the change.</summary>
    public async Task<Outcome> PostponeAsync(long boardId, string candidateNumber, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        if (await FindAsync(db, boardId, change.Caller, ct) is not var (board, _))
        {
            return BoardDoor.NotFound;
        }

        if (await db.Set<BoardCandidate>().FirstOrDefaultAsync(c => c.BoardId == board.Id && c.CandidateNumber == candidateNumber, ct) is not { } candidate)
        {
            return Outcome.Refused("NOT_CANDIDATE", $"{candidateNumber} is not a candidate of this board.");
        }

        var recused = await InterestReading.StandingAsync(db, board.Id, ct);
        var postponed = board.Postpone(candidate, change.Reason, DeciderOf(candidateNumber, recused, change), change.At);
        if (postponed.Succeeded)
        {
            await db.SaveAsync(change, ct);
        }

        return postponed;
    }

    /// <summary>Accepts the suggestion for the candidates named, or for every undecided one that has a suggestion. Gives how many.</summary>
    public async Task<Outcome<int>> AcceptSuggestionsAsync(long boardId, IReadOnlyCollection<string>? candidateNumbers, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        if (await FindAsync(db, boardId, change.Caller, ct) is not var (board, heading))
        {
            return Outcome<int>.Refused(BoardDoor.NotFound.Refusals);
        }

        string[]? numbers = candidateNumbers is null ? null : [.. candidateNumbers];
        var open = db.Set<BoardCandidate>().Where(c => c.BoardId == boardId && c.ProposedOutcome == null && c.PostponedAt == null && c.SuggestedOutcome != null);
        var candidates = await (numbers is null ? open : open.Where(c => numbers.Contains(c.CandidateNumber))).ToListAsync(ct);
        var recused = await InterestReading.StandingAsync(db, board.Id, ct);
        var refusals = (await ChangedAsync(db, board, (await ResultWorking.ReadAsync(db, heading, ct)).Value, candidates, ct))
            .Concat(candidates.SelectMany(c => board.Propose(c, c.SuggestedOutcome!.Value, c.SuggestedGrade, null, DeciderOf(c.CandidateNumber, recused, change), change.At).Refusals)).Distinct().ToList();
        if (refusals.Count > 0)
        {
            return Outcome<int>.Refused(refusals);
        }

        if (candidates.Count > 0)
        {
            await db.SaveAsync(change, ct);
        }

        return candidates.Count;
    }

    /// <summary>
    /// Takes outcomes from outside as the board's decisions, marked as imported. All or none: refused when one is about somebody
    /// who is no candidate, or whom the board decided on screen. The same again changes nothing.
    /// </summary>
    public async Task<Outcome<ImportedOutcomes>> ImportAsync(ImportOutcomes request, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        if (await FindAsync(db, request.BoardId, change.Caller, ct) is not var (board, _))
        {
            return Outcome<ImportedOutcomes>.Refused(BoardDoor.NotFound.Refusals);
        }

        if (board.IsRatified)
        {
            return Outcome<ImportedOutcomes>.Refused("ALREADY_RATIFIED", "The board is ratified; nothing can be imported into it.", "F065");
        }

        var candidates = await db.Set<BoardCandidate>().Where(c => c.BoardId == board.Id).ToDictionaryAsync(c => c.RegistrationId, ct);
        var refusals = Unfit(request, candidates).ToList();
        if (refusals.Count > 0)
        {
            return Outcome<ImportedOutcomes>.Refused(refusals);
        }

        var (imported, unchanged, left, disagreeing) = (0, 0, 0, 0);
        foreach (var outcome in request.Outcomes)
        {
            var candidate = candidates[outcome.RegistrationId];
            disagreeing += candidate.SuggestedOutcome is { } suggested && suggested != outcome.Outcome ? 1 : 0;
            if (request.OnlyWithoutSuggestion && candidate.SuggestedOutcome is not null)
            {
                left++;
            }
            else if (board.Import(candidate, outcome.Outcome, outcome.Grade, $"Imported from {request.Source}: {outcome.Original}", change.Reason, change.Caller.Name, change.At))
            {
                imported++;
            }
            else
            {
                unchanged++;
            }
        }

        if (imported > 0)
        {
            await db.SaveAsync(change, ct);
        }

        return new ImportedOutcomes(imported, unchanged, left, disagreeing);
    }

    /// <summary>The word as its contract asks it, and then as the board does.</summary>
    private static Outcome<ExaminerConfirmation> Confirm(ExamBoard board, long examiner, AssuranceTold told, string? enteredBy, DateTimeOffset at)
    {
        var faults = KeyedContracts.Faults("StandardsAssuranceConfirmed", told, UkTime.Day(at));
        var confirmed = board.Confirm(examiner, told.Word, enteredBy, at);
        return faults.Count == 0 ? confirmed : Outcome<ExaminerConfirmation>.Refused([.. confirmed.Refusals.Union(faults)]);
    }

    private static IEnumerable<Refusal> Unfit(ImportOutcomes request, Dictionary<long, BoardCandidate> candidates)
    {
        var strangers = request.Outcomes.Count(o => !candidates.ContainsKey(o.RegistrationId));
        if (strangers > 0)
        {
            yield return new("NOT_CANDIDATE", $"{strangers} of the outcomes are about registrations that are not candidates of this board; prepare it first.");
        }

        var settled = request.Outcomes.Select(o => candidates.GetValueOrDefault(o.RegistrationId)).Where(c => c is { IsUndecided: false, IsImported: false }).Select(c => c!.CandidateNumber).ToList();
        if (settled.Count > 0 && !request.OnlyWithoutSuggestion)
        {
            yield return new("DECIDED_ON_SCREEN", $"{settled.Count} candidates were decided by the board: {string.Join(", ", settled.Order().Take(10))}.");
        }
    }

    private static IEnumerable<Refusal> Propose(ExamBoard board, BoardCandidate? candidate, ProposedDecision decision, HashSet<string> grades, IReadOnlyDictionary<string, IReadOnlySet<long>> recused, ChangeContext change)
    {
        if (candidate is null)
        {
            return [new("NOT_CANDIDATE", $"{decision.CandidateNumber} is not a candidate of this board.")];
        }

        if (decision.SeenVersion is { } seen && seen != candidate.Version)
        {
            return [new("CHANGED_MEANWHILE", $"{candidate.CandidateNumber}: {candidate.ProposedBy ?? "somebody"} has changed this candidate since you looked; look again.")];
        }

        return decision.Grade is { } grade && !grades.Contains(grade)
            ? [new("UNKNOWN_GRADE", $"{candidate.CandidateNumber}: '{grade}' is not a grade of this module's rule.", null, nameof(ProposedDecision.Grade))]
            : board.Propose(candidate, decision.Outcome, decision.Grade, decision.Reason, DeciderOf(candidate.CandidateNumber, recused, change), change.At).Refusals is { Count: > 0 } refusals ? refusals
            : KeyedContracts.Faults(decision.Told(board, UkTime.Day(change.At)).Check, UkTime.Day(change.At));
    }

    private static Decider DeciderOf(string candidateNumber, IReadOnlyDictionary<string, IReadOnlySet<long>> recused, ChangeContext change) =>
        new(change.Caller.UserId, change.Caller.Name, recused.GetValueOrDefault(candidateNumber, Decider.Nobody));

    private static IEnumerable<Refusal> Stale(ExamBoard board, int? seenPack) => seenPack is { } seen && seen != board.PackVersion
        ? [new("STALE_PACK", $"You decide on pack {seen}, and pack {board.PackVersion} is the frozen one; look again.", "F064", nameof(ProposeDecisions.PackVersion))]
        : [];

    /// <summary>A candidate whose marks have moved since the freeze is not decided on the old ones. An appeal's marks are locked and cannot move.</summary>
    private static async Task<IReadOnlyList<Refusal>> ChangedAsync(RegistryDbContext db, ExamBoard board, ResultWorking? working, IReadOnlyCollection<BoardCandidate> candidates, CancellationToken ct)
    {
        if (working is null || board.Sequel == BoardSequel.Appeal || candidates.Count == 0)
        {
            return [];
        }

        var changed = await working.ChangedAmongAsync(db, candidates, ct);
        return changed.Count == 0 ? [] : [new("PACK_OUT_OF_DATE", $"Marks have changed since pack {board.PackVersion} was frozen, of {string.Join(", ", changed.Take(10))}{(changed.Count > 10 ? $" and {changed.Count - 10} more" : "")}; look at the change list and freeze again.", "F064")];
    }

    private static async Task<(ExamBoard Board, BoardHeading Heading)?> FindAsync(RegistryDbContext db, long boardId, Caller caller, CancellationToken ct)
    {
        caller.Demand(Room.BoardDecisions, Level.Change);
        var board = await db.Set<ExamBoard>().Include(b => b.Seats).FirstOrDefaultAsync(b => b.Id == boardId, ct);
        if (board?.OccurrenceId is not { } occurrence)
        {
            return null;
        }

        var heading = await BoardHeading.ReadAsync(db, occurrence, ct);
        caller.DemandFor(Room.BoardDecisions, Level.Change, boardId, heading.Faculty);
        return (board, heading);
    }
}
