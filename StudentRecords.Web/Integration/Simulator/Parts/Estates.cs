namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>Estates: rooms, in the old version of the contract and in the new one, and one for an event of timetabling's that they give another room.</summary>
internal sealed class Estates() : Part("EST")
{
    public static string Room(Scene scene, int number) => $"{scene.Mark}-R{number}";

    public override IEnumerable<Post> Sends(TermStage stage, Scene scene) => stage switch
    {
        TermStage.Before =>
        [
            One(Old(scene, "SpaceAllocationConfirmed", 1, isFree: true)),
            .. Enumerable.Range(2, 3).Select(i => One(New(scene, "SpaceAllocationConfirmed", i, "Free", 1))),
        ],
        TermStage.Teaching => [One(Given(scene, 4, Scene.Event(scene.Courses[0], 2), 2))],
        TermStage.Assessment => [One(New(scene, "MaintenanceNoticeIssued", 2, "Closed", 2)), One(New(scene, "EventBookingNotified", 9, "Taken", 1))],
        _ => [],
    };

    /// <summary>Room for one event of timetabling's, with where the room is. Timetabling may tell of the event a moment later.</summary>
    private static Letter Given(Scene scene, int number, string taught, int week) => new("F020", "SpaceAllocationConfirmed", $"{Room(scene, number)}/B{number}-{week}", new
    {
        room = Room(scene, number), booking = $"{scene.Mark}-B{number}-{week}", startsAt = scene.Hour(week, 9), endsAt = scene.Hour(week, 10), use = "Free", @event = taught, eventVersion = 1,
        place = new { site = "Hill", building = "Mill", capacity = 300, asOf = scene.Hour(1, 8) },
    }) { ContractVersion = 2, Fate = Fate.Awaited };

    private static Letter Old(Scene scene, string type, int number, bool isFree) => new("F020", type, $"{Room(scene, number)}/B{number}", new
    {
        room = Room(scene, number), booking = $"{scene.Mark}-B{number}", startsAt = scene.Hour(1, 8), endsAt = scene.Hour(1, 20), isFree,
    });

    private static Letter New(Scene scene, string type, int number, string use, long version) => new("F020", type, $"{Room(scene, number)}/B{number}", new
    {
        room = Room(scene, number), booking = $"{scene.Mark}-B{number}", startsAt = scene.Hour(1, 8), endsAt = scene.Hour(1, 20), use,
    }) { ContractVersion = 2, SourceVersion = version };
}
