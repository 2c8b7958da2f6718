using System.Globalization;
using System.Text;

namespace StudentRecords.Web.Integration.Simulator.Parts;

/// <summary>Timetabling: events as messages and as a calendar, a group, a room that changes, and an export that was cut in half and would cancel everything.</summary>
internal sealed class Timetabling() : Part("TTB")
{
    private const string Flow = "F004";
    private const int Weeks = 8;

    public override IEnumerable<Post> Sends(TermStage stage, Scene scene) => stage switch
    {
        TermStage.Teaching =>
        [
            Batch(scene.Courses.Take(2).SelectMany((c, i) => Enumerable.Range(1, Weeks).Select(w => Event(scene, c, w, 9 + i)))), Calendar(scene, scene.Courses[2]),
            One(new Letter(Flow, "TeachingGroupAllocated", $"{scene.Mark}-G1", new { group = $"{scene.Mark}-G1", title = "Climate data seminar 1", kind = "Seminar", academicYear = scene.Year, from = scene.Begins, students = scene.Taught.Take(10).Select(n => n.Who).ToArray() })),
        ],
        TermStage.Assessment =>
        [
            One(new Letter(Flow, "TeachingRoomAllocated", Scene.Event(scene.Courses[0], Weeks), new { @event = Scene.Event(scene.Courses[0], Weeks), room = Estates.Room(scene, 3) }) { SourceVersion = 2 }),
            One(Cancelled(scene, scene.Courses[1], Weeks, Fate.Applied)),
        ],
        TermStage.Close => [Batch(scene.Courses.SelectMany(c => Enumerable.Range(1, Weeks - 1).Select(w => Cancelled(scene, c, w, Fate.Quarantined))))],
        _ => [],
    };

    private static Letter Event(Scene scene, Course course, int week, int hour) => new(Flow, "TeachingEventScheduled", Scene.Event(course, week), new
    {
        @event = Scene.Event(course, week), moduleRun = course.Run, kind = "Lecture", startsAt = scene.Hour(week, hour), endsAt = scene.Hour(week, hour + 1), room = Estates.Room(scene, 1), staff = new[] { "S9001" },
    });

    private static Letter Cancelled(Scene scene, Course course, int week, Fate fate) =>
        new(Flow, "TeachingEventCancelled", Scene.Event(course, week), new { @event = Scene.Event(course, week), reason = "Not in the export" }) { SourceVersion = 3, Fate = fate };

    private static Post Calendar(Scene scene, Course course)
    {
        var text = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Wexmoor//Timetabling//EN\r\n");
        foreach (var week in Enumerable.Range(1, Weeks))
        {
            text.Append(CultureInfo.InvariantCulture, $"BEGIN:VEVENT\r\nUID:{Scene.Event(course, week)}\r\nSEQUENCE:0\r\nDTSTAMP:{Moment(scene.Hour(1, 8))}\r\nDTSTART:{Moment(scene.Hour(week, 14))}\r\nDTEND:{Moment(scene.Hour(week, 15))}\r\n")
                .Append(CultureInfo.InvariantCulture, $"CATEGORIES:Seminar\r\nLOCATION:{Estates.Room(scene, 2)}\r\nX-MODULE-RUN:{course.Run}\r\nX-STAFF:S9002\r\nEND:VEVENT\r\n");
        }

        return new Post(Way.Calendar, Flow, [.. Enumerable.Range(1, Weeks).Select(w => Event(scene, course, w, 14))], text.Append("END:VCALENDAR\r\n").ToString());
    }

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
