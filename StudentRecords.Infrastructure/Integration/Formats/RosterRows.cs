using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Formats;

/// <summary>A student in a class, or no longer.</summary>
internal sealed record RosterEntry(string Class, string ModuleRun, string Student, bool IsIn);

/// <summary>A part of an academic year.</summary>
internal sealed record RosterSession(string AcademicYear, string Period, string Start, string End);

/// <summary>What roster messages say, in one shape whichever flow they are of.</summary>
internal sealed class RosterRows
{
    private readonly Dictionary<(string Class, string Student), RosterEntry> entries = [];
    private readonly SortedDictionary<string, RosterSession> sessions = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> classes = new(StringComparer.Ordinal);

    /// <summary>By class and student.</summary>
    public IEnumerable<RosterEntry> Entries => entries.Values.OrderBy(e => e.Class, StringComparer.Ordinal).ThenBy(e => e.Student, StringComparer.Ordinal);

    public IEnumerable<RosterSession> Sessions => sessions.Values;

    /// <summary>Classes and the module runnings that they are of.</summary>
    public IReadOnlyDictionary<string, string> Classes => classes;

    public static bool Knows(OutboxMessage message) => (message.Flow, message.Type) is ("F003", "ModuleRegistrationChanged") or ("F014", "RosterSnapshot" or "RosterDelta" or "AcademicCalendarPublished")
        or ("F015", "CourseSiteRequired" or "CourseMembershipGranted" or "CourseMembershipRevoked" or "TermDatesPublished") or ("F031", "SurveyCohortPublished" or "SurveyCohortAmended");

    /// <summary>Reads the messages in their order; a later one about the same student and class stands.</summary>
    public static async Task<RosterRows> ReadAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, CancellationToken ct)
    {
        var rows = new RosterRows();
        foreach (var message in messages)
        {
            var body = message.Content();
            switch (message.Type)
            {
                case "RosterSnapshot" or "SurveyCohortPublished":
                    await rows.SnapshotAsync(db, message, body, ct);
                    break;
                case "AcademicCalendarPublished" or "TermDatesPublished":
                    rows.Calendar(body);
                    break;
                case "CourseSiteRequired":
                    rows.classes[body.Text("moduleRun")!] = body.Text("moduleRun")!;
                    break;
                case "CourseMembershipGranted" or "CourseMembershipRevoked":
                    rows.Add(body.Text("moduleRun")!, body.Text("moduleRun")!, body.Text("person")!, message.Type == "CourseMembershipGranted");
                    break;
                case "SurveyCohortAmended":
                    rows.Add($"{body.Text("survey")}/{body.Text("moduleRun")}", body.Text("moduleRun")!, body.Text("student")!, body.GetProperty("isAsked").GetBoolean());
                    break;
                default:
                    rows.Add(body.Text("moduleRun")!, body.Text("moduleRun")!, body.Text("student")!, body.GetProperty(message.Type == "RosterDelta" ? "isOn" : "registered").GetBoolean());
                    break;
            }
        }

        return rows;
    }

    private void Add(string @class, string run, string student, bool isIn)
    {
        classes[@class] = run;
        entries[(@class, student)] = new RosterEntry(@class, run, student, isIn);
    }

    /// <summary>Whoever was in the last snapshot that was delivered and is not in this one is out.</summary>
    private async Task SnapshotAsync(RegistryDbContext db, OutboxMessage message, JsonElement body, CancellationToken ct)
    {
        var @class = body.Text("partition")!;
        var run = message.Flow == "F031" ? @class[(@class.IndexOf('/', StringComparison.Ordinal) + 1)..] : @class;
        classes[@class] = run;
        var before = await db.Set<OutboxMessage>().AsNoTracking()
            .Where(m => m.Flow == message.Flow && m.Destination == message.Destination && m.Type == message.Type && m.Aggregate == message.Aggregate && m.Sequence < message.Sequence && m.State == OutboxState.Delivered)
            .OrderByDescending(m => m.Sequence).FirstOrDefaultAsync(ct);
        foreach (var gone in before is null ? [] : Students(before.Content()))
        {
            Add(@class, run, gone, false);
        }

        foreach (var student in Students(body))
        {
            Add(@class, run, student, true);
        }
    }

    private void Calendar(JsonElement body)
    {
        var year = body.Text("partition")!;
        foreach (var part in body.GetProperty("data").EnumerateArray())
        {
            sessions[$"{year}/{part.Text("period")}"] = new RosterSession(year, part.Text("period")!, part.Text("start")!, part.Text("end")!);
        }
    }

    private static List<string> Students(JsonElement body) => [.. body.GetProperty("data").EnumerateArray().Select(r => r.Text("student")).OfType<string>()];
}
