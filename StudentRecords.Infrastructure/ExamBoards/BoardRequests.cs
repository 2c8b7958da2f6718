using StudentRecords.Domain;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Integration.Contracts;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>A board for a module occurrence.</summary>
public sealed record OpenBoard
{
    public required long OccurrenceId { get; init; }

    public DateOnly? MeetsOn { get; init; }

    public QuorumRule Quorum { get; init; } = QuorumRule.Usual;

    /// <summary>Days before the meeting by which external examiners must have the papers; 0 asks for none.</summary>
    public int ExaminerLeadDays { get; init; } = LeadTime.UsualDays;
}

public sealed record AppointMembers
{
    public required long BoardId { get; init; }

    public required IReadOnlyList<Appointment> Members { get; init; }
}

/// <param name="UserId">Who signs in.</param>
/// <param name="Name">As the papers name them.</param>
/// <param name="Role">What they are on the board.</param>
/// <param name="TermEndsOn">Last day of an external examiner's appointment; null records none.</param>
public sealed record Appointment(long UserId, string Name, MemberRole Role, DateOnly? TermEndsOn = null);

public sealed record RemoveMember
{
    public required long BoardId { get; init; }

    public required long UserId { get; init; }
}

public sealed record DeclareInterest
{
    public required long BoardId { get; init; }

    /// <summary>The member who declares it.</summary>
    public required long UserId { get; init; }

    /// <summary>A candidate's number, or a student's number. The latter tells whose candidate number it is, and is written down as an unsealing.</summary>
    public required string Candidate { get; init; }

    public required string Nature { get; init; }
}

public sealed record FollowBoard
{
    public required long BoardId { get; init; }

    /// <summary>Resumed or by chair's action; an appeal's sitting is opened by its approval.</summary>
    public required BoardSequel Sequel { get; init; }

    public DateOnly? MeetsOn { get; init; }
}

/// <summary>What preparing or freezing a board took in.</summary>
/// <param name="Candidates">Candidates in all.</param>
/// <param name="Added">Of them new.</param>
/// <param name="Reworked">Results that came out otherwise than before.</param>
/// <param name="PackVersion">The pack frozen; 0 when none was.</param>
public sealed record PreparedBoard(int Candidates, int Added, int Reworked, int PackVersion);

public sealed record ConfirmPack
{
    public required long BoardId { get; init; }

    /// <summary>The pack that the examiner read.</summary>
    public required int PackVersion { get; init; }

    public required ExaminerVerdict Verdict { get; init; }

    public string? Comment { get; init; }

    internal AssuranceTold Told(long examiner) => new() { Board = $"{BoardId}", PackVersion = PackVersion, Examiner = $"{examiner}", Verdict = Verdict, Comment = Comment };
}

/// <summary>The word of an external examiner, as a signed form has it that came by post or mail (F068).</summary>
public sealed record EnterSignedForm
{
    public required long BoardId { get; init; }

    /// <summary>The examiner.</summary>
    public required long UserId { get; init; }

    /// <summary>The pack that the form speaks of.</summary>
    public required int PackVersion { get; init; }

    public required ExaminerVerdict Verdict { get; init; }

    public string? Comment { get; init; }

    /// <summary>Where the form lies.</summary>
    public required string Form { get; init; }

    public required DateOnly SignedOn { get; init; }

    internal AssuranceTold Told => new()
    {
        Board = $"{BoardId}", PackVersion = PackVersion, Examiner = $"{UserId}", Verdict = Verdict, Comment = Comment, Form = new SignedForm { Where = Form, SignedOn = SignedOn },
    };
}

public sealed record ProposeDecisions
{
    public required long BoardId { get; init; }

    /// <summary>The pack on screen; null does not ask whether it is the frozen one.</summary>
    public int? PackVersion { get; init; }

    public required IReadOnlyList<ProposedDecision> Decisions { get; init; }
}

/// <param name="CandidateNumber">Which candidate.</param>
/// <param name="Outcome">What the board decides.</param>
/// <param name="Grade">A band of the module's rule, or null.</param>
/// <param name="Reason">Needed where it differs from the suggestion.</param>
/// <param name="SeenVersion">The candidate's version on screen; null does not ask whether somebody else was quicker.</param>
public sealed record ProposedDecision(string CandidateNumber, BoardOutcome Outcome, string? Grade, string? Reason = null, long? SeenVersion = null)
{
    /// <summary>The same as F065 would say it; the minute is that of the record's own board.</summary>
    internal DecisionTold Told(ExamBoard board, DateOnly today) =>
        new() { Board = $"{board.Id}", PackVersion = board.PackVersion, Candidate = CandidateNumber, Outcome = Outcome, Grade = Grade, Reason = Reason, Minute = $"Board {board.Id}", DecidedOn = today };
}

public sealed record ImportOutcomes
{
    public required long BoardId { get; init; }

    /// <summary>Where they come from, in words: shown as the decision's clause.</summary>
    public required string Source { get; init; }

    /// <summary>Leaves alone every candidate for whom the rule has a suggestion.</summary>
    public bool OnlyWithoutSuggestion { get; init; }

    public required IReadOnlyList<ImportedOutcome> Outcomes { get; init; }
}

/// <param name="RegistrationId">The module registration that it is about.</param>
/// <param name="Outcome">The board's decision as it was.</param>
/// <param name="Grade">Its grade, if it had one.</param>
/// <param name="Original">The source's own word for it.</param>
public sealed record ImportedOutcome(long RegistrationId, BoardOutcome Outcome, string? Grade, string Original);

/// <param name="Imported">Taken as decisions now.</param>
/// <param name="Unchanged">Held already.</param>
/// <param name="LeftToSuggestion">Left, because the rule has a suggestion.</param>
/// <param name="Disagreeing">Of all that came, those that differ from the rule's suggestion.</param>
public sealed record ImportedOutcomes(int Imported, int Unchanged, int LeftToSuggestion, int Disagreeing);

public sealed record RatifyBoard
{
    public required long BoardId { get; init; }

    /// <summary>The pack that the chair has on screen.</summary>
    public required int PackVersion { get; init; }

    /// <summary>When results may be published.</summary>
    public required DateTimeOffset ReleaseAt { get; init; }
}

/// <param name="Decisions">Decisions written and locked.</param>
/// <param name="Notices">Messages put into the outbox.</param>
/// <param name="AnchorFault">Why no anchor of the trail could be written afterwards; null when it was.</param>
public sealed record RatifiedBoard(int Decisions, int Notices, string? AnchorFault);

/// <param name="Refusals">Every reason why the board cannot ratify as it stands; empty when it can.</param>
/// <param name="Notices">Messages that would go out, counted by flow.</param>
public sealed record RatificationPreview(IReadOnlyList<Refusal> Refusals, IReadOnlyList<(string Flow, int Number)> Notices);
