using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Domain.ExamBoards;

/// <summary>
/// A board of examiners: it gathers results, freezes a pack, hears the external examiner, decides on screen and ratifies. What
/// it ratified is locked; the lock never opens.
/// </summary>
public sealed partial class ExamBoard : IVersioned
{
    private readonly List<BoardMember> seats = [];

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

    /// <summary>A sitting that follows a ratified one: for candidates who were postponed, or for an appeal. The ratified one stays as it is.</summary>
    internal ExamBoard(ExamBoard earlier, BoardSequel sequel, QuorumRule quorum, DateOnly? meetsOn)
    {
        Kind = earlier.Kind;
        OccurrenceId = earlier.OccurrenceId;
        ProgrammeId = earlier.ProgrammeId;
        YearOfProgramme = earlier.YearOfProgramme;
        AcademicYear = earlier.AcademicYear;
        FollowsBoardId = earlier.Id;
        Sequel = sequel;
        Title = $"{sequel switch { BoardSequel.Resumed => "Resumed", BoardSequel.ChairsAction => "Chair's action", _ => "Appeal" }}: {earlier.Title}";
        Quorum = quorum;
        ExaminerLeadDays = sequel == BoardSequel.Resumed ? earlier.ExaminerLeadDays : 0;
        MeetsOn = meetsOn;
        seats.AddRange(earlier.Members.Select(m => new BoardMember(this, m.UserId, m.Name, m.Role, m.TermEndsOn)));
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

    /// <summary>Days before the meeting by which external examiners must have had the papers; 0 asks for none.</summary>
    public int ExaminerLeadDays { get; init; }

    /// <summary>The ratified board that this one follows; null for a board of its own.</summary>
    public long? FollowsBoardId { get; private set; }

    /// <summary>In what way it follows; null for a board of its own.</summary>
    public BoardSequel? Sequel { get; private set; }

    public BoardStage Stage { get; private set; }

    /// <summary>The newest frozen pack; 0 before the first.</summary>
    public int PackVersion { get; private set; }

    /// <summary>Hash of the newest frozen pack's data.</summary>
    public string? PackHash { get; private set; }

    public DateTimeOffset? FrozenAt { get; private set; }

    public DateTimeOffset? OpenedAt { get; private set; }

    public DateTimeOffset? RatifiedAt { get; private set; }

    public string? RatifiedBy { get; private set; }

    /// <summary>Every seat that was ever given, those given up again among them.</summary>
    public IReadOnlyList<BoardMember> Seats => seats;

    /// <summary>Who sits now.</summary>
    public IReadOnlyList<BoardMember> Members => [.. seats.Where(m => m.IsSitting)];

    public bool IsRatified => Stage == BoardStage.Ratified;

    /// <summary>The version that the next frozen pack will bear.</summary>
    public int NextPackVersion => PackVersion + 1;

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
        foreach (var examiner in Members.Where(m => m.Role == MemberRole.External))
        {
            examiner.Grant(at);
        }

        return new BoardPack(this, PackVersion, hash, json, pdf, by, at);
    }

    /// <summary>An external examiner's word on the newest pack (F068), given here or on a form that somebody enters.</summary>
    public Outcome<ExaminerConfirmation> Confirm(long userId, ExaminerWord word, string? enteredBy, DateTimeOffset at)
    {
        List<Refusal> refusals = [.. Ratified()];
        var examiner = Members.FirstOrDefault(m => m.UserId == userId && m.Role == MemberRole.External);
        if (examiner is null)
        {
            refusals.Add(new("NOT_EXAMINER", "Only an external examiner of this board can confirm its pack.", "F068"));
        }
        else if (!examiner.HasTermOn(word.Form?.SignedOn ?? UkTime.Day(at)))
        {
            refusals.Add(new("TERM_ENDED", $"The appointment as external examiner ended on {examiner.TermEndsOn:d MMM yyyy}; another examiner must be appointed.", "Term of external examiners"));
        }

        if (PackVersion == 0)
        {
            refusals.Add(new("NO_PACK", "No pack has been frozen yet.", "F068"));
        }
        else if (word.PackVersion != PackVersion)
        {
            refusals.Add(new("STALE_PACK", $"Pack {word.PackVersion} is not the newest; look at pack {PackVersion}.", "F068", nameof(PackVersion)));
        }

        if (FrozenAt is { } frozen && word.Form?.SignedOn < UkTime.Day(frozen))
        {
            refusals.Add(new("SIGNED_BEFORE_PACK", $"The form was signed before pack {PackVersion} was frozen on {UkTime.Day(frozen):d MMM yyyy}; it speaks of other papers.", "F068", nameof(SignedForm.SignedOn)));
        }

        refusals.AddRange(word.Faults(UkTime.Day(at)));
        return refusals.Count > 0 ? Outcome<ExaminerConfirmation>.Refused(refusals) : new ExaminerConfirmation(examiner!, word, enteredBy, at);
    }

    /// <summary>Opens the sitting on the frozen pack, or corrects who is present.</summary>
    public Outcome Sit(IReadOnlySet<long> presentUserIds, DateTimeOffset at)
    {
        List<Refusal> refusals = [.. Ratified()];
        if (Stage == BoardStage.Preparing)
        {
            refusals.Add(new("NOT_FROZEN", "Freeze the pack before the board sits."));
        }

        if (presentUserIds.Any(id => Members.All(m => m.UserId != id)))
        {
            refusals.Add(new("NOT_MEMBER", "Somebody recorded as present is not a member of this board."));
        }

        if (refusals.Count > 0)
        {
            return Outcome.Refused(refusals);
        }

        seats.ForEach(m => m.Attend(m.IsSitting && presentUserIds.Contains(m.UserId)));
        Stage = BoardStage.InSession;
        OpenedAt ??= at;
        return Outcome.Done;
    }

    /// <summary>Settles one candidate on screen. Who declared an interest in the candidate decides nothing about them and counts for no quorum.</summary>
    public Outcome Propose(BoardCandidate candidate, BoardOutcome outcome, string? grade, string? reason, Decider decider, DateTimeOffset at)
    {
        var refusals = Deciding(candidate, candidate.BoardId, decider).ToList();
        return refusals.Count > 0 ? Outcome.Refused(refusals) : candidate.Settle(outcome, grade, reason, decider.Name, at);
    }

    /// <summary>Leaves one candidate for a later sitting; the board may ratify without them.</summary>
    public Outcome Postpone(BoardCandidate candidate, string reason, Decider decider, DateTimeOffset at)
    {
        var refusals = Deciding(candidate, candidate.BoardId, decider).ToList();
        if (string.IsNullOrWhiteSpace(reason))
        {
            refusals.Add(new("REASON_NEEDED", $"{candidate.CandidateNumber}: say why the candidate is postponed.", "Postponed candidates", nameof(BoardCandidate.DecisionReason)));
        }

        if (refusals.Count > 0)
        {
            return Outcome.Refused(refusals);
        }

        candidate.Postpone(reason.Trim(), decider.Name, at);
        return Outcome.Done;
    }

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
            : papers.Candidates.Where(c => !c.IsPostponed)
                .Select(c => new BoardDecision(this, c, papers.Results.GetValueOrDefault(c.RegistrationId), papers.Supersedes.TryGetValue(c.RegistrationId, out var earlier) ? earlier : null, by, at)).ToList();
    }

    /// <summary>Closes the board over decisions that stand in the record. Nothing under it changes after this.</summary>
    public void Lock(string by, DateTimeOffset at)
    {
        Stage = BoardStage.Ratified;
        RatifiedBy = by;
        RatifiedAt = at;
    }

    private IEnumerable<Refusal> Deciding(IBoardCandidate candidate, long boardId, Decider decider)
    {
        if (Stage != BoardStage.InSession || boardId != Id)
        {
            return [new("NOT_IN_SESSION", "Decisions are taken while the board sits.")];
        }

        return decider.Recused.Count == 0 ? [] : Recusals.Of(this, candidate.CandidateNumber, decider);
    }

    private IEnumerable<Refusal> Ratified() => IsRatified
        ? [new("ALREADY_RATIFIED", $"The board was ratified on {RatifiedAt:d MMM yyyy}; only an appeal can lead to another decision.", "F065")]
        : [];
}
