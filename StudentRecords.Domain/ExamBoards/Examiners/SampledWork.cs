namespace StudentRecords.Domain.ExamBoards.Examiners;

/// <summary>One candidate's work in an external examiner's sample, with the link to the anonymised copy.</summary>
public sealed class SampledWork : IVersioned
{
    private SampledWork() { }

    public SampledWork(BoardCandidate candidate, long examinerUserId, SampleGround ground, string rule, DateTimeOffset drawnAt)
    {
        BoardId = candidate.BoardId;
        CandidateId = candidate.Id;
        CandidateNumber = candidate.CandidateNumber;
        ExaminerUserId = examinerUserId;
        Ground = ground;
        Rule = rule;
        DrawnAt = drawnAt;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long BoardId { get; private set; }

    public long CandidateId { get; private set; }

    public string CandidateNumber { get; private set; } = "";

    /// <summary>Whose sample it is in.</summary>
    public long ExaminerUserId { get; private set; }

    public SampleGround Ground { get; private set; }

    /// <summary>The rule by which it was drawn, in words.</summary>
    public string Rule { get; private set; } = "";

    public DateTimeOffset DrawnAt { get; private set; }

    /// <summary>Where the anonymised copy is; null while the secretary has not given it.</summary>
    public string? Link { get; private set; }

    public DateTimeOffset? LinkedAt { get; private set; }

    /// <summary>When the examiner first opened it.</summary>
    public DateTimeOffset? OpenedAt { get; private set; }

    /// <summary>Gives the copy. Refused when the address is none, or names the candidate.</summary>
    /// <param name="link">An absolute https address.</param>
    /// <param name="mayNotHold">What would tell who it is: names and numbers of the person.</param>
    /// <param name="at">When.</param>
    public Outcome Give(string link, IReadOnlyCollection<string> mayNotHold, DateTimeOffset at)
    {
        var plain = Uri.UnescapeDataString(link);
        if (!Uri.TryCreate(link, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps || address.UserInfo.Length > 0)
        {
            return Outcome.Refused(new Refusal("LINK_UNREADABLE", $"{CandidateNumber}: give an address that begins with https://.", "F067", nameof(Link)));
        }

        if (mayNotHold.Any(w => w.Length > 2 && plain.Contains(w, StringComparison.OrdinalIgnoreCase)))
        {
            return Outcome.Refused(new Refusal("LINK_NAMES", $"{CandidateNumber}: the address tells who the candidate is; give the anonymised copy's.", "F067", nameof(Link)));
        }

        (Link, LinkedAt) = (link.Trim(), at);
        return Outcome.Done;
    }

    public void Open(DateTimeOffset at) => OpenedAt ??= at;
}
