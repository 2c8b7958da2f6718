using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Teaching;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Browser;

/// <summary>Two events in one room, so that the timetable and its clashes have something to show.</summary>
internal static class SampleTimetable
{
    public static async Task AddAsync(TestRegistry registry, Dictionary<string, string> addresses)
    {
        var run = await registry.ReadAsync(db => db.Set<ModuleOccurrence>().OrderBy(o => o.Id).Select(o => o.Id).FirstAsync());
        var begins = registry.Clock.Now.AddDays(3);
        await registry.SaveAsync(db => db.AddRange(new[] { ("SAMPLE-1", "S0042"), ("SAMPLE-2", "S0043") }
            .Select(e => new TeachingEvent(e.Item1, 1, run, new TeachingTerms("Lecture", null, begins, begins.AddHours(1), "SAMPLE-ROOM", e.Item2), registry.Clock.Now))));
        addresses["/timetable/clashes/{Id:long}"] = $"/timetable/clashes/{await registry.ReadAsync(db => db.Set<TimetableClash>().OrderBy(c => c.Id).Select(c => c.Id).FirstAsync())}";
    }
}
