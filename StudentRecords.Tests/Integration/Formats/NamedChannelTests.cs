using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Xml.Linq;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Extracts;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Teaching;
using StudentRecords.Tests.Integration.Telling;

namespace StudentRecords.Tests.Integration.Formats;

/// <summary>From a use case to the file in the receiver's folder, through a channel that is set to the receiver's own format: manifest, header, rows.</summary>
public sealed class NamedChannelTests : IAsyncLifetime
{
    private const string Enrolments = "enrollments.csv";
    private const string EnrolmentColumns = "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate";
    private TellingScene scene = null!;
    private ModuleOccurrence run = null!;

    private string Student => scene.Hub.Student.StudentNumber;

    public async Task InitializeAsync()
    {
        string[] systems = ["TTB", "VLE", "SETS", "LIB", "UKVI"];
        scene = await TellingScene.MakeAsync(systems);
        foreach (var system in systems)
        {
            Assert.Empty((await scene.Registry.Get<PartnerService>().ConfigureChannelAsync(new ConfigureChannel { System = system, Kind = ChannelKind.Formats }, scene.Registry.As(Role.IntegrationOperator), default)).Refusals);
        }

        // what the scene itself brought is no part of these files
        foreach (var system in systems)
        {
            await scene.Hub.DrainAsync(system);
        }

        run = await scene.Registry.Given.OccurrenceAsync("BBB-2023J", o => o.In("2023/24", "J", new DateOnly(2023, 10, 1), new DateOnly(2024, 6, 25)).With("BBB-1", 100m));
    }

    public Task DisposeAsync()
    {
        scene.Hub.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Registrations_GoToTimetablingAsOneRoster_AndWhoLeavesIsToBeDeleted()
    {
        await scene.MoveAsync(scene.Hub.Engagement, [run.Id], []);
        await scene.Hub.DrainAsync("TTB");
        var enrolled = Table(Zip("TTB", "F003"), Enrolments);
        Assert.Equal(EnrolmentColumns, enrolled.Header);
        Assert.Equal(["BBB-2023J/" + Student, "active", "2024-06-03T09:00:00.000Z", "BBB-2023J", "SIS", Student, "student", "", "", ""], Assert.Single(enrolled.Rows));

        await scene.MoveAsync(scene.Hub.Engagement, [], [run.Id]);
        await scene.Hub.DrainAsync("TTB");
        Assert.Equal(("BBB-2023J", "tobedeleted"), Assert.Single(Table(Zip("TTB", "F003"), Enrolments).Rows) is var row ? (row[3], row[1]) : default);
    }

    [Fact]
    public async Task Memberships_GoToTheLearningEnvironmentAsOneRoster_WithTheirClass()
    {
        await scene.MoveAsync(scene.Hub.Engagement, [run.Id], []);
        await scene.Hub.DrainAsync("VLE");
        var zip = Zip("VLE", "F015");
        Assert.Equal([("BBB-2023J/" + Student, "active")], Table(zip, Enrolments).Rows.Select(r => (r[0], r[1])));
        Assert.Contains(Table(zip, "classes.csv").Rows, r => r[0] == "BBB-2023J");
        Assert.Equal([(Student, "Ngozi", "Achebe")], Table(zip, "users.csv").Rows.Select(r => (r[0], r[6], r[7])));
    }

    [Fact]
    public async Task SurveyCohorts_GoAsOneRoster_WithTheSurveyInTheClass()
    {
        Assert.Empty((await scene.Registry.Get<SurveyService>().OpenAsync(new OpenSurvey { Code = "MEQ", AcademicYear = "2023/24", Period = "J", Opens = new DateOnly(2024, 6, 1), Closes = new DateOnly(2024, 6, 30) }, scene.Registry.As(Role.RegistryManager))).Refusals);
        await scene.Registry.Get<ExtractsJob>().ExecuteAsync(new JobRun(1, nameof(ExtractsJob), "", null, "schedule", scene.Registry.Clock, (_, _, _, _) => Task.CompletedTask), default);
        await scene.Hub.DrainAsync("SETS");
        var enrolled = Table(Zip("SETS", "F031"), Enrolments);
        Assert.Equal(EnrolmentColumns, enrolled.Header);
        Assert.Equal([("MEQ/AAA-2023J", Student, "active")], enrolled.Rows.Select(r => (r[3], r[5], r[1])));
    }

    [Fact]
    public async Task LibraryUsers_GoAsXml_AndWhoLeavesIsInactive()
    {
        var engagement = await scene.AcceptedAsync();
        await scene.TakeAsync(engagement, EnrolmentStep.Confirm);
        await scene.Hub.DrainAsync("LIB");
        var user = Assert.Single(Xml("LIB", "F008").Elements("user"));
        Assert.Equal(("Byron", "ACTIVE"), ((string?)user.Element("last_name"), (string?)user.Element("status")));

        await scene.TakeAsync(engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        await scene.Hub.DrainAsync("LIB");
        var gone = Assert.Single(Xml("LIB", "F008").Elements("user"));
        Assert.Equal(((string?)user.Element("primary_id"), "INACTIVE"), ((string?)gone.Element("primary_id"), (string?)gone.Element("status")));
    }

    [Fact]
    public async Task SponsorshipRequests_GoAsBulkXml_NumberedAndCounted()
    {
        var engagement = await scene.AcceptedAsync(isSponsored: true);
        await scene.Hub.DrainAsync("UKVI");
        var root = Xml("UKVI", "F051");
        Assert.Equal(("1", "1"), ((string?)root.Attribute("number"), (string?)root.Attribute("count")));
        var request = Assert.Single(root.Elements());
        Assert.Equal(("CasRequested", "Byron", engagement.Numhus), (request.Name.LocalName, (string?)request.Element("familyName"), (string?)request.Element("engagement")));
    }

    /// <summary>The newest file of the system; its manifest must say what is in it.</summary>
    private string Newest(string system, string flow, string extension)
    {
        var path = Directory.GetFiles(Path.Combine(scene.Hub.Root, system, "outgoing"), $"{flow}_{system}_*.{extension}").Order(StringComparer.Ordinal).Last();
        using var manifest = JsonDocument.Parse(File.ReadAllText($"{path}.done"));
        var content = File.ReadAllBytes(path);
        Assert.Equal((flow, Convert.ToHexStringLower(SHA256.HashData(content)), content.Length), (manifest.RootElement.GetProperty("flow").GetString(), manifest.RootElement.GetProperty("sha256").GetString(), manifest.RootElement.GetProperty("bytes").GetInt32()));
        Assert.Equal(1, manifest.RootElement.GetProperty("rows").GetInt32());
        return path;
    }

    private XElement Xml(string system, string flow) => XDocument.Load(Newest(system, flow, "xml")).Root!;

    private Dictionary<string, string> Zip(string system, string flow)
    {
        using var zip = ZipFile.OpenRead(Newest(system, flow, "zip"));
        var tables = zip.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var reader = new StreamReader(e.Open());
            return reader.ReadToEnd();
        });
        Assert.StartsWith("propertyName,value\r\n", tables["manifest.csv"], StringComparison.Ordinal);
        Assert.Contains($"file.{Path.GetFileNameWithoutExtension(Enrolments)},delta\r\n", tables["manifest.csv"], StringComparison.Ordinal);
        return tables;
    }

    private static (string Header, List<string[]> Rows) Table(Dictionary<string, string> zip, string name)
    {
        var lines = zip[name].Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        return (lines[0], [.. lines.Skip(1).Select(l => l.Split(','))]);
    }
}
