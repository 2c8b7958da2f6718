namespace StudentRecords.Tests.Faults;

/// <summary>What must hold once everything has been said, delivered and written down.</summary>
internal enum Law
{
    /// <summary>What was acknowledged has had its effect.</summary>
    NothingIsLost,

    /// <summary>What has had an effect was attempted.</summary>
    NothingIsInvented,

    /// <summary>Every effect is there once.</summary>
    NothingIsDoubled,

    /// <summary>An account is the sum of the distinct sums that were paid into it.</summary>
    AccountsAreExact,

    /// <summary>An effect that others must hear of has its outgoing message.</summary>
    EverythingIsTold,

    /// <summary>Every message that changed the record stands in the trail once, and the trail is whole.</summary>
    EverythingIsAudited,

    /// <summary>What the outbox says was delivered is at the far system, and nothing else is.</summary>
    FarSystemsAgree,

    /// <summary>A lane arrived as 1, 2, 3 …, leaving out only what was withdrawn, and never stepped back.</summary>
    LanesKeepTheirOrder,

    /// <summary>Applied, stale and quarantined are together what was accepted, each under the id that it came with.</summary>
    EverythingIsAccountedFor,

    /// <summary>No sender was given an answer that tells it neither yes, nor no, nor later.</summary>
    AnswersAreClear,

    /// <summary>The database file holds together.</summary>
    TheStoreIsWhole,
}

/// <param name="Law">What does not hold.</param>
/// <param name="What">Where.</param>
internal sealed record Breach(Law Law, string What);

/// <summary>What the oracle says of a run.</summary>
internal sealed record Verdict
{
    public required IReadOnlyList<Breach> Breaches { get; init; }

    public required int Attempts { get; init; }

    public required int Acknowledged { get; init; }

    /// <summary>Sent again by their senders though they had been acknowledged.</summary>
    public required int Repeats { get; init; }

    public required int Effects { get; init; }

    /// <summary>What the far systems were sent, repeats and all.</summary>
    public required int Deliveries { get; init; }

    /// <summary>What they kept of it.</summary>
    public required int Kept { get; init; }

    public int Of(Law law) => Breaches.Count(b => b.Law == law);

    public override string ToString() =>
        $"{Attempts:N0} posts, {Acknowledged:N0} acknowledged, {Repeats:N0} sent again though acknowledged; {Effects:N0} effects, {Of(Law.NothingIsLost):N0} lost, {Of(Law.NothingIsDoubled):N0} doubled, {Of(Law.AnswersAreClear):N0} unexpected; "
        + $"far systems: {Deliveries:N0} deliveries, {Kept:N0} kept, {Deliveries - Kept:N0} repeats known as such, {Of(Law.LanesKeepTheirOrder):N0} out of order"
        + string.Concat(Breaches.Take(20).Select(b => $"{Environment.NewLine}  {b.Law}: {b.What}"));
}
