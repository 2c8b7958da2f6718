using StudentRecords.Domain.Adjustments;

namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>F066 ExceptionalCircumstancesOutcome: what was decided on a claim, item by item. Evidence and narrative are not taken.</summary>
public sealed record CircumstancesOutcome
{
    public required PersonRef Student { get; init; }

    /// <summary>Wellbeing's reference of the claim.</summary>
    public required string Claim { get; init; }
    public required CircumstanceOutcome Outcome { get; init; }
    public CircumstanceSeverity Severity { get; init; }
    public required DateOnly DecidedOn { get; init; }
    public IReadOnlyList<AffectedItem> Items { get; init; } = [];

    public void Check(Checks checks)
    {
        checks.Who("/student", Student).Text("/claim", Claim, 60).Past("/decidedOn", DecidedOn)
            .That(Enum.IsDefined(Outcome), "/outcome", "is no outcome.").That(Enum.IsDefined(Severity), "/severity", "is no severity.")
            .That(Items.Count > 0 || Outcome is CircumstanceOutcome.DiscretionAtAward or CircumstanceOutcome.NoFurtherAction or CircumstanceOutcome.Rejected, "/items", "must name what is affected.")
            .That(Items.Count <= 50, "/items", "are more than 50.");
        for (var i = 0; i < Items.Count; i++)
        {
            checks.Text($"/items/{i}/assessment", Items[i].Assessment, 60).Between($"/items/{i}/attempt", Items[i].Attempt, 1, 20)
                .That(Outcome != CircumstanceOutcome.Extension || Items[i].Until is not null, $"/items/{i}/until", "is needed for an extension.");
        }
    }
}

/// <summary>An assessment that a claim is about.</summary>
public sealed record AffectedItem
{
    /// <summary>The component's key.</summary>
    public required string Assessment { get; init; }

    /// <summary>Null: every attempt.</summary>
    public int? Attempt { get; init; }

    /// <summary>The new last day of an extension.</summary>
    public DateOnly? Until { get; init; }
}
