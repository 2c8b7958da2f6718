using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Web.Access;

namespace StudentRecords.Web.Components.Pages.ExamBoards.Decisions;

/// <summary>
/// Walks a board's candidates one after the other, on the decisions page and on the projector. What is walked is settled when
/// the walk begins, so that a candidate just decided does not vanish from under the board.
/// </summary>
public sealed class DecisionWalk(CandidateQueries queries, ConductQueries conduct, DecisionService decisions, Acting acting, BoardRecord record, Caller caller)
{
    /// <summary>By number; the newest that was read.</summary>
    private Dictionary<string, CandidateRow> rows = [];
    private readonly long boardId = record.Board.Id;
    private ILookup<string, string> recused = Array.Empty<string>().ToLookup(n => n);

    public BoardGrid? Grid { get; private set; }

    /// <summary>Candidate numbers in the order of the walk.</summary>
    public IReadOnlyList<string> Order { get; private set; } = [];

    public int Index { get; private set; }

    /// <summary>The candidate before the board; null when the walk has none.</summary>
    public CandidateSheet? Sheet { get; private set; }

    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    /// <summary>What was done last, to be read out.</summary>
    public string Done { get; private set; } = "";

    public IReadOnlyCollection<CandidateRow> Rows => rows.Values;

    public int Undecided => rows.Values.Count(r => r.IsUndecided);

    public CandidateRow this[string number] => rows[number];

    /// <summary>Members who declared an interest in the candidate.</summary>
    public IReadOnlyList<string> RecusedFrom(string number) => [.. recused[number]];

    /// <summary>Begins anew: who is walked by what is looked for, and where.</summary>
    public async Task BeginAsync(string? show, string? at)
    {
        Grid = await queries.GridAsync(boardId, caller);
        recused = (await conduct.InterestsAsync(boardId, caller)).Where(i => i.WithdrawnAt is null).ToLookup(i => i.CandidateNumber, i => i.Name);
        rows = Grid?.Rows.ToDictionary(r => r.Number) ?? [];
        Order = [.. Grid?.Rows.Where(CandidateShow.Of(show)).Select(r => r.Number) ?? []];
        (Refusals, Done) = ([], "");
        await GoAsync(Math.Max(0, Order.ToList().IndexOf(at ?? "")));
    }

    /// <summary>To one place of the walk; beyond its ends it stays where it is.</summary>
    public async Task GoAsync(int index)
    {
        Refusals = [];
        Index = Math.Clamp(index, 0, Math.Max(0, Order.Count - 1));
        await ReadAsync();
    }

    /// <summary>Accepts what the rule suggests for the candidate before the board, and goes on.</summary>
    public Task<bool> AcceptAsync() => Sheet?.Row is { Suggested: { } suggested } row ? DecideAsync(suggested, row.SuggestedGrade, null) : Task.FromResult(false);

    /// <summary>Settles the candidate before the board, and goes on; false when it was refused.</summary>
    public async Task<bool> DecideAsync(BoardOutcome outcome, string? grade, string? reason)
    {
        if (Sheet?.Row is not { } row)
        {
            return false;
        }

        var decided = await decisions.ProposeAsync(
            new ProposeDecisions { BoardId = boardId, PackVersion = record.Board.PackVersion, Decisions = [new ProposedDecision(row.Number, outcome, grade, reason, row.Version)] },
            await acting.ToAsync("DecideCandidate", string.IsNullOrWhiteSpace(reason) ? "As the rule suggests" : reason));
        return await GoOnAsync(decided, row.Number, Shared.Chips.Of(outcome, grade)!.Word);
    }

    /// <summary>Leaves the candidate before the board for a later sitting, and goes on; false when it was refused.</summary>
    public async Task<bool> PostponeAsync(string reason) => Sheet?.Row is { } row
        && await GoOnAsync(await decisions.PostponeAsync(boardId, row.Number, await acting.ToAsync("PostponeCandidate", reason)), row.Number, "postponed");

    /// <summary>Accepts the suggestion for every undecided candidate that has one; the borderline only if asked for.</summary>
    public async Task<bool> AcceptBlockAsync(bool withBorderline)
    {
        string[] numbers = [.. Block(withBorderline).Select(r => r.Number)];
        var accepted = await decisions.AcceptSuggestionsAsync(boardId, numbers, await acting.ToAsync("AcceptSuggestions", $"{numbers.Length} suggestions accepted by the board as a block"));
        if (accepted.Succeeded)
        {
            await BeginAsync("undecided", null);
            Done = $"{Shared.Words.Count(accepted.Value, "suggestion")} accepted. {Shared.Words.Of(Undecided)} undecided.";
        }

        Refusals = accepted.Refusals;
        return accepted.Succeeded;
    }

    /// <summary>Whom a block would settle.</summary>
    public IReadOnlyList<CandidateRow> Block(bool withBorderline) => [.. rows.Values.Where(r => r is { IsUndecided: true, Suggested: not null } && (withBorderline || !r.IsBorderline) && !recused.Contains(r.Number))];

    private async Task<bool> GoOnAsync(Outcome decided, string number, string word)
    {
        Refusals = decided.Refusals;
        await ReadAsync();
        if (!decided.Succeeded)
        {
            return false;
        }

        Done = $"{number}: {word}. {Shared.Words.Of(Undecided)} undecided.";
        await GoAsync(Index + 1);
        return true;
    }

    private async Task ReadAsync()
    {
        Sheet = Order.Count == 0 ? null : await queries.SheetAsync(boardId, Order[Index], caller);
        if (Sheet is not null)
        {
            rows[Sheet.Row.Number] = Sheet.Row;
        }
    }
}
