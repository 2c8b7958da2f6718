using StudentRecords.Domain.Misconduct;

namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>
/// F069 MisconductOutcomeConfirmed, PenaltyImposed, MisconductCaseClosed, MisconductOutcomeOverturned. Each tells the whole case as it
/// stands, so that the highest version says all and the order of arrival makes no difference.
/// </summary>
public sealed record MisconductTold
{
    public required PersonRef Student { get; init; }

    /// <summary>Academic Integrity's reference.</summary>
    public required string Case { get; init; }
    public required MisconductFinding Finding { get; init; }
    public DateOnly? DecidedOn { get; init; }
    public IReadOnlyList<PenaltyTold> Penalties { get; init; } = [];

    public void Check(Checks checks)
    {
        checks.Who("/student", Student).Text("/case", Case, 60).Past("/decidedOn", DecidedOn).That(Enum.IsDefined(Finding), "/finding", "is no finding.")
            .That(Penalties.Count == 0 || Finding == MisconductFinding.Proven, "/penalties", "can only follow a proven finding.")
            .That(Penalties.Count <= 20, "/penalties", "are more than 20.");
        for (var i = 0; i < Penalties.Count; i++)
        {
            Penalties[i].Check(checks, $"/penalties/{i}");
        }
    }
}

/// <summary>A penalty as it came from the panel.</summary>
public sealed record PenaltyTold
{
    public required MisconductPenalty Penalty { get; init; }

    /// <summary>Key of the component; for penalties on a piece of work.</summary>
    public string? Assessment { get; init; }

    /// <summary>Key of the module occurrence; for penalties on a module.</summary>
    public string? Occurrence { get; init; }
    public int? Attempt { get; init; }

    /// <summary>Marks: by how many reduced, at how many capped.</summary>
    public decimal? Value { get; init; }

    public void Check(Checks checks, string at) => checks.That(Enum.IsDefined(Penalty), $"{at}/penalty", "is no penalty.")
        .That(!MisconductPenalties.NeedsComponent(Penalty) || !string.IsNullOrWhiteSpace(Assessment), $"{at}/assessment", "is needed for this penalty.")
        .That(!MisconductPenalties.NeedsModule(Penalty) || !string.IsNullOrWhiteSpace(Assessment ?? Occurrence), $"{at}/occurrence", "is needed for this penalty.")
        .That(!MisconductPenalties.NeedsValue(Penalty) || Value is not null, $"{at}/value", "is needed for this penalty.")
        .Between($"{at}/value", Value, 0, 100).Between($"{at}/attempt", Attempt, 1, 20);
}
