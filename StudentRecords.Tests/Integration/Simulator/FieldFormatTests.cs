using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Files;
using StudentRecords.Infrastructure.Integration.Formats;
using StudentRecords.Infrastructure.Integration.Formats.Ucas;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Tests.Support;
using StudentRecords.Web.Integration.Simulator;
using StudentRecords.Web.Integration.Simulator.Formats;

namespace StudentRecords.Tests.Integration.Simulator;

/// <summary>Simulated systems read the files of their field's format as the real ones do, and turn away what is not as the format says.</summary>
public sealed class FieldFormatTests
{
    private static readonly DateTimeOffset Now = new(2024, 6, 3, 9, 0, 0, TimeSpan.Zero);

    private static readonly OutboxMessage[] Loans =
    [
        Message("F049", "SLC", "SlcRegistrationConfirmed", "k1", new { supportNumber = "SSN1", engagement = "1", academicYear = "2023/24", confirmedOn = "2023-10-01" }),
        Message("F049", "SLC", "SlcRegistrationConfirmed", "k2", new { supportNumber = "SSN2", engagement = "1", academicYear = "2023/24", confirmedOn = "2023-10-01" }),
        Message("F049", "SLC", "SlcChangeOfCircumstance", "k3", new { supportNumber = "SSN2", engagement = "1", academicYear = "2023/24", circumstance = "FeeAssessed", effectiveOn = "2023-10-02", amount = 9250.10m }),
    ];

    [Fact]
    public async Task LoansCompany_RefusesTheFirstOfEachKindOnce_AndTakesItWhenItComesAgain()
    {
        var company = new LoansReader(refuses: true);
        var read = company.Read(await FileAsync(new LoansFile(), 1, Loans));
        Assert.Equal([0, 2], read.Refused.Order());
        Assert.Equal((1, "SlcRegistrationConfirmed", "SSN2"), Assert.Single(read.Told) is var told ? (told.Key, told.Value.Type, told.Value.Data.GetProperty("supportNumber").GetString()) : default);
        Assert.Equal("H|SLC|F049|000001|20240603|2\r\nE|1|RULE|R012|No assessment for the year yet\r\nE|3|RULE|R044|The year is closed\r\nF|2\r\n", read.Answer!.Text);

        var again = company.Read(await FileAsync(new LoansFile(), 2, Loans[0]));
        Assert.Equal("H|SLC|F049|000002|20240603|0\r\nF|0\r\n", again.Answer!.Text);
        Assert.Single(again.Told);
        var third = await FileAsync(new LoansFile(), 3, Loans[1]);
        Assert.Contains("taken before", Assert.Throws<InvalidDataException>(() => company.Read(third)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("F|3|9250.10", "F|2|9250.10", "footer")]
    [InlineData("|9250.10", "|9250.11", "rows come to|footer|pounds")]
    [InlineData("D|2|", "D|3|", "numbered")]
    [InlineData("H|SIS|F049|000001", "H|SIS|F049|000002", "header")]
    [InlineData("\r\n", "\n", "CRLF")]
    [InlineData("|REG|SSN1", "|REG|", "no row")]
    [InlineData("|20231001|", "|20231301|", "no row")]
    public async Task LoansFile_ThatIsNotAsItsFormatSays_IsTurnedAway(string was, string becomes, string because)
    {
        var file = await FileAsync(new LoansFile(), 1, Loans);
        var broken = file with { Content = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file.Content).Replace(was, becomes, StringComparison.Ordinal)) };
        var said = Assert.Throws<InvalidDataException>(() => new LoansReader(refuses: false).Read(broken)).Message;
        Assert.True(because.Split('|').Any(b => said.Contains(b, StringComparison.Ordinal)), said);
        Assert.Empty(new LoansReader(refuses: false).Read(file).Refused);
    }

    [Fact]
    public async Task BulkXml_IsReadRequestByRequest_AndTurnedAwayWhenItDoesNotCount()
    {
        var file = await FileAsync(new SponsorshipBulk(), 1, Message("F051", "UKVI", "CasRequested", "S1/1/cas", new { student = "S1", engagement = "1", familyName = "O'Neil & Söhne" }));
        var told = Assert.Single(new SponsorshipReader().Read(file).Told);
        Assert.Equal((0, "CasRequested", "S1", "O'Neil & Söhne"), (told.Key, told.Value.Type, told.Value.Data.GetProperty("student").GetString(), told.Value.Data.GetProperty("familyName").GetString()));
        AssertTurnedAway(new SponsorshipReader(), file, "count=\"1\"", "count=\"2\"");
        AssertTurnedAway(new SponsorshipReader(), file, "S1/1/cas", "S2/1/cas");
        AssertTurnedAway(new SponsorshipReader(), file, "</SponsorshipBulkData>", "");
    }

    [Fact]
    public async Task LinkTransactions_AreAnsweredOneByOne_ByTheirReference()
    {
        var message = Message("F046", "UCAS", "UcasWithdrawalNotified", "w1", new { personalId = "U1", choice = "U1/2024/1", effectiveOn = "2024-05-01" });
        var file = await FileAsync(new LinkTransactions(), 4, message);
        Assert.Equal($"<UcasLinkAnswers>\n  <Answer ref=\"{OutboundEnvelope.Id(message)}\" errorCode=\"0\" />\n</UcasLinkAnswers>", new LinkReader().Read(file).Answer!.Text.ReplaceLineEndings("\n"));
        AssertTurnedAway(new LinkReader(), file, "type=\"RW\"", "type=\"XX\"");
        AssertTurnedAway(new LinkReader(), file, "number=\"4\"", "number=\"5\"");
    }

    [Fact]
    public async Task LibraryUser_WithoutGroupOrDay_IsTurnedAway()
    {
        var file = await FileAsync(new LibraryUsers(), 1, Message("F008", "LIB", "LibraryPatronUpserted", "k1", new { student = "S1", familyName = "Lee", givenNames = "Zoë", isResearch = false, expiresOn = "2026-09-30" }));
        Assert.Empty(new LibraryReader().Read(file).Refused);
        AssertTurnedAway(new LibraryReader(), file, "STUDENT", "EVERYBODY");
        AssertTurnedAway(new LibraryReader(), file, "2026-09-30Z", "soon");
    }

    [Theory]
    [InlineData("C1", "S1", 1, null)]
    [InlineData("C2", "S1", 1, "C2, which is not among its classes")]
    [InlineData("C1", "S2", 1, "S2, which is not among its users")]
    [InlineData("C1", "S1", 2, "its manifest says 2")]
    public void Roster_WhoseEnrolmentNamesNoClassOrUserOfTheFile_IsTurnedAway(string @class, string user, int rows, string? because)
    {
        Dictionary<string, string> tables = new()
        {
            ["academicSessions"] = "sourcedId,status\r\nA,active\r\n", ["orgs"] = "sourcedId,status\r\nSIS,active\r\n", ["courses"] = "sourcedId,status,title\r\nM1,active,\"Data, climate\"\r\n", ["users"] = "sourcedId,status\r\nS1,active\r\n",
            ["classes"] = "sourcedId,status,courseSourcedId,schoolSourcedId,termSourcedIds\r\nC1,active,M1,SIS,A\r\n", ["roles"] = "sourcedId,status,userSourcedId,orgSourcedId\r\nR1,active,S1,SIS\r\n",
            ["enrollments"] = $"sourcedId,status,classSourcedId,schoolSourcedId,userSourcedId\r\nE1,active,{@class},SIS,{user}\r\n",
        };
        var file = new FetchedFile(new FileNote(1, "F015", "b", rows, null, [], []), Zip(tables, "1.2"));
        var fault = Record.Exception(() => new RosterReader().Read(file));
        Assert.Equal(because is null, fault is null);
        Assert.Contains(because ?? "", fault?.Message ?? "", StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => new RosterReader().Read(file with { Content = Zip(tables, "1.1") }));
        Assert.Throws<InvalidDataException>(() => new RosterReader().Read(file with { Content = Zip(tables.Where(t => t.Key != "users").ToDictionary(), "1.2") }));
    }

    [Fact]
    public void Return_ThatIsNotTheSignedFile_IsTurnedAway()
    {
        var content = Encoding.UTF8.GetBytes("<DataFutures><Course><COURSEID>C1</COURSEID></Course><Student><SID>1</SID><Leaver><SID>1</SID></Leaver></Student></DataFutures>");
        var item = new NotedItem($"10007857|24056|2|{Convert.ToHexStringLower(SHA256.HashData(content))}", 1, Now);
        var file = new FetchedFile(new FileNote(1, "F047", "b", 3, null, ["m"], [item]), content);
        var told = new ReturnReader().Read(file).Told[0];
        Assert.Equal(("StudentReturnSubmitted", "24056", 2), (told.Type, told.Data.GetProperty("collectionRef").GetString(), told.Data.GetProperty("submissionNo").GetInt32()));
        AssertTurnedAway(new ReturnReader(), file, "C1", "C2");
        Assert.Throws<InvalidDataException>(() => new ReturnReader().Read(file with { Note = file.Note with { Rows = 4 } }));
    }

    [Fact]
    public async Task MessageInTwoFiles_IsHeldOnce_AndAFileIsFetchedOnce()
    {
        var folders = new HubFolders(new ConfigurationBuilder().AddInMemoryCollection([new("Hub:DropFolder", RunFolder.NewFolder())]).Build());
        var (side, outgoing) = (new FarSide("UKVI"), new OutgoingFolder(folders, new Losses(), new FieldReaders(refuses: false), null, "T1"));
        var message = Message("F051", "UKVI", "CasRequested", "S1/1/cas", new { student = "S1", engagement = "1" });
        foreach (var number in (int[])[1, 2])
        {
            var file = await FileAsync(new SponsorshipBulk(), number, message);
            var path = Path.Combine(Directory.CreateDirectory(folders.Of("UKVI").Outgoing).FullName, $"F051_UKVI_{number}.xml");
            await File.WriteAllBytesAsync(path, file.Content);
            await File.WriteAllTextAsync($"{path}.done", JsonSerializer.Serialize(new { file.Note.Number, file.Note.Flow, file.Note.Batch, file.Note.Rows, file.Note.Messages, file.Note.Items, bytes = file.Content.Length, sha256 = Convert.ToHexStringLower(SHA256.HashData(file.Content)) }, JsonSerializerOptions.Web));
            Assert.Equal(number == 1 ? 1 : 0, (await outgoing.FetchAsync(side, default)).Count);
            Assert.Empty(await outgoing.FetchAsync(side, default));
        }

        Assert.Empty(side.Amiss);
        Assert.Equal((1, 1, 0), (side.Held.Count, side.Receipted, side.Held.Unnamed("F051")));
        Assert.Equal([("S1/1/cas", 0L)], side.Held.Items("F051", Now).Select(i => (i.Key, i.Version)));
        Assert.Empty(side.Held.Items("F051", Now.AddDays(1)));
    }

    private static void AssertTurnedAway(IFileReader reader, FetchedFile file, string was, string becomes)
    {
        var text = Encoding.UTF8.GetString(file.Content);
        Assert.Contains(was, text, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => reader.Read(file with { Content = Encoding.UTF8.GetBytes(text.Replace(was, becomes, StringComparison.Ordinal)) }));
    }

    private static OutboxMessage Message(string flow, string to, string type, string key, object body) => new(flow, to, type, key, key, JsonSerializer.Serialize(body, JsonSerializerOptions.Web), null, Now, null, "c1");

    /// <summary>As the channel writes it, with what its manifest says.</summary>
    private static async Task<FetchedFile> FileAsync(NamedFormat format, int number, params OutboxMessage[] messages)
    {
        var made = await format.WriteAsync(null!, messages, new FileTurn(messages[0].Destination, messages[0].Flow, number, Now), default);
        using var content = new MemoryStream();
        await made.WriteAsync(content, default);
        var rows = made.InRows ?? messages;
        return new FetchedFile(new FileNote(number, messages[0].Flow, $"b{number}", made.Rows, made.Pence, [.. rows.Select(OutboundEnvelope.Id)], [.. rows.Select(m => new NotedItem(m.Key, m.Sequence, m.CreatedAt))]), content.ToArray());
    }

    private static byte[] Zip(Dictionary<string, string> tables, string version)
    {
        using var whole = new MemoryStream();
        using (var zip = new ZipArchive(whole, ZipArchiveMode.Create, leaveOpen: true))
        {
            var manifest = $"propertyName,value\r\nmanifest.version,1.0\r\noneroster.version,{version}\r\nfile.results,absent\r\n" + string.Concat(tables.Keys.Select(t => $"file.{t},delta\r\n"));
            foreach (var (name, text) in tables.Append(new("manifest", manifest)))
            {
                using var writer = new StreamWriter(zip.CreateEntry($"{name}.csv").Open());
                writer.Write(text);
            }
        }

        return whole.ToArray();
    }
}
