using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Domain.ExamBoards;

/// <summary>
/// A board of examiners: it gathers results, freezes a pack, hears the external examiner, decides on screen and ratifies. What
/// it ratified is locked; the lock never opens.
/// </summary>
public sealed class ExamBoard : IVersioned
{
    private readonly List<BoardMember> members = [];

    private ExamBoard() { }

    public ExamBoard(ModuleOccurrence occurrence, string title, QuorumRule quorum, DateOnly? meetsOn)
    {
        Kind = BoardKind.Module;
        OccurrenceId = occurrence.Id;
        AcademicYear = occurrence.AcademicYear;
        Title = title;
        Quorum = quorum;
        MeetsOn = meetsOn;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public BoardKind Kind { get; private set; }

    /// <summary>The occurrence that a module board considers; null for boards of the second tier.</summary>
    public long? OccurrenceId { get; private set; }

    public string AcademicYear { get; private set; } = "";

    public string Title { get; private set; } = "";

    public DateOnly? MeetsOn { get; private set; }

    public QuorumRule Quorum { get; private set; } = QuorumRule.Usual;

    public BoardStage Stage { get; private set; }

    /// <summary>The newest frozen pack; 0 before the first.</summary>
    public int PackVersion { get; private set; }

    /// <summary>Hash of the newest frozen pack's data.</summary>
    public string? PackHash { get; private set; }

    public DateTimeOffset? FrozenAt { get; private set; }

    public DateTimeOffset? OpenedAt { get; private set; }

    public DateTimeOffset? RatifiedAt { get; private set; }

    public string? RatifiedBy { get; private set; }

    public IReadOnlyList<BoardMember> Members => members;

    public bool IsRatified => Stage == BoardStage.Ratified;

    /// <summary>The version that the next frozen pack will bear.</summary>
    public int NextPackVersion => PackVersion + 1;

    /// <summary>Refused for a second seat of the same user, a second chair, or after ratification.</summary>
    public Outcome<BoardMember> Appoint(long userId, string name, MemberRole role)
    {
        List<Refusal> refusals = [.. Ratified()];
        if (members.Any(m => m.UserId == userId))
        {
            refusals.Add(new("ALREADY_MEMBER", $"{name} sits on this board already."));
        }

        if (role == MemberRole.Chair && members.Any(m => m.Role == MemberRole.Chair))
        {
            refusals.Add(new("SECOND_CHAIR", "The board has a chair already."));
        }

        if (refusals.Count > 0)
        {
            return Outcome<BoardMember>.Refused(refusals);
        }

        var member = new BoardMember(this, userId, name, role);
        members.Add(member);
        return member;
    }

    /// <summary>Seals a new version of the pack. May be done again until ratification; the examiner then confirms anew.</summary>
    public Outcome<BoardPack> Freeze(string json, string hash, byte[] pdf, int candidates, string by, DateTimeOffset at)
    {
        List<Refusal> refusals = [.. Ratified()];
        if (candidates == 0)
        {
            refusals.Add(new("NO_CANDIDATES", "The board has no candidates; there is nothing to freeze."));
        }

        if (refusals.Count > 0)
        {
            return Outcome<BoardPack>.Refused(refusals);
        }

        PackVersion = NextPackVersion;
        PackHash = hash;
        FrozenAt = at;
        Stage = BoardStage.Frozen;
        return new BoardPack(this, PackVersion, hash, json, pdf, by, at);
    }

    /// <summary>An external examiner's word on the newest pack (F068).</summary>
    public Outcome<ExaminerConfirmation> Confirm(long userId, int packVersion, ExaminerVerdict verdict, string? comment, DateTimeOffset at)
    {
        List<Refusal> refusals = [.. Ratified()];
        var examiner = members.FirstOrDefault(m => m.UserId == userId && m.Role == MemberRole.External);
        if (examiner is null)
        {
            refusals.Add(new("NOT_EXAMINER", "Only an external examiner of this board can confirm its pack.", "F068"));
        }

        if (PackVersion == 0)
        {
            refusals.Add(new("NO_PACK", "No pack has been frozen yet.", "F068"));
        }
        else if (packVersion != PackVersion)
        {
            refusals.Add(new("STALE_PACK", $"Pack {packVersion} is not the newest; look at pack {PackVersion}.", "F068", nameof(PackVersion)));
        }

        if (verdict != ExaminerVerdict.Signed && string.IsNullOrWhiteSpace(comment))
        {
            refusals.Add(new("COMMENT_NEEDED", "A qualified or refused confirmation needs a comment.", "F068", nameof(ExaminerConfirmation.Comment)));
        }

        return refusals.Count > 0
            ? Outcome<ExaminerConfirmation>.Refused(refusals)
            : new ExaminerConfirmation(examiner!, packVersion, verdict, comment?.Trim(), at);
    }

    /// <summary>Opens the sitting on the frozen pack, or corrects who is present.</summary>
    public Outcome Sit(IReadOnlySet<long> presentUserIds, DateTimeOffset at)
    {
        List<Refusal> refusals = [.. Ratified()];
        if (Stage == BoardStage.Preparing)
        {
            refusals.Add(new("NOT_FROZEN", "Freeze the pack before the board sits."));
        }

        if (presentUserIds.Any(id => members.All(m => m.UserId != id)))
        {
            refusals.Add(new("NOT_MEMBER", "Somebody recorded as present is not a member of this board."));
        }

        if (refusals.Count > 0)
        {
            return Outcome.Refused(refusals);
        }

        members.ForEach(m => m.Attend(presentUserIds.Contains(m.UserId)));
        Stage = BoardStage.InSession;
        OpenedAt ??= at;
        return Outcome.Done;
    }

    /// <summary>Settles one candidate on screen.</summary>
    public Outcome Propose(BoardCandidate candidate, BoardOutcome outcome, string? grade, string? reason, string by, DateTimeOffset at) =>
        Stage == BoardStage.InSession && candidate.BoardId == Id
            ? candidate.Settle(outcome, grade, reason, by, at)
            : Outcome.Refused("NOT_IN_SESSION", "Decisions are taken while the board sits.");

    /// <summary>Takes an outcome from outside as the board's decision; false when nothing changed.</summary>
    /// <exception cref="InvalidOperationException">The board is ratified: ask <see cref="IsRatified"/> first.</exception>
    public bool Import(BoardCandidate candidate, BoardOutcome outcome, string? grade, string clause, string reason, string by, DateTimeOffset at) =>
        IsRatified || candidate.BoardId != Id
            ? throw new InvalidOperationException("Outcomes are imported into a board that is still open, for its own candidates.")
            : candidate.Import(outcome, grade, clause, reason, by, at);

    /// <summary>
    /// Every reason why the board cannot ratify, or the decisions to be written. They are written first; then
    /// <see cref="Lock"/> closes the board over them.
    /// </summary>
    public Outcome<List<BoardDecision>> Ratify(RatificationPapers papers, string by, DateTimeOffset at)
    {
        var refusals = Ratified().Concat(papers.Lacking(this)).ToList();
        return refusals.Count > 0
            ? Outcome<List<BoardDecision>>.Refused(refusals)
            : papers.Candidates.Select(c => new BoardDecision(this, c, papers.Results.GetValueOrDefault(c.RegistrationId), by, at)).ToList();
    }

    /// <summary>Closes the board over decisions that stand in the record. Nothing under it changes after this.</summary>
    public void Lock(string by, DateTimeOffset at)
    {
        Stage = BoardStage.Ratified;
        RatifiedBy = by;
        RatifiedAt = at;
    }

    private IEnumerable<Refusal> Ratified() => IsRatified
        ? [new("ALREADY_RATIFIED", $"The board was ratified on {RatifiedAt:d MMM yyyy}; only an appeal can lead to another decision.", "F065")]
        : [];
}
