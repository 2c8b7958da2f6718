namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>Accommodation: rooms, check-in, charges, and a booking's message that does not say what became of it.</summary>
internal sealed class Residences() : Part("ACC")
{
    private const string Flow = "F018";

    public override IEnumerable<Post> Sends(TermStage stage, Scene scene)
    {
        var guests = scene.Students.Take(12).Select((s, i) => (Student: s, Booking: $"{scene.Mark}-H{i}")).ToList();
        return (stage, guests.Count) switch
        {
            (TermStage.Arrival, > 0) =>
            [
                Batch(guests.Select(g => Told(scene, g.Student, g.Booking, "ResidenceRoomAllocated", 1))), Batch(guests.Select(g => Told(scene, g.Student, g.Booking, "ResidentCheckedIn", 2))),
                Batch(guests.Select(g => new Letter(Flow, "AccommodationChargeNotified", $"{g.Booking}/charge", new { student = g.Student.Who, booking = g.Booking, academicYear = scene.Year, amount = 5400 }))),
                One(Told(scene, guests[0].Student, $"{scene.Mark}-H99", "BookingStatusChanged", 1) with { Fate = Fate.Quarantined }),
            ],
            (TermStage.Close, > 0) => [One(Told(scene, guests[0].Student, guests[0].Booking, "ResidentCheckedOut", 3))],
            _ => [],
        };
    }

    private static Letter Told(Scene scene, EnrolledStudent student, string booking, string type, long version) => new(Flow, type, booking, new
    {
        student = student.Who, booking, residence = "Fell House", room = $"F{booking[^1]}", from = scene.Begins, to = scene.Ends, postcode = "WX1 4FH",
    }) { SourceVersion = version };
}
