namespace StudentRecords.Domain.ExamBoards.Awards;

/// <summary>All that a progression and award board must have before it at the moment of ratification.</summary>
public sealed record AwardPapers : BoardPapers
{
    public required IReadOnlyList<AwardCandidate> Candidates { get; init; }

    /// <summary>Engagements of these candidates that have a ratified decision on the same year already.</summary>
    public required IReadOnlySet<long> AlreadyDecided { get; init; }

    /// <summary>By engagement, the standing decision that an appeal approved by two people lets this board supersede.</summary>
    public IReadOnlyDictionary<long, long> Supersedes { get; init; } = new Dictionary<long, long>();

    /// <summary>By engagement, the HESA QUALAWARDRESULT that the regulation of their entry has for the award and class that the board gives, where it has one.</summary>
    public IReadOnlyDictionary<long, string> ResultCodes { get; init; } = new Dictionary<long, string>();

    /// <summary>Module results that no module board has ratified: numbers of the candidates concerned who are not postponed.</summary>
    public required IReadOnlyList<string> WithUnratifiedModules { get; init; }

    protected override IReadOnlyList<IBoardCandidate> All => Candidates;

    protected override IEnumerable<string> DecidedAlready => Candidates.Where(c => AlreadyDecided.Contains(c.EngagementId) && !Supersedes.ContainsKey(c.EngagementId)).Select(c => c.CandidateNumber);

    protected override IEnumerable<Refusal> Besides(ExamBoard board)
    {
        if (WithUnratifiedModules.Count > 0)
        {
            yield return new("MODULES_NOT_RATIFIED", $"{WithUnratifiedModules.Count} candidates have module results that no module board has ratified: {Named(WithUnratifiedModules)}. Ratify those boards first, or postpone the candidates.", "Two tiers");
        }
    }
}
