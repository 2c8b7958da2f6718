using System.Globalization;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Integration.Files;

namespace StudentRecords.Infrastructure.Integration.Formats.Ucas;

/// <summary>
/// Turns a file of UCAS link records into the messages of F045: choices (ivStarC), clearing choices (ivStarZ1), records sent in error (ivStarW) and results (ivStarPQR), with the
/// applicant's name (ivStarN), contact (ivStarA) and details (ivStarK) beside them. What the records are, and what of it is this adapter's own, stands in docs/decisions/ucas-link-records.md.
/// </summary>
internal static class LinkRecords
{
    public const string Flow = "F045";

    private const string Root = "UcasLink";
    private static readonly string[] OfPersons = ["ivStarN", "ivStarA", "ivStarK"];

    /// <summary>Whether a file of the system and flow is one of link records.</summary>
    public static bool Takes(string system, string flow) => (system, flow) == ("UCAS", Flow);

    /// <summary>A row for each message; records about the applicant go with the first of their choices.</summary>
    /// <exception cref="UnreadableFileException">It is no file of link records.</exception>
    public static IReadOnlyList<DropRow> Read(string text)
    {
        var root = Load(text);
        var records = root.Elements().Select(e => new LinkRecord(e, (string?)root.Attribute("cycle"))).ToList();
        var people = records.Where(r => OfPersons.Contains(r.View)).ToLookup(r => r.PersonalId);
        HashSet<string?> told = [];
        List<DropRow> rows = [];
        foreach (var record in records.Where(r => r.View is "ivStarC" or "ivStarZ1" or "ivStarW"))
        {
            var about = people[record.PersonalId].ToList();
            rows.AddRange(Choice(record, about, told.Add(record.PersonalId) ? about.Count : 0));
        }

        rows.AddRange(records.Where(r => r.View == "ivStarPQR").GroupBy(r => (r.PersonalId, Sitting: r.Text("Sitting"))).Select(g => Results([.. g])));
        rows.AddRange(people.Where(p => !told.Contains(p.Key)).Select(p => new DropRow(p.First().Line, null, $"{p.First().View} of {p.Key ?? "nobody"} comes without a choice of the applicant; send the choice's record in the same file.") { Records = p.Count() }));
        rows.AddRange(records.Where(r => r.View is not ("ivStarC" or "ivStarZ1" or "ivStarW" or "ivStarPQR") && !OfPersons.Contains(r.View)).Select(r => new DropRow(r.Line, null, $"{r.View} is no record that is read here.")));
        return rows;
    }

    private static XElement Load(string text)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 200_000_000 });
            var root = XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
            return root.Name.LocalName == Root ? root : throw new UnreadableFileException("WRONG_ROOT", $"The file's root is {root.Name.LocalName}; link records stand in {Root}.");
        }
        catch (XmlException e)
        {
            throw new UnreadableFileException("XML_UNREADABLE", $"The file is not well-formed XML: {e.Message}");
        }
    }

    /// <summary>What a choice's record says: the application with its applicant where that comes along, then what became of it.</summary>
    private static List<DropRow> Choice(LinkRecord record, List<LinkRecord> about, int beside)
    {
        if (record.PersonalId is null || record.Cycle is null || record.Whole("ChoiceNo") is null || record.Version is not { } version)
        {
            return [new DropRow(record.Line, null, $"{record.View} needs PersonalID, Cycle, ChoiceNo and LastChange with its zone.") { Records = 1 + beside }];
        }

        List<DropRow> rows = [];
        void Say(string type, string key, long number, object data) => rows.Add(new DropRow(record.Line, Envelope($"{key}/{number}", type, key, number, data, rows.Count == 0 ? [record, .. about] : [record])) { Records = rows.Count == 0 ? 1 + beside : 0 });

        var ended = record.View == "ivStarW" || record.Says("ChoiceCancelled", "Y") || record.Says("Reply", "W") || record.Text("Decision") is "R" or "W";
        if (about.Find(r => r.View == "ivStarN") is { } name && !ended)
        {
            if (Entry(record) is not { } entry)
            {
                return [new DropRow(record.Line, null, $"{record.View} {record.Choice} needs EntryYear and EntryMonth.") { Records = 1 + beside }];
            }

            Say(record.View == "ivStarZ1" ? "ClearingChoiceAdded" : "UcasApplicationReceived", record.Choice, version, new
            {
                application = record.Choice, applicant = new { system = "UCAS", id = record.PersonalId }, programme = record.Text("Course"), entryOn = entry, details = Details(name, about),
            });
        }

        if (ended)
        {
            Say("ApplicationCancelled", $"{record.Choice}/end", version + 1, new { application = record.Choice });
        }
        else if (record.Text("Reply") is { } reply)
        {
            Say("OfferReplyRecorded", $"{record.Choice}/reply", version + 1, new
            {
                application = record.Choice, accepted = reply is "F" or "I" ? true : reply == "D" ? false : (object)reply, conditional = record.Text("Decision") != "U", insurance = reply == "I",
            });
        }

        return rows.Count > 0 ? rows : [new DropRow(record.Line, null, $"{record.View} {record.Choice} has no reply, and the applicant's name (ivStarN) does not come with it: there is nothing to tell.") { Records = 1 + beside }];
    }

    private static DateOnly? Entry(LinkRecord record) => record.Whole("EntryYear") is { } year and > 0 && record.Whole("EntryMonth") is { } month and >= 1 and <= 12 ? new DateOnly(year < 100 ? 2000 + year : year, month, 1) : null;

    private static object Details(LinkRecord name, List<LinkRecord> about)
    {
        string? Of(string view, string field) => about.Find(r => r.View == view)?.Text(field);
        return new
        {
            familyName = name.Text("Surname"), givenNames = name.Text("Forenames"), dateOfBirth = name.Text("BirthDate"), uln = name.Text("UniqueLearnerNumber"),
            legalSex = name.Text("Sex") switch { "F" => "10", "M" => "11", var other => other },
            email = Of("ivStarA", "Email"), homePostcode = Of("ivStarA", "Postcode"), homeCountry = Of("ivStarA", "CountryCode"), nationality = Of("ivStarK", "Nationality"), highestQualification = Of("ivStarK", "HighestQualification"),
        };
    }

    /// <summary>A record is one result; a message is a sitting whole.</summary>
    private static DropRow Results(List<LinkRecord> results)
    {
        var first = results[0];
        if (first.PersonalId is not { } person || first.Text("Sitting") is not { } sitting || results.Max(r => r.Version) is not { } version || results.Max(r => r.Moment("EmbargoUntil")) is not { } release)
        {
            return new DropRow(first.Line, null, "ivStarPQR needs PersonalID, Sitting, and LastChange and EmbargoUntil with their zones.") { Records = results.Count };
        }

        var key = $"{person}/results/{sitting}";
        return new DropRow(first.Line, Envelope($"{key}/{version}", "QualificationResultsReceived", key, version, new
        {
            applicant = new { system = "UCAS", id = person }, sitting, releaseAt = release,
            results = results.Select(r => new { type = r.Text("ExamLevel"), subject = r.Text("Subject"), grade = r.Text("Grade"), year = r.Whole("Year"), awardingBody = r.Text("AwardingBody") }),
        }, results)) { Records = results.Count };
    }

    /// <summary>The records as they came stand beside the content, for whoever asks what UCAS really said.</summary>
    private static string Envelope(string id, string type, string key, long version, object data, IEnumerable<LinkRecord> records) => JsonSerializer.Serialize(
        new { id = string.Create(CultureInfo.InvariantCulture, $"link/{id}"), type, version = 1, key, sourceVersion = version, data, records = records.Select(r => r.Raw) }, JsonSerializerOptions.Web);
}
