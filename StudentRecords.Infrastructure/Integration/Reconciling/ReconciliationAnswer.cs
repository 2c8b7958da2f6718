using System.Text.Json.Serialization;
using StudentRecords.Domain.Integration.Reconciling;

namespace StudentRecords.Infrastructure.Integration.Reconciling;

/// <summary>The record's own figure of a flow and period: totals only.</summary>
public sealed record OurFigure(string Flow, DateOnly From, DateOnly To, int Count, IReadOnlyList<PartnerGroup> Groups);

/// <summary>What the other side is told of a comparison.</summary>
public sealed record ReconciliationAnswer
{
    /// <summary>The record's number of the comparison, as text: it is longer than what some readers of JSON take for a number.</summary>
    [JsonNumberHandling(JsonNumberHandling.WriteAsString)]
    public required long Run { get; init; }
    public required string Flow { get; init; }

    /// <summary>Same, Differs or Drift (and later Settled or Superseded).</summary>
    public required string State { get; init; }

    /// <summary>The figure had come before; this is what was found then.</summary>
    public required bool Repeated { get; init; }
    public required int OurCount { get; init; }
    public required int TheirCount { get; init; }

    /// <summary>The groups whose totals are not alike.</summary>
    public required IReadOnlyList<GroupAnswer> Differing { get; init; }

    /// <summary>How many drifts of each kind.</summary>
    public required IReadOnlyDictionary<string, int> Drift { get; init; }

    /// <summary>True where only totals were told and they differ: tell the period's items under another id.</summary>
    public bool WantsItems => State == nameof(ReconciliationState.Differs);

    /// <summary>Into the record: what never came, or only in an older version. The sender sends it again under its ids. At most a thousand.</summary>
    public required IReadOnlyList<PartnerItem> SendAgain { get; init; }
}

/// <summary>Both sides' totals of one group.</summary>
public sealed record GroupAnswer(string Group, int OurCount, string? OurSha256, decimal? OurPounds, int? TheirCount, string? TheirSha256, decimal? TheirPounds);
