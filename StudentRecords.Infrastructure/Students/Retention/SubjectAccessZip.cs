using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using StudentRecords.Domain;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Students.Retention;
using StudentRecords.Infrastructure.Documents;

namespace StudentRecords.Infrastructure.Students.Retention;

/// <summary>The answer to a request: everything as JSON for machines, and the same as a PDF to be read.</summary>
internal static class SubjectAccessZip
{
    private const int LongestShown = 400;
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(Person person, SubjectAccessRequest request, IReadOnlyList<SubjectPart> parts, InstitutionProfile institution, DateTimeOffset at)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var json = zip.CreateEntry("record.json").Open())
            {
                Write(json, person, request, parts, at);
            }

            using var pdf = zip.CreateEntry("record.pdf").Open();
            pdf.Write(PdfDocument.Render(Document(person, request, parts, institution, at)));
        }

        return file.ToArray();
    }

    private static void Write(Stream to, Person person, SubjectAccessRequest request, IReadOnlyList<SubjectPart> parts, DateTimeOffset at)
    {
        using var json = new Utf8JsonWriter(to, Options);
        json.WriteStartObject();
        json.WriteString("studentNumber", person.StudentNumber);
        json.WriteString("request", request.Reference);
        json.WriteString("takenAt", at.ToUniversalTime());
        json.WriteStartObject("notGiven");
        foreach (var (kind, why) in SubjectRecord.Exempt)
        {
            json.WriteString(kind, why);
        }

        json.WriteEndObject();
        foreach (var part in parts)
        {
            json.WriteStartArray(part.Kind);
            foreach (var row in part.Rows)
            {
                json.WriteStartObject();
                foreach (var (name, value) in row)
                {
                    json.WritePropertyName(name);
                    JsonSerializer.Serialize(json, value is Enum ? value.ToString() : value);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static DocumentModel Document(Person person, SubjectAccessRequest request, IReadOnlyList<SubjectPart> parts, InstitutionProfile institution, DateTimeOffset at) => new()
    {
        Title = "What is held about you",
        Subtitle = $"{person.DisplayName}, {person.StudentNumber}. Request {request.Reference}, received {request.ReceivedOn.ToString("d MMMM yyyy", British)}",
        Institution = institution.Name,
        Classification = "Personal: for the person named only",
        DatedAt = at,
        Blocks =
        [
            new Heading(1, "About this document"),
            new Paragraph("This is everything that the student record holds about you, in the record's own words. The same is in the file record.json, in full where a text is cut here."),
            .. SubjectRecord.Exempt.Select(e => new Paragraph($"Not given: {Words(e.Key)}. {e.Value}")),
            .. parts.Where(p => p.Rows.Count > 0).SelectMany(Part),
        ],
    };

    private static IEnumerable<Block> Part(SubjectPart part) =>
    [
        new Heading(1, Words(part.Kind)),
        .. part.Rows.SelectMany((row, i) => (Block[])[.. part.Rows.Count > 1 ? [new Heading(2, $"{Words(part.Kind)} {i + 1}")] : Array.Empty<Block>(),
            new Facts([.. row.Where(v => v.Value is not null).Select(v => new Fact(Words(v.Name), Shown(v.Value!)))])]),
    ];

    private static string Shown(object value) => value switch
    {
        DateOnly day => day.ToString("d MMMM yyyy", British),
        DateTimeOffset moment => UkTime.Of(moment).ToString("d MMMM yyyy, HH:mm", British),
        bool yes => yes ? "Yes" : "No",
        byte[] bytes => $"{bytes.Length} bytes",
        _ => Convert.ToString(value, British) is { Length: > LongestShown } text ? text[..LongestShown] + " …" : Convert.ToString(value, British) ?? "",
    };

    /// <summary>HomePostcode becomes "Home postcode".</summary>
    private static string Words(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        foreach (var (letter, i) in name.Select((c, i) => (c, i)))
        {
            text.Append(i > 0 && char.IsUpper(letter) ? " " + char.ToLowerInvariant(letter) : letter.ToString());
        }

        return text.ToString();
    }
}
