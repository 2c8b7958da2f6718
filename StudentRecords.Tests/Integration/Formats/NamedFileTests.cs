using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Extracts;
using StudentRecords.Infrastructure.Integration.Files;
using StudentRecords.Infrastructure.Integration.Formats;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Tests.Integration.Telling;

namespace StudentRecords.Tests.Integration.Formats;

/// <summary>Files in named formats: whole, once, with a manifest of the house, and in the format that a channel is set to.</summary>
public sealed class NamedFileTests : IAsyncLifetime
{
    /// <summary>1EdTech OneRoster CSV Binding 1.2.1 (imsglobal.org/spec/oneroster/v1p2/bind/csv), users.csv.</summary>
    private const string UserColumns = "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,resourceSourcedIds,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns\r\n";

    private TellingScene scene = null!;

    private HubScene Hub => scene.Hub;

    public async Task InitializeAsync()
    {
        scene = await TellingScene.MakeAsync("AM", "SLC");
        foreach (var system in (string[])["AM", "SLC"])
        {
            Assert.Empty((await SetAsync(system, ChannelKind.Formats)).Refusals);
        }
    }

    public Task DisposeAsync()
    {
        Hub.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Rosters_GoAsOneRoster_AndWhoeverIsGoneIsToBeDeleted()
    {
        await ExtractAsync();
        await Hub.DrainAsync("AM");
        var (name, tables) = Zip("AM", 1);
        Assert.StartsWith("F014_AM_20240603T0900Z_000001_v1.zip", name, StringComparison.Ordinal);
        Assert.Contains("oneroster.version,1.2\r\n", tables["manifest.csv"], StringComparison.Ordinal);
        Assert.Equal(tables.Keys.Except(["manifest.csv"]).Order(StringComparer.Ordinal), Rows(tables["manifest.csv"]).Where(r => r[1] == "delta").Select(r => $"{r[0][5..]}.csv").Order(StringComparer.Ordinal));
        Assert.Equal(["AAA-2023J/" + Hub.Student.StudentNumber, "active", "2024-06-03T09:00:00.000Z", "AAA-2023J", "SIS", Hub.Student.StudentNumber, "student", "", "", ""], Assert.Single(Rows(tables["enrollments.csv"])));
        Assert.StartsWith(UserColumns, tables["users.csv"], StringComparison.Ordinal);
        Assert.Equal([Hub.Student.StudentNumber, "Ngozi", "Achebe"], Rows(tables["users.csv"]).Select(r => (string[])[r[0], r[6], r[7]]).Single());
        Assert.Equal(["2023/24/J", "term", "2023-10-01", "2024-06-25", "2024"], Rows(tables["academicSessions.csv"]).Select(r => (string[])[r[0], r[4], r[5], r[6], r[8]]).Single());
        Assert.Equal("AAA-2023J", Rows(tables["classes.csv"]).Single()[0]);

        await scene.TakeAsync(Hub.Engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        await ExtractAsync();
        await Hub.DrainAsync("AM");
        Assert.Equal("tobedeleted", Assert.Single(Rows(Zip("AM", 2).Tables["enrollments.csv"]))[1]);
    }

    [Fact]
    public async Task File_HasTheManifestOfTheHouse_AndSaysWhichCameBefore()
    {
        await TellAsync("c1");
        await Hub.DrainAsync("SLC");
        await TellAsync("c2");
        await Hub.DrainAsync("SLC");
        var files = Outgoing("SLC", "*.txt");
        var manifest = JsonDocument.Parse(await File.ReadAllTextAsync($"{files[1]}.done")).RootElement;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(files[1]))), manifest.GetProperty("sha256").GetString());
        Assert.Equal((1, "F049", Path.GetFileNameWithoutExtension(files[0])), (manifest.GetProperty("rows").GetInt32(), manifest.GetProperty("flow").GetString(), manifest.GetProperty("previous").GetString()));
        var item = Assert.Single(manifest.GetProperty("items").EnumerateArray());
        var second = (await ToldAsync())[1];
        Assert.Equal((second.Key, second.Sequence, second.CreatedAt), (item.GetProperty("key").GetString(), item.GetProperty("sequence").GetInt64(), item.GetProperty("time").GetDateTimeOffset()));
        Assert.Empty(Outgoing("SLC", "*.part"));
        Assert.Equal($"Written in {Path.GetFileName(files[0])}", (await ToldAsync())[0].Receipt);
    }

    [Fact]
    public async Task MessagesOfOneFile_AreADeliveryEach_InTheTraceOfTheirOwnCause()
    {
        await TellAsync("c1");
        await TellAsync("c2");
        ConcurrentBag<Activity> heard = [];
        using var listener = new ActivityListener { ShouldListenTo = s => s.Name == HubTelemetry.Name, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded, ActivityStopped = heard.Add };
        ActivitySource.AddActivityListener(listener);
        await Hub.DrainAsync("SLC");
        var traces = (await ToldAsync()).Select(m => HubTelemetry.TraceOf(m.CorrelationId).ToHexString()).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(traces, heard.Where(a => a.OperationName == "hub.deliver" && traces.Contains(a.TraceId.ToHexString())).Select(a => a.TraceId.ToHexString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Message_WhoseReceiptWasLost_IsNotWrittenTwice_AndTheLoansCompanyNeverGetsItAgain()
    {
        await TellAsync("c1");
        await Hub.DrainAsync("SLC");
        await scene.Registry.ReadAsync(db => db.Set<OutboxMessage>().ExecuteUpdateAsync(s => s.SetProperty(m => m.State, OutboxState.Unsent).SetProperty(m => m.Receipt, (string?)null)));
        await Hub.DrainAsync("SLC");
        await scene.Registry.Get<OutboxService>().SendAgainAsync((await ToldAsync())[0].Id, scene.Registry.As(Role.IntegrationOperator), default);
        await Hub.DrainAsync("SLC");
        Assert.Equal($"Written before, in {Path.GetFileName(Assert.Single(Outgoing("SLC", "*.txt")))}", (await ToldAsync())[0].Receipt);
    }

    [Fact]
    public async Task File_ThatAKillCutInHalf_IsFinished_AndWhatWasNotNotedIsDropped()
    {
        await TellAsync("c1");
        await Hub.DrainAsync("SLC");
        var file = Assert.Single(Outgoing("SLC", "*.txt"));
        File.Move(file, $"{file}.part");
        File.Delete($"{file}.done");
        var other = file.Replace("000001", "000002", StringComparison.Ordinal) + ".part";
        await File.WriteAllTextAsync(other, "half");
        var again = new WrittenFiles(new SystemFolder("SLC", Path.Combine(Hub.Root, "SLC")));
        again.Hold().Dispose();
        Assert.True(File.Exists(file) && File.Exists($"{file}.done") && !File.Exists(other));
        Assert.Equal((2, Path.GetFileName(file)), (again.Next, again.Find(OutboundEnvelope.Id((await ToldAsync())[0]))));
    }

    [Fact]
    public async Task Processes_ThatWriteForOneSystem_WaitForEachOther_AndNumberOn()
    {
        var folder = new SystemFolder("SLC", Path.Combine(Hub.Root, "SLC"));
        var (one, other) = (new WrittenFiles(folder), new WrittenFiles(folder));
        async Task<string> WriteAsync(WrittenFiles files, string message)
        {
            using var hold = files.Hold();
            return await files.WriteAsync(new FileTurn("SLC", "F049", files.Next, scene.Registry.Clock.Now), "txt", new FormatFile(Encoding.UTF8.GetBytes(message), 1), [Message("F049", "SLC", "SlcRegistrationConfirmed", message, new { })], default);
        }

        using (one.Hold())
        {
            var half = Path.Combine(folder.Outgoing, "F049_SLC_20240603T0900Z_000001_v1.txt.part");
            await File.WriteAllTextAsync(half, "being written");
            Assert.Throws<IOException>(other.Hold);
            await TellAsync("c1");
            await Hub.DrainAsync("SLC");
            Assert.Equal(OutboxState.Unsent, Assert.Single(await ToldAsync()).State);
            Assert.True(File.Exists(half));
        }

        var names = new[] { await WriteAsync(one, "m1"), await WriteAsync(other, "m2"), await WriteAsync(one, "m3") };
        Assert.Equal(names, Outgoing("SLC", "*.txt").Select(Path.GetFileName));
        Assert.Equal(["m1", "m2", "m3"], Outgoing("SLC", "*.txt").Select(File.ReadAllText));
        using (one.Hold())
        {
            Assert.Equal(names[1], one.Find(OutboundEnvelope.Id("F049", "m2")));
        }
    }

    [Fact]
    public async Task File_WhoseNameIsTaken_IsNotDelivered_AndTheOtherIsLeftAsItWas()
    {
        var taken = Path.Combine(Directory.CreateDirectory(Path.Combine(Hub.Root, "SLC", "outgoing")).FullName, "F049_SLC_20240603T0900Z_000001_v1.txt");
        await File.WriteAllTextAsync(taken, "another's");
        await TellAsync("c1");
        await Hub.DrainAsync("SLC");
        Assert.Equal((OutboxState.Unsent, "another's"), (Assert.Single(await ToldAsync()).State, await File.ReadAllTextAsync(taken)));
        File.Delete(taken);
        scene.Registry.Clock.Advance(TimeSpan.FromHours(3));
        await Hub.DrainAsync("SLC");
        Assert.Equal(OutboxState.Delivered, Assert.Single(await ToldAsync()).State);
        Assert.Single(Outgoing("SLC", "*.txt"));
    }

    [Fact]
    public async Task Message_ThatCannotBeWritten_KeepsNoOtherBack()
    {
        await TellAsync("c1", "c2");
        await scene.Registry.SaveAsync(db => db.Add(Message("F049", "SLC", "SlcChangeOfCircumstance", "bad", new { supportNumber = "X", effectiveOn = "x" })));
        await Hub.DrainAsync("SLC");
        Assert.Equal([OutboxState.Delivered, OutboxState.Delivered, OutboxState.Unsent], (await ToldAsync()).Select(m => m.State));
    }

    [Fact]
    public async Task LoansFile_CountsAndSums_AndPutsRegistrationsFirst()
    {
        var (made, pence) = await WriteAsync(new LoansFile(), "SLC",
            Message("F049", "SLC", "SlcAttendanceRefused", "k2", new { supportNumber = "SSN2", engagement = "2", academicYear = "2023/24", liabilityPoint = 1, confirmedOn = "2024-01-15" }),
            Message("F049", "SLC", "SlcRegistrationConfirmed", "k1", new { supportNumber = "SS|N1\r\nX", engagement = "1", academicYear = "2023/24", confirmedOn = "2023-10-01", amount = 9250.10m }));
        Assert.Equal("H|SIS|F049|000007|20240603|2|9250.10\r\nD|1|REG|SS N1  X|1|2023/24||Y|20231001|9250.10\r\nD|2|ATT|SSN2|2|2023/24|1|N|20240115|\r\nF|2|9250.10\r\n", Encoding.UTF8.GetString(made));
        Assert.Equal((50_000, 925010L), (new LoansFile().Most, pence));
    }

    [Fact]
    public async Task LibraryUsers_AreWellFormedXml_WithNamesEscaped_AndWhoeverLeftIsInactive()
    {
        var (made, _) = await WriteAsync(new LibraryUsers(), "LIB",
            Message("F008", "LIB", "LibraryPatronUpserted", "k1", new { student = "S1", familyName = "O'Neil & <Sons>\u0001", givenNames = "Zoë 𝄞", email = "z@example.com", engagement = "1", programme = "P", isResearch = true, expiresOn = "2026-09-30", isBlocked = true }),
            Message("F008", "LIB", "LibraryAccessRevoked", "k2", new { student = "S2", effectiveOn = "2024-05-01", version = 3 }));
        var users = XDocument.Load(new MemoryStream(made)).Root!.Elements("user").ToList();
        Assert.Equal(["record_type", "primary_id", "first_name", "last_name", "user_group", "expiry_date", "account_type", "external_id", "status", "contact_info", "user_blocks"], users[0].Elements().Select(e => e.Name.LocalName));
        Assert.Equal(("O'Neil & <Sons>", "Zoë 𝄞", "RESEARCH", "2026-09-30Z"), ((string?)users[0].Element("last_name"), (string?)users[0].Element("first_name"), (string?)users[0].Element("user_group"), (string?)users[0].Element("expiry_date")));
        Assert.Equal(["block_type", "block_status"], users[0].Descendants("user_block").Single().Elements().Select(e => e.Name.LocalName));
        Assert.Equal(("S2", "INACTIVE", "2024-05-01Z"), ((string?)users[1].Element("primary_id"), (string?)users[1].Element("status"), (string?)users[1].Element("expiry_date")));
    }

    [Fact]
    public async Task LibraryUser_WhoseStudyHasNoEndYet_HasNoDayOnWhichTheyExpire()
    {
        var (made, _) = await WriteAsync(new LibraryUsers(), "LIB", Message("F008", "LIB", "LibraryPatronUpserted", "k1", new { student = "S1", familyName = "Lee", givenNames = "Zoë", isResearch = false, expiresOn = (string?)null }));
        Assert.Empty(XDocument.Load(new MemoryStream(made)).Descendants("expiry_date"));
    }

    [Fact]
    public async Task Sponsorship_GoesAsBulkXml_TheSameForTheSameMessages()
    {
        OutboxMessage[] messages = [Message("F051", "UKVI", "CasRequested", "k1", new { student = "S1", familyName = "A & B", nationality = (string?)null, requestNo = 1 }), Message("F051", "UKVI", "NonEnrolmentReported", "k2", new { cas = "C1", eventDate = "2024-05-01" })];
        var (made, _) = await WriteAsync(new SponsorshipBulk(), "UKVI", messages);
        var root = XDocument.Load(new MemoryStream(made)).Root!;
        Assert.Equal(("7", "2", "2024-06-03T09:00:00Z"), ((string?)root.Attribute("number"), (string?)root.Attribute("count"), (string?)root.Attribute("createdAt")));
        Assert.Equal(["student", "familyName", "requestNo"], root.Element("CasRequested")!.Elements().Select(e => e.Name.LocalName));
        Assert.Equal(made, (await WriteAsync(new SponsorshipBulk(), "UKVI", messages)).Content);
    }

    [Fact]
    public async Task Channel_IsSetToANamedFormat_OnlyWhereThereIsOne()
    {
        Assert.Equal(["NO_NAMED_FORMAT"], (await SetAsync("HR", ChannelKind.Formats)).Refusals.Select(r => r.Code));
        Assert.Contains("NO_NAMED_FORMAT", (await SetAsync("LIB", ChannelKind.Scim)).Refusals.Select(r => r.Code));
    }

    private static OutboxMessage Message(string flow, string to, string type, string key, object body, long? person = null) => new(flow, to, type, key, key, JsonSerializer.Serialize(body, JsonSerializerOptions.Web), person, new DateTimeOffset(2024, 6, 3, 9, 0, 0, TimeSpan.Zero), null, "c1");

    private async Task<(byte[] Content, long? Pence)> WriteAsync(NamedFormat format, string system, params OutboxMessage[] messages)
    {
        Assert.All(messages, m => Assert.True(format.Writes(m)));
        await using var db = scene.Registry.CreateDbContext();
        using var content = new MemoryStream();
        var file = await format.WriteAsync(db, messages, new FileTurn(system, messages[0].Flow, 7, scene.Registry.Clock.Now), default);
        await file.WriteAsync(content, default);
        return (content.ToArray(), file.Pence);
    }

    private Task<Domain.Outcome<NewChannel>> SetAsync(string system, ChannelKind kind) => scene.Registry.Get<PartnerService>().ConfigureChannelAsync(new ConfigureChannel { System = system, Kind = kind }, scene.Registry.As(Role.IntegrationOperator), default);

    private async Task TellAsync(params string[] keys)
    {
        foreach (var key in keys)
        {
            await scene.Registry.SaveAsync(db => db.Add(Message("F049", "SLC", "SlcChangeOfCircumstance", key, new { supportNumber = "SSN1", engagement = "1", circumstance = "Enrolled", effectiveOn = "2023-10-01" }, Hub.Student.Id)));
        }
    }

    private Task<List<OutboxMessage>> ToldAsync() => scene.Registry.ReadAsync(db => db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Flow == "F049").OrderBy(m => m.Id).ToListAsync());

    private Task<string> ExtractAsync() => scene.Registry.Get<ExtractsJob>().ExecuteAsync(new JobRun(1, nameof(ExtractsJob), "", null, "schedule", scene.Registry.Clock, (_, _, _, _) => Task.CompletedTask), default);

    private string[] Outgoing(string system, string pattern) => [.. Directory.GetFiles(Path.Combine(Hub.Root, system, "outgoing"), pattern).Order(StringComparer.Ordinal)];

    private (string Name, Dictionary<string, string> Tables) Zip(string system, int number)
    {
        var path = Outgoing(system, $"*_{number:D6}_v1.zip").Single();
        using var zip = ZipFile.OpenRead(path);
        return (Path.GetFileName(path), zip.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var reader = new StreamReader(e.Open());
            return reader.ReadToEnd();
        }));
    }

    private static List<string[]> Rows(string csv) => [.. csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(','))];
}
