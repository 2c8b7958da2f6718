using StudentRecords.Domain.Misconduct;

namespace StudentRecords.Domain.Assessment.Awards;

/// <summary>What a regulation is asked about: one candidate's modules, and the stage that the board considers.</summary>
public sealed record AwardProfile
{
    /// <summary>The candidate's number, where one is known; never a name.</summary>
    public string? Candidate { get; init; }

    /// <summary>The stage that is considered; null or the last one: the award.</summary>
    public int? Stage { get; init; }

    /// <summary>After the resit diet, when nothing of this year is still to come.</summary>
    public bool AfterResits { get; init; }

    /// <summary>A misconduct case is open: nothing can be decided.</summary>
    public bool MisconductOpen { get; init; }

    /// <summary>Penalties in effect that fall on the award or on the studies as a whole.</summary>
    public IReadOnlyList<MisconductPenalty> Penalties { get; init; } = [];

    public IReadOnlyList<ProfileModule> Modules { get; init; } = [];

    /// <summary>For degrees by research.</summary>
    public ResearchProfile? Research { get; init; }

    /// <summary>Reads a profile from JSON, as <c>assess</c> takes it.</summary>
    public static Outcome<AwardProfile> Read(string json) => AwardJson.Read<AwardProfile>(json, "PROFILE_UNREADABLE", "The profile");
}

/// <summary>A module as a regulation sees it. The mark comes from <see cref="Attempts"/>, else <see cref="Mark"/>, else <see cref="Components"/>.</summary>
public sealed record ProfileModule
{
    public required string Code { get; init; }

    public required decimal Credits { get; init; }

    /// <summary>FHEQ level, 3 to 8.</summary>
    public required int Level { get; init; }

    /// <summary>The stage of the programme in which it was taken, from 1.</summary>
    public int Stage { get; init; } = 1;

    /// <summary>The overall mark; null is missing, and missing is never a number.</summary>
    public decimal? Mark { get; init; }

    /// <summary>1 for a first attempt; what <see cref="Mark"/> was earned on. Deferral keeps the number.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Attempts used up, where parts of the module were taken again within one attempt; the cap on those is the mark rule's.</summary>
    public int Used { get; init; }

    /// <summary>Every attempt with its uncapped mark; a deferred one keeps its number.</summary>
    public IReadOnlyList<ProfileAttempt> Attempts { get; init; } = [];

    /// <summary>Marks and weights of the components, where the module's mark is still to be worked.</summary>
    public IReadOnlyList<ProfileComponent> Components { get; init; } = [];

    /// <summary>Core, dissertation, psrb: the kinds that clauses speak of.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>For a module without marks: whether it was passed. Its credit counts, its mark is in no mean.</summary>
    public bool? PassFail { get; init; }

    /// <summary>A part that had to be passed was not; the module fails whatever its mark and is never compensated.</summary>
    public bool QualifiedFail { get; init; }

    /// <summary>The module's own rule or its board failed it: where its mark alone would pass, a part of it had to be passed.</summary>
    public bool FailedByRule { get; init; }

    /// <summary>To be taken later as the same attempt.</summary>
    public bool Deferred { get; init; }

    /// <summary>Taken beyond the programme: neither its credit nor its mark counts.</summary>
    public bool Extra { get; init; }

    /// <summary>What a board has ratified; it stands, whatever the clauses would say.</summary>
    public CreditStanding? Ratified { get; init; }

    internal bool IsAny(IReadOnlyList<string> kinds)
    {
        foreach (var kind in Kinds)
        {
            if (kinds.Contains(kind, StringComparer.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>One attempt at a module, with the mark before any cap.</summary>
public sealed record ProfileAttempt(int Number, decimal? Mark);

/// <summary>One component of a module.</summary>
public sealed record ProfileComponent(string Key, decimal? Mark, decimal Weight);

/// <summary>What a module earned.</summary>
public enum CreditStanding
{
    Passed,
    Compensated,
    Condoned,
    Failed,
    Deferred,

    /// <summary>No mark, and no reason why.</summary>
    Missing,
}

/// <summary>What examiners of a thesis recommended.</summary>
public sealed record ResearchProfile
{
    /// <summary>Code of the recommendation.</summary>
    public required string Recommendation { get; init; }

    /// <summary>1 for the first submission.</summary>
    public int Submission { get; init; } = 1;

    public required DateOnly ExaminedOn { get; init; }

    /// <summary>The corrections asked for have been accepted.</summary>
    public bool CorrectionsAccepted { get; init; }

    /// <summary>The day on which the committee approved the recommendation.</summary>
    public DateOnly? ApprovedOn { get; init; }
}
