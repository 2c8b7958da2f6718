namespace StudentRecords.Domain.Integration;

/// <summary>
/// How long a message that could not be delivered waits before it is tried again: 5 s at first, a day at the last, about three
/// days in all (the shape that Standard Webhooks advises). Then a person decides.
/// </summary>
public static class RetryLadder
{
    public static readonly IReadOnlyList<TimeSpan> Rungs =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    private const double Spread = 0.1;

    /// <summary>Null after the last rung.</summary>
    /// <param name="failures">How often it has failed before this time.</param>
    /// <param name="chance">0 to 1: spreads messages that failed together by a tenth to either side, so that they do not all return at once.</param>
    public static TimeSpan? After(int failures, double chance) => failures >= Rungs.Count ? null : Rungs[failures] * (1 - Spread + (2 * Spread * chance));
}
