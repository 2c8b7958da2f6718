namespace StudentRecords.Web.Integration.Simulator.Formats;

/// <summary>The library's user XML: matched by the primary id, in or out, and out from a day on.</summary>
internal sealed class LibraryReader : IFileReader
{
    public FileRead Read(FetchedFile file)
    {
        var users = XmlContent.Root(file, "users").Elements().ToList();
        FormatCheck.That(users.Count == file.Note.Rows && users.Count == file.Note.Items.Count, $"its manifest says {file.Note.Rows} rows of {file.Note.Items.Count} messages, and {users.Count} users stand in it");
        foreach (var user in users)
        {
            var (id, status) = (user.Needed("primary_id"), user.Needed("status"));
            FormatCheck.That(user.Name.LocalName == "user" && status is "ACTIVE" or "INACTIVE", $"user {id} is {status}");
            FormatCheck.That((string?)user.Element("expiry_date") is { } expires ? expires is [.. var day, 'Z'] && XmlContent.IsDay(day) : status == "ACTIVE", $"user {id} expires on no day");
            FormatCheck.That(status == "INACTIVE" || (user.Needed("last_name").Length > 0 && user.Needed("user_group") is "STUDENT" or "RESEARCH"), $"user {id} is of no group");
        }

        return new FileRead();
    }
}
