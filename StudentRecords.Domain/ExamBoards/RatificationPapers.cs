using StudentRecords.Domain.Assessment;

namespace StudentRecords.Domain.ExamBoards;

/// <summary>All that a board must have before it at the moment of ratification.</summary>
public sealed record RatificationPapers
{
    /// <summary>The pack that the chair had on screen.</summary>
    public required int PackVersion { get; init; }

    /// <summary>Hash of the pack's data as the record stands now.</summary>
    public required string DataHash { get; init; }

    public required IReadOnlyList<BoardCandidate> Candidates { get; init; }

    /// <summary>Module results by registration.</summary>
    public required IReadOnlyDictionary<long, ModuleResult> Results { get; init; }

    public required IReadOnlyList<ExaminerConfirmation> Confirmations { get; init; }

    /// <summary>Registrations of these candidates that have a ratified decision already.</summary>
    public required IReadOnlySet<long> AlreadyDecided { get; init; }

    /// <summary>By registration, the standing decision that an appeal approved by two people lets this board supersede.</summary>
    public IReadOnlyDictionary<long, long> Supersedes { get; init; } = new Dictionary<long, long>();

    /// <summary>Who declared an interest in whom: users by candidate number.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<long>> Interests { get; init; } = new Dictionary<string, IReadOnlySet<long>>();

    /// <summary>Every reason why <paramref name="board"/> cannot ratify on these papers.</summary>
    internal IEnumerable<Refusal> Lacking(ExamBoard board) =>
        [.. Pack(board), .. board.Quorum.Lacking(board.Members), .. Examiners(board), .. LeadTime.Lacking(board), .. Candidacy(), .. Recused(board)];

    private IEnumerable<Refusal> Pack(ExamBoard board)
    {
        if (board.Stage is BoardStage.Preparing or BoardStage.Frozen)
        {
            yield return new("NOT_IN_SESSION", "The board is not sitting.", "F065");
        }

        if (board.PackVersion == 0)
        {
            yield return new("NO_PACK", "No pack has been frozen.", "F065");
        }
        else if (PackVersion != board.PackVersion)
        {
            yield return new("STALE_PACK", $"Pack {PackVersion} is not the frozen one; that is pack {board.PackVersion}.", "F065", nameof(PackVersion));
        }
        else if (DataHash != board.PackHash)
        {
            yield return new("PACK_OUT_OF_DATE", $"Marks or candidates have changed since pack {board.PackVersion} was frozen; look at the change list and freeze again.", "F065");
        }
    }

    private IEnumerable<Refusal> Examiners(ExamBoard board)
    {
        var externals = board.Members.Where(m => m.Role == MemberRole.External).ToList();
        if (externals.Count == 0)
        {
            yield return new("NO_EXAMINER", "No external examiner has been appointed.", "F068");
        }

        foreach (var examiner in externals)
        {
            var word = Confirmations.Where(c => c.UserId == examiner.UserId && c.PackVersion == board.PackVersion).MaxBy(c => c.At);
            if (word is null)
            {
                yield return new("EXAMINER_NOT_CONFIRMED", $"External examiner {examiner.Name} has not confirmed pack {board.PackVersion}.", "F068");
            }
            else if (word.Verdict == ExaminerVerdict.Refused)
            {
                yield return new("EXAMINER_REFUSED", $"External examiner {examiner.Name} refused pack {board.PackVersion}: {word.Comment}", "F068");
            }
        }
    }

    private IEnumerable<Refusal> Candidacy()
    {
        if (Candidates.Count == 0)
        {
            yield return new("NO_CANDIDATES", "The board has no candidates.", "F065");
        }

        else if (Candidates.All(c => c.IsPostponed))
        {
            yield return new("ALL_POSTPONED", "Every candidate is postponed; there is nothing to ratify.", "F065");
        }

        var open = Candidates.Where(c => c.IsUndecided).Select(c => c.CandidateNumber).ToList();
        if (open.Count > 0)
        {
            yield return new("UNDECIDED", $"{open.Count} candidates are undecided: {Named(open)}.", "F065");
        }

        var decided = Candidates.Where(c => AlreadyDecided.Contains(c.RegistrationId) && !Supersedes.ContainsKey(c.RegistrationId)).Select(c => c.CandidateNumber).ToList();
        if (decided.Count > 0)
        {
            yield return new("ALREADY_DECIDED", $"{decided.Count} candidates have a ratified decision already: {Named(decided)}. Only an appeal that two people approved leads to another.", "F065");
        }
    }

    private IEnumerable<Refusal> Recused(ExamBoard board) => Candidates.Where(c => !c.IsPostponed && Interests.ContainsKey(c.CandidateNumber))
        .Select(c => Recusals.Lacking(board, c.CandidateNumber, Interests[c.CandidateNumber])).OfType<Refusal>();

    private static string Named(List<string> numbers) => string.Join(", ", numbers.Order().Take(10)) + (numbers.Count > 10 ? $" and {numbers.Count - 10} more" : "");
}
