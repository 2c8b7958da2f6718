namespace StudentRecords.Web.Integration.Simulator.Formats;

/// <summary>OneRoster 1.2 as a learning environment imports it: the tables that the manifest names and no others, and every enrolment of a user, a class and a school that stand in the same file.</summary>
internal sealed class RosterReader : IFileReader
{
    private static readonly string[] Needed = ["academicSessions", "classes", "courses", "enrollments", "orgs", "roles", "users"];

    public FileRead Read(FetchedFile file)
    {
        using var zip = new RosterZip(file.Content);
        var said = zip.Table("manifest").ToDictionary(r => r["propertyName"], r => r["value"], StringComparer.Ordinal);
        FormatCheck.That(said.GetValueOrDefault("manifest.version") == "1.0" && said.GetValueOrDefault("oneroster.version") == "1.2", "its manifest is not that of OneRoster 1.2");
        var tables = said.Where(s => s.Key.StartsWith("file.", StringComparison.Ordinal) && s.Value != "absent").ToDictionary(s => s.Key[5..], s => s.Value, StringComparer.Ordinal);
        FormatCheck.That(tables.Values.All(v => v == "delta") && Needed.All(tables.ContainsKey), "a table is missing, or is no delta: a bulk table would delete the runnings that have not changed");
        FormatCheck.That(zip.Names.Order(StringComparer.Ordinal).SequenceEqual(tables.Keys.Append("manifest").Order(StringComparer.Ordinal)), $"its manifest names {string.Join(", ", tables.Keys)}, and {string.Join(", ", zip.Names)} are in it");
        var known = tables.Keys.ToDictionary(t => t, t => Ids(zip, t), StringComparer.Ordinal);
        CheckLinks(zip, known, "classes", ("courseSourcedId", "courses"), ("schoolSourcedId", "orgs"), ("termSourcedIds", "academicSessions"));
        CheckLinks(zip, known, "roles", ("userSourcedId", "users"), ("orgSourcedId", "orgs"));
        CheckLinks(zip, known, "enrollments", ("classSourcedId", "classes"), ("userSourcedId", "users"), ("schoolSourcedId", "orgs"));
        FormatCheck.That(known["enrollments"].Count == file.Note.Rows, $"it has {known["enrollments"].Count} enrolments, its manifest says {file.Note.Rows}");
        return new FileRead();
    }

    private static HashSet<string> Ids(RosterZip zip, string table)
    {
        HashSet<string> ids = new(StringComparer.Ordinal);
        foreach (var row in zip.Table(table))
        {
            FormatCheck.That(row["sourcedId"].Length > 0 && ids.Add(row["sourcedId"]), $"{table} has {row["sourcedId"]} twice");
            FormatCheck.That(row["status"] is "active" or "tobedeleted", $"{row["sourcedId"]} of {table} is {row["status"]}");
        }

        return ids;
    }

    private static void CheckLinks(RosterZip zip, Dictionary<string, HashSet<string>> known, string table, params (string Field, string Of)[] links)
    {
        foreach (var row in zip.Table(table))
        {
            foreach (var (field, of) in links)
            {
                FormatCheck.That(known[of].Contains(row[field]), $"{row["sourcedId"]} of {table} names {row[field]}, which is not among its {of}");
            }
        }
    }
}
