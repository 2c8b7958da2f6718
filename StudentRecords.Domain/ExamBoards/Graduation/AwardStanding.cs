using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Domain.ExamBoards.Graduation;

/// <summary>An award that a board ratified, as much of the decision as graduation needs.</summary>
/// <param name="DecisionId">The locked decision.</param>
/// <param name="PersonId">Whose.</param>
/// <param name="EngagementId">Of which studies.</param>
/// <param name="Code">What the board decided.</param>
/// <param name="Award">As on the certificate: what the programme leads to, or the exit award that the board named; null where there is none.</param>
/// <param name="Class">Its class, where it has one.</param>
/// <param name="RatifiedAt">When.</param>
public sealed record AwardToConfer(long DecisionId, long PersonId, long EngagementId, AwardCode Code, string? Award, string? Class, DateTimeOffset RatifiedAt);

/// <summary>All that is looked at before somebody may graduate with an award: the decision of the board, and what stands in its way.</summary>
public sealed record AwardStanding
{
    public required AwardToConfer Award { get; init; }

    public required string StudentNumber { get; init; }

    /// <summary>When the board's results may be published; null where nobody has set it.</summary>
    public required DateTimeOffset? ReleaseAt { get; init; }

    /// <summary>After an appeal another decision stands in its place.</summary>
    public bool IsSuperseded { get; init; }

    /// <summary>An appeal against it is under way.</summary>
    public bool IsAppealed { get; init; }

    /// <summary>A misconduct case is open.</summary>
    public bool HasOpenCase { get; init; }

    public required IReadOnlyCollection<Hold> OpenHolds { get; init; }

    /// <summary>Conferred, and not taken back.</summary>
    public bool IsConferred { get; init; }

    /// <summary>Every reason why the award cannot be conferred now, each naming who owns it; empty for who is eligible.</summary>
    public IReadOnlyList<Refusal> Obstacles(DateTimeOffset now)
    {
        List<Refusal> found = [];
        if (Award.Code is not (AwardCode.Award or AwardCode.ExitAward) || Award.Award is null)
        {
            found.Add(new("NO_AWARD", $"{StudentNumber}: the board's decision makes no award."));
        }

        if (IsSuperseded)
        {
            found.Add(new("SUPERSEDED", $"{StudentNumber}: after an appeal another decision stands in the place of this one.", "Appeals"));
        }

        if (IsConferred)
        {
            found.Add(new("ALREADY_CONFERRED", $"{StudentNumber}: the award is conferred already."));
        }

        if (ReleaseAt is null || ReleaseAt > now)
        {
            found.Add(new("NOT_RELEASED", $"{StudentNumber}: the results of the board are not released yet.", "F012"));
        }

        if (IsAppealed)
        {
            found.Add(new("APPEAL_OPEN", $"{StudentNumber}: an appeal against the award is under way; the appeals office decides it first.", "Appeals"));
        }

        if (HasOpenCase)
        {
            found.Add(new("MISCONDUCT_OPEN", $"{StudentNumber}: Academic Integrity has an open case; it is decided first.", "F069"));
        }

        found.AddRange(Enrolment.Obstacles.ToGraduating(new EnrolmentStanding { IdentityVerified = true, OpenHolds = OpenHolds }).Select(r => r with { Sentence = $"{StudentNumber}: {r.Sentence}" }));
        return found;
    }
}
