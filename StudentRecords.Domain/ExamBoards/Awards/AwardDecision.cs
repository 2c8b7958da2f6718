using StudentRecords.Domain.Assessment.Awards;

namespace StudentRecords.Domain.ExamBoards.Awards;

/// <summary>A ratified decision on one engagement: progression, award or exit. Written once, never changed or deleted.</summary>
public sealed class AwardDecision : IAboutPerson
{
    private AwardDecision() { }

    internal AwardDecision(ExamBoard board, AwardCandidate candidate, AwardPapers papers, string ratifiedBy, DateTimeOffset ratifiedAt)
    {
        PersonId = candidate.PersonId;
        EngagementId = candidate.EngagementId;
        BoardId = board.Id;
        SupersedesId = papers.Supersedes.TryGetValue(candidate.EngagementId, out var earlier) ? earlier : null;
        PackVersion = board.PackVersion;
        AcademicYear = board.AcademicYear;
        YearOfProgramme = board.YearOfProgramme!.Value;
        CandidateNumber = candidate.CandidateNumber;
        Code = candidate.ProposedCode!.Value;
        Award = candidate.ProposedAward;
        Class = candidate.ProposedClass;
        ResultCode = candidate.FollowsSuggestion ? candidate.ResultCode : papers.ResultCodes.GetValueOrDefault(candidate.EngagementId);
        Figure = candidate.Figure;
        CreditsGained = candidate.CreditsGained;
        Clause = candidate.DecisionClause;
        Reason = candidate.DecisionReason;
        Trace = candidate.Trace;
        RegulationCode = candidate.RegulationCode;
        RegulationVersion = candidate.RegulationVersion;
        RatifiedBy = ratifiedBy;
        RatifiedAt = ratifiedAt;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long PersonId { get; private set; }

    public long EngagementId { get; private set; }

    public long BoardId { get; private set; }

    /// <summary>The decision that this one stands in the place of, after an appeal; null for the first.</summary>
    public long? SupersedesId { get; private set; }

    /// <summary>The frozen pack that it was taken on.</summary>
    public int PackVersion { get; private set; }

    public string AcademicYear { get; private set; } = "";

    /// <summary>The year of the programme that was considered, from 1.</summary>
    public int YearOfProgramme { get; private set; }

    public string CandidateNumber { get; private set; } = "";

    public AwardCode Code { get; private set; }

    /// <summary>The award or exit award; null where none is made.</summary>
    public string? Award { get; private set; }

    public string? Class { get; private set; }

    /// <summary>HESA QUALAWARDRESULT, as the regulation has it for the award and class that the board gave, whether it was suggested or not; null where the regulation has none.</summary>
    public string? ResultCode { get; private set; }

    public decimal? Figure { get; private set; }

    public decimal CreditsGained { get; private set; }

    public string Clause { get; private set; } = "";

    /// <summary>Why it differs from what the regulation suggested, where it does.</summary>
    public string? Reason { get; private set; }

    /// <summary>Every clause that fired, as JSON, with the version of the regulation.</summary>
    public string Trace { get; private set; } = "";

    public string RegulationCode { get; private set; } = "";

    public int RegulationVersion { get; private set; }

    public string RatifiedBy { get; private set; } = "";

    public DateTimeOffset RatifiedAt { get; private set; }
}
