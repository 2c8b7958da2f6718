using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Formats;

/// <summary>
/// OneRoster 1.2 CSV: a zip with manifest.csv and the tables that it names. All tables are deltas, since a night brings only what has changed: whoever is no longer in a
/// class is <c>tobedeleted</c>. A class is a module running, a course its module; of a person it says name and number, which the format asks for, and no more.
/// </summary>
internal sealed class OneRoster() : NamedFormat("zip")
{
    private const string Organisation = "SIS";

    private static readonly string[] Tables =
    [
        "academicSessions", "categories", "classes", "classResources", "courses", "courseResources", "demographics", "enrollments", "lineItemLearningObjectiveIds", "lineItems", "lineItemScoreScales", "orgs",
        "resources", "resultLearningObjectiveIds", "results", "resultScoreScales", "roles", "scoreScales", "userProfiles", "userResources", "users",
    ];

    public override bool Writes(OutboxMessage message) => RosterRows.Knows(message);

    public override async Task<FormatFile> WriteAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, FileTurn turn, CancellationToken ct)
    {
        var rows = await RosterRows.ReadAsync(db, messages, ct);
        var keys = rows.Classes.Values.Distinct().ToList();
        var runs = await db.Set<ModuleOccurrence>().AsNoTracking().Where(o => keys.Contains(o.Key)).OrderBy(o => o.Key)
            .Select(o => new TaughtRun(o.Key, o.Module.Code, o.ModuleVersion.Title, o.AcademicYear, o.Period, o.Start, o.End)).ToDictionaryAsync(o => o.Key, ct);
        var numbers = rows.Entries.Select(e => e.Student).Distinct().ToList();
        var people = await db.Set<Person>().AsNoTracking().Where(p => numbers.Contains(p.StudentNumber)).OrderBy(p => p.StudentNumber).Select(p => new { p.StudentNumber, p.GivenNames, p.FamilyName, p.KnownAs }).ToListAsync(ct);
        var now = Moment(turn.Now);
        var known = people.Select(p => p.StudentNumber).ToHashSet();
        var sessions = rows.Sessions.Select(s => (Id: Session(s.AcademicYear, s.Period), s.AcademicYear, s.Period, s.Start, s.End))
            .Concat(runs.Values.GroupBy(r => (r.AcademicYear, r.Period)).Select(g => (Id: Session(g.Key.AcademicYear, g.Key.Period), g.Key.AcademicYear, g.Key.Period, Start: Day(g.Min(r => r.Start)), End: Day(g.Max(r => r.End)))))
            .GroupBy(s => s.Id).Select(g => g.First()).OrderBy(s => s.Id, StringComparer.Ordinal).ToList();
        SortedDictionary<string, string> tables = new(StringComparer.Ordinal)
        {
            ["academicSessions"] = Csv(["sourcedId", "status", "dateLastModified", "title", "type", "startDate", "endDate", "parentSourcedId", "schoolYear"],
                sessions.Select(s => (string?[])[s.Id, "active", now, $"{s.AcademicYear} {s.Period}", "term", s.Start, s.End, "", Ends(s.AcademicYear)])),
            ["orgs"] = Csv(["sourcedId", "status", "dateLastModified", "name", "type", "identifier", "parentSourcedId"], [[Organisation, "active", now, "Student Records", "school", "", ""]]),
            ["courses"] = Csv(["sourcedId", "status", "dateLastModified", "schoolYearSourcedId", "title", "courseCode", "grades", "orgSourcedId", "subjects", "subjectCodes"],
                runs.Values.GroupBy(r => r.Module).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (string?[])[g.Key, "active", now, "", g.First().Title, g.Key, "", Organisation, "", ""])),
            ["classes"] = Csv(["sourcedId", "status", "dateLastModified", "title", "grades", "courseSourcedId", "classCode", "classType", "location", "schoolSourcedId", "termSourcedIds", "subjects", "subjectCodes", "periods"],
                rows.Classes.Where(c => runs.ContainsKey(c.Value)).Select(c => (Code: c.Key, Run: runs[c.Value]))
                    .Select(c => (string?[])[c.Code, "active", now, c.Run.Title, "", c.Run.Module, c.Code, "scheduled", "", Organisation, Session(c.Run.AcademicYear, c.Run.Period), "", "", ""])),
            ["users"] = Csv(["sourcedId", "status", "dateLastModified", "enabledUser", "username", "userIds", "givenName", "familyName", "middleName", "identifier", "email", "sms", "phone", "agentSourcedIds", "grades", "password", "userMasterIdentifier", "resourceSourcedIds", "preferredGivenName", "preferredMiddleName", "preferredFamilyName", "primaryOrgSourcedId", "pronouns"],
                people.Select(p => (string?[])[p.StudentNumber, "active", now, "true", p.StudentNumber, "", p.GivenNames, p.FamilyName, "", p.StudentNumber, "", "", "", "", "", "", "", "", p.KnownAs, "", "", Organisation, ""])),
            ["roles"] = Csv(["sourcedId", "status", "dateLastModified", "userSourcedId", "roleType", "role", "beginDate", "endDate", "orgSourcedId", "userProfileSourcedId"],
                people.Select(p => (string?[])[$"{p.StudentNumber}/student", "active", now, p.StudentNumber, "primary", "student", "", "", Organisation, ""])),
            ["enrollments"] = Csv(["sourcedId", "status", "dateLastModified", "classSourcedId", "schoolSourcedId", "userSourcedId", "role", "primary", "beginDate", "endDate"],
                rows.Entries.Where(e => known.Contains(e.Student) && runs.ContainsKey(e.ModuleRun)).Select(e => (string?[])[$"{e.Class}/{e.Student}", e.IsIn ? "active" : "tobedeleted", now, e.Class, Organisation, e.Student, "student", "", "", ""])),
        };
        var manifest = Csv(["propertyName", "value"],
            new List<string?[]> { new[] { "manifest.version", "1.0" }, new[] { "oneroster.version", "1.2" } }
                .Concat(Tables.Select(t => (string?[])[$"file.{t}", tables.ContainsKey(t) ? "delta" : "absent"]))
                .Concat([["source.systemName", "StudentRecords"], ["source.systemCode", Organisation]]));
        return new FormatFile(Zip(manifest, tables, turn.Now), rows.Entries.Count(e => known.Contains(e.Student) && runs.ContainsKey(e.ModuleRun)));
    }

    private static byte[] Zip(string manifest, IReadOnlyDictionary<string, string> tables, DateTimeOffset now)
    {
        using var whole = new MemoryStream();
        using (var zip = new ZipArchive(whole, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in tables.Prepend(new KeyValuePair<string, string>("manifest", manifest)))
            {
                var entry = zip.CreateEntry($"{name}.csv");
                entry.LastWriteTime = now;
                using var stream = entry.Open();
                stream.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return whole.ToArray();
    }

    /// <summary>RFC 4180.</summary>
    private static string Csv(string[] header, IEnumerable<string?[]> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows.Prepend(header))
        {
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        }

        return text.ToString();
    }

    private static string Cell(string? value) => value is null ? "" : value.AsSpan().ContainsAny(",\"\r\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;

    private static string Session(string year, string period) => $"{year}/{period}";

    /// <summary>OneRoster names a school year by the year in which it ends.</summary>
    private static string Ends(string year) => int.TryParse(year.AsSpan(0, Math.Min(4, year.Length)), NumberStyles.None, CultureInfo.InvariantCulture, out var first) ? (first + 1).ToString(CultureInfo.InvariantCulture) : "";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private sealed record TaughtRun(string Key, string Module, string Title, string AcademicYear, string Period, DateOnly Start, DateOnly End);
}
