using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Assessment.Moderation;

namespace StudentRecords.Domain.ExamBoards;

/// <summary>All that a module board must have before it at the moment of ratification.</summary>
public sealed record RatificationPapers : BoardPapers
{
    public required IReadOnlyList<BoardCandidate> Candidates { get; init; }

    /// <summary>Module results by registration.</summary>
    public required IReadOnlyDictionary<long, ModuleResult> Results { get; init; }

    /// <summary>Registrations of these candidates that have a ratified decision already.</summary>
    public required IReadOnlySet<long> AlreadyDecided { get; init; }

    /// <summary>By registration, the standing decision that an appeal approved by two people lets this board supersede.</summary>
    public IReadOnlyDictionary<long, long> Supersedes { get; init; } = new Dictionary<long, long>();

    /// <summary>Marks of these candidates that a policy wants moderated and confirmed before a board agrees them; null where none does.</summary>
    public IReadOnlyList<MarksWaiting>? Waiting { get; init; }

    protected override IEnumerable<Refusal> Besides(ExamBoard board) => Waiting is null ? [] : MarksWaiting.Lacking(Waiting);

    protected override IReadOnlyList<IBoardCandidate> All => Candidates;

    protected override IEnumerable<string> DecidedAlready =>
        Candidates.Where(c => AlreadyDecided.Contains(c.RegistrationId) && !Supersedes.ContainsKey(c.RegistrationId)).Select(c => c.CandidateNumber);
}
