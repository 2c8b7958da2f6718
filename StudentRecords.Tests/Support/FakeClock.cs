namespace StudentRecords.Tests.Support;

/// <summary>A clock that moves only when a test moves it. Starts on Monday 3 June 2024, 09:00 UTC.</summary>
public sealed class FakeClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2024, 6, 3, 9, 0, 0, TimeSpan.Zero);

    public DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    public override DateTimeOffset GetUtcNow() => Now;

    public void Advance(TimeSpan by) => Now += by;
}
