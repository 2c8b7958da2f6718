using StudentRecords.Tests.Faults.Inside;
using Xunit.Abstractions;

namespace StudentRecords.Tests.Faults;

/// <summary>The hub as a process that is killed, starved and locked out: nothing is lost and nothing is doubled. Without its guards both happen, and are noticed.</summary>
public sealed class HubFaultTests(ShortCourse course, ITestOutputHelper output) : IClassFixture<ShortCourse>
{
    public static TheoryData<string> Guards => [.. Enum.GetNames<Guard>()];

    [Fact]
    public void Hub_ThatIsKilledAtNamedPoints_LosesNothingAndDoublesNothing()
    {
        output.WriteLine(course.Told);
        Assert.True(course.Borne.Breaches.Count == 0, course.Told);
        Assert.Equal(3, course.Kills);
        Assert.True(course.Borne.Repeats > 0, "duplicates are part of it");
        Assert.True(course.Borne.Deliveries > course.Borne.Kept, "and so are deliveries whose answer was not heard");
    }

    [Fact]
    public void FullStore_TellsSendersToComeBack_AndAcknowledgesNothingThatItDoesNotHold()
    {
        Assert.InRange(course.Full.Refused, 5, int.MaxValue);
        Assert.Equal(0, course.Full.AcknowledgedWithoutRow);
    }

    [Fact]
    public void LockedStore_AcknowledgesNothing_AndCatchesUpAfterwards()
    {
        Assert.Equal(0, course.Locked.AcknowledgedMeanwhile);
        Assert.InRange(course.Locked.CaughtUpIn, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Theory]
    [MemberData(nameof(Guards))]
    public void GuardTakenAway_IsNoticed(string name)
    {
        var guard = Enum.Parse<Guard>(name);
        var noticed = course.Unguarded.Breaches.Where(b => b.What.Contains(Sabotages.Word(guard), StringComparison.Ordinal)).Select(b => b.Law).Distinct().ToList();
        Assert.True(noticed.Contains(Sabotages.Breaks[guard]), $"noticed: {string.Join(", ", noticed)}; {course.Unguarded}");
    }
}
