namespace StudentRecords.Domain.ExamBoards;

/// <summary>Who settles a candidate on screen, and who may not because of a declared interest.</summary>
/// <param name="UserId">The user at the keyboard; null for the record's own acts.</param>
/// <param name="Name">As it stands beside the decision.</param>
/// <param name="Recused">Users who declared an interest in the candidate.</param>
public sealed record Decider(long? UserId, string Name, IReadOnlySet<long> Recused)
{
    public static readonly IReadOnlySet<long> Nobody = new HashSet<long>();
}

/// <summary>What declared interests keep from being decided.</summary>
internal static class Recusals
{
    public static IEnumerable<Refusal> Of(ExamBoard board, string candidateNumber, Decider decider)
    {
        if (decider.UserId is { } user && decider.Recused.Contains(user))
        {
            yield return new("INTEREST_DECLARED", $"{candidateNumber}: you declared an interest in this candidate; another member must decide.", "Declared interests");
        }

        if (Lacking(board, candidateNumber, decider.Recused) is { } lacking)
        {
            yield return lacking;
        }
    }

    /// <summary>Null where those present are a quorum also without the ones who declared an interest.</summary>
    public static Refusal? Lacking(ExamBoard board, string candidateNumber, IReadOnlySet<long> recused)
    {
        var reasons = board.Quorum.Lacking([.. board.Members.Where(m => !recused.Contains(m.UserId))]).Select(r => r.Sentence).ToList();
        return reasons.Count == 0 ? null : new Refusal("NO_QUORUM_WITHOUT", $"{candidateNumber}: without those who declared an interest there is no quorum. {string.Join(" ", reasons)}", "Declared interests");
    }
}
