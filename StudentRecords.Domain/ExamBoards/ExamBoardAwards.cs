using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.ExamBoards.Awards;

namespace StudentRecords.Domain.ExamBoards;

/// <summary>The board of the second tier: one year of one programme, progression or award.</summary>
public sealed partial class ExamBoard
{
    /// <param name="programme">Whose engagements are considered.</param>
    /// <param name="yearOfProgramme">Which year of the programme, from 1; the last leads to the award.</param>
    /// <param name="academicYear">The session year, such as 2024/25.</param>
    /// <param name="title">As the papers name the board.</param>
    /// <param name="quorum">Who must be present.</param>
    /// <param name="meetsOn">The day, where it is set.</param>
    public ExamBoard(Programme programme, int yearOfProgramme, string academicYear, string title, QuorumRule quorum, DateOnly? meetsOn)
    {
        Kind = BoardKind.ProgressionAward;
        ProgrammeId = programme.Id;
        YearOfProgramme = yearOfProgramme;
        AcademicYear = academicYear;
        Title = title;
        Quorum = quorum;
        MeetsOn = meetsOn;
    }

    /// <summary>The programme that a progression and award board considers; null for a module board.</summary>
    public long? ProgrammeId { get; private set; }

    /// <summary>Which year of it, from 1; null for a module board.</summary>
    public int? YearOfProgramme { get; private set; }

    /// <summary>Settles one candidate of a progression and award board on screen.</summary>
    public Outcome Propose(AwardCandidate candidate, AwardProposal proposal, Decider decider, DateTimeOffset at)
    {
        var refusals = Deciding(candidate, candidate.BoardId, decider).ToList();
        return refusals.Count > 0 ? Outcome.Refused(refusals) : candidate.Settle(proposal, decider.Name, at);
    }

    /// <summary>Leaves one candidate for a later sitting.</summary>
    public Outcome Postpone(AwardCandidate candidate, string reason, Decider decider, DateTimeOffset at)
    {
        var refusals = Deciding(candidate, candidate.BoardId, decider).ToList();
        if (string.IsNullOrWhiteSpace(reason))
        {
            refusals.Add(new("REASON_NEEDED", $"{candidate.CandidateNumber}: say why the candidate is postponed.", "Postponed candidates"));
        }

        if (refusals.Count == 0)
        {
            candidate.Postpone(reason.Trim(), decider.Name, at);
        }

        return Outcome.From(refusals);
    }

    /// <summary>Gives a prize to a candidate, by decision of the sitting board.</summary>
    public Outcome<AwardPrize> GivePrize(AwardCandidate candidate, string name, string grounds, Decider decider, DateTimeOffset at)
    {
        var refusals = Deciding(candidate, candidate.BoardId, decider).ToList();
        if (string.IsNullOrWhiteSpace(name))
        {
            refusals.Add(new("PRIZE_MISSING", "Name the prize.", Field: nameof(AwardPrize.Name)));
        }

        if (string.IsNullOrWhiteSpace(grounds))
        {
            refusals.Add(new("GROUNDS_MISSING", "Say what the board gives the prize for.", Field: nameof(AwardPrize.Grounds)));
        }

        return refusals.Count > 0 ? Outcome<AwardPrize>.Refused(refusals) : new AwardPrize(candidate, name.Trim(), grounds.Trim(), decider.Name, at);
    }

    /// <summary>The board thinks otherwise before it ratifies; that the prize was given and taken back stays in the record.</summary>
    public Outcome TakePrizeBack(AwardPrize prize, AwardCandidate candidate, string reason, Decider decider, DateTimeOffset at)
    {
        var refusals = Deciding(candidate, candidate.BoardId, decider).ToList();
        if (prize.TakenBackAt is not null)
        {
            refusals.Add(new("TAKEN_BACK", $"{prize.Name} was taken back already."));
        }

        if (refusals.Count == 0)
        {
            prize.TakeBack(reason, decider.Name, at);
        }

        return Outcome.From(refusals);
    }

    /// <summary>Every reason why the board cannot ratify, or the decisions to be written; then <see cref="Lock"/> closes the board over them.</summary>
    public Outcome<List<AwardDecision>> Ratify(AwardPapers papers, string by, DateTimeOffset at)
    {
        var refusals = Ratified().Concat(papers.Lacking(this)).ToList();
        return refusals.Count > 0
            ? Outcome<List<AwardDecision>>.Refused(refusals)
            : papers.Candidates.Where(c => !c.IsPostponed).Select(c => new AwardDecision(this, c, papers, by, at)).ToList();
    }
}
