using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Jobs;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Files;
using StudentRecords.Infrastructure.Integration.Variation;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Tests.Integration.Files;
using StudentRecords.Tests.Support;
using static StudentRecords.Tests.Integration.Messages;

namespace StudentRecords.Tests.Integration;

public sealed class DropFolderTests : IAsyncLifetime
{
    private readonly DropScene scene = new();

    private TestRegistry Registry => scene.Registry;

    private SystemFolder Ucas => scene.Ucas;

    private SystemFolder Vle => scene.Vle;

    public Task InitializeAsync() => scene.StartAsync();

    public Task DisposeAsync() => scene.StopAsync();

    [Fact]
    public async Task File_WithItsManifest_GoesThroughTheDoorAndIntoTheArchive_WithAnAnswerForEachRow()
    {
        scene.Drop(Ucas, "a.ndjson", [Applicant("u1"), "{not json", Applicant("u2", "Bell")]);
        var file = await scene.RunAsync();
        Assert.Equal((DropFileState.Archived, 2), (file.State, file.Applied));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Ucas.Incoming));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Ucas.Claimed));
        Assert.Equal(2, await Registry.ReadAsync(db => db.Set<InboxMessage>().CountAsync(m => m.Channel == "file" && m.Batch == "b1" && m.State == InboxState.Applied)));
        Assert.Equal(["line,messageId,outcome,repeated,code,reason", "1,ucas-u1,Applied,,,", "2,,Turned", "3,ucas-u2,Applied,,,"], DropScene.Result(Ucas.Archive).Select(l => l.StartsWith("2,", StringComparison.Ordinal) ? l[..9] : l));
    }

    [Fact]
    public async Task File_WithoutManifestOrStillBeingWritten_IsLeftAlone()
    {
        File.WriteAllText(Path.Combine(Ucas.Incoming, "a.ndjson"), Applicant("u1"));
        File.WriteAllText(Path.Combine(Ucas.Incoming, "b.ndjson.part"), Applicant("u2"));
        File.WriteAllText(Path.Combine(Ucas.Incoming, "c.ndjson.done"), "{}");
        await scene.BeatAsync();
        await Registry.Get<JobRunner>().RunNextAsync(default);
        Assert.Equal(3, Directory.GetFiles(Ucas.Incoming).Length);
        Assert.Equal(0, await Registry.ReadAsync(db => db.Set<DropFile>().CountAsync()));
    }

    public static TheoryData<string, Action<Dictionary<string, object>>> Faults => new()
    {
        { "WRONG_HASH", m => m["sha256"] = new string('a', 64) },
        { "WRONG_ROWS", m => m["rows"] = 7 },
        { "WRONG_SIZE", m => m["bytes"] = 7 },
        { "WRONG_TOTAL", m => m["totals"] = new { score = 12.5 } },
        { "UNKNOWN_FLOW", m => m["flow"] = "F999" },
        { "NOT_YOURS", m => m["flow"] = "F016" },
        { "MANIFEST_UNREADABLE", m => m["sha256"] = "short" },
        { "MANIFEST_UNREADABLE", m => m.Remove("batch") },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task File_ThatIsNotWhatItsManifestSays_IsRefusedWhole(string code, Action<Dictionary<string, object>> spoil)
    {
        scene.Drop(Ucas, "a.ndjson", [Applicant("u1")], spoil);
        var file = await scene.RunAsync();
        Assert.Equal((DropFileState.Rejected, code), (file.State, file.ReasonCode));
        Assert.Contains(code, DropScene.Result(Ucas.Rejected)[1], StringComparison.Ordinal);
        Assert.Equal(0, await Registry.ReadAsync(db => db.Set<InboxMessage>().CountAsync()));
    }

    private const string Header = """{"header":{"flow":"F045","batch":"b1"}}""";

    [Theory]
    [InlineData(null, Header, "m", """{"trailer":{"rows":1,"totals":{"choice":0}}}""")]
    [InlineData("WRONG_ROWS", Header, "m", """{"trailer":{"rows":2}}""")]
    [InlineData("WRONG_TOTAL", Header, "m", """{"trailer":{"rows":1,"totals":{"choice":2}}}""")]
    [InlineData("WRONG_HEADER", """{"header":{"flow":"F045","batch":"b7"}}""", "m", """{"trailer":{"rows":1}}""")]
    [InlineData("NOT_WHOLE", Header, "m")]
    [InlineData("NOT_WHOLE", "m", """{"trailer":{"rows":1}}""")]
    [InlineData("NOT_WHOLE", Header, "m", """{"trailer":{"rows":1""")]
    [InlineData("NOT_WHOLE", Header, """{"trailer":{"rows":0}}""", Header, "m", """{"trailer":{"rows":1}}""")]
    public async Task HeaderAndTrailer_WhereTheyAreWritten_MustAgreeWithTheRows(string? code, params string[] lines)
    {
        scene.Drop(Ucas, "a.ndjson", [.. lines.Select(l => l == "m" ? Applicant("u1") : l)], m => m["rows"] = 1);
        var file = await scene.RunAsync();
        Assert.Equal((code is null ? DropFileState.Archived : DropFileState.Rejected, code), (file.State, file.ReasonCode));
        Assert.Equal(code is null ? 1 : 0, await Registry.ReadAsync(db => db.Set<InboxMessage>().CountAsync()));
    }

    [Theory]
    [InlineData(121.5, null)]
    [InlineData(121, "WRONG_TOTAL")]
    public async Task ControlTotals_AreTheSumsOfTheContent(double score, string? code)
    {
        scene.Drop(Vle, "marks.ndjson", [Mark("u1", 60m), Mark("u2", 61.5m)], m => (m["flow"], m["totals"]) = ("F016", new { score }));
        Assert.Equal(code, (await scene.RunAsync()).ReasonCode);
    }

    [Fact]
    public async Task ABatchThatIsMissing_IsNamed_AndTheNextOneWaitsForIt()
    {
        scene.Drop(Ucas, "a.ndjson", [Applicant("u1")], m => (m["batch"], m["previous"]) = ("b1", "b0"));
        Assert.Equal(DropFileState.Archived, (await scene.RunAsync()).State);
        scene.Drop(Ucas, "c.ndjson", [Applicant("u3", "Ngo")], m => (m["batch"], m["previous"]) = ("b3", "b2"));
        var file = await scene.RunAsync();
        Assert.Equal(("BATCH_MISSING", "Batch b2 is to come before this one, and the last that came is b1; send what lies between."), (file.ReasonCode, file.Reason));
        scene.Drop(Ucas, "b.ndjson", [Applicant("u2", "Bell")], m => (m["batch"], m["previous"]) = ("b2", "b1"));
        Assert.Equal(DropFileState.Archived, (await scene.RunAsync()).State);
    }

    [Fact]
    public async Task SameContentTwice_IsRefused_UnlessItIsSaidToBeAReplay()
    {
        scene.Drop(Ucas, "a.ndjson", [Applicant("u1")]);
        await scene.RunAsync();
        scene.Drop(Ucas, "other-name.ndjson", [Applicant("u1")], m => m["batch"] = "b2");
        Assert.Equal("DUPLICATE_FILE", (await scene.RunAsync()).ReasonCode);
        scene.Drop(Ucas, "again.ndjson", [Applicant("u1")], m => (m["batch"], m["replay"]) = ("b3", true));
        Assert.Equal(DropFileState.Archived, (await scene.RunAsync()).State);
        scene.Drop(Ucas, "more.ndjson", [Applicant("u2", "Bell")]);
        Assert.Equal("BATCH_REUSED", (await scene.RunAsync()).ReasonCode);
        Assert.Equal(1, await Registry.ReadAsync(db => db.Set<InboxMessage>().CountAsync()));
    }

    [Fact]
    public async Task Marks_AsCsv_BecomeMessages_AndBadCellsGoToQuarantine()
    {
        scene.Drop(Vle, "marks.csv", ["student.id,assessment,score,submittedOn", "u1,1752,64,2023-10-19", "u2,1752,sixty,2023-10-19", "\"u3\",1752,101,2023-10-19", "u4,1752,,", "u5,1752"], m => m["rows"] = 5);
        var file = await scene.RunAsync();
        Assert.Equal(DropFileState.Archived, file.State);
        var inbox = await Registry.ReadAsync(db => db.Set<InboxMessage>().OrderBy(m => m.Id).Select(m => new { m.MessageId, m.BusinessKey, m.State, m.Reason }).ToListAsync());
        Assert.Equal([("b1/u1|1752|1/1", InboxState.Parked), ("b1/u2|1752|1/1", InboxState.Quarantined), ("b1/u3|1752|1/1", InboxState.Quarantined), ("b1/u4|1752|1/1", InboxState.Parked)], inbox.Select(m => (m.MessageId, m.State)));
        Assert.Contains("/score", inbox[1].Reason, StringComparison.Ordinal);
        Assert.Equal("6,,Turned,,MALFORMED,The row has 2 fields; the header has 4.", DropScene.Result(Vle.Archive)[^1]);
    }

    [Fact]
    public async Task Calendar_BecomesTeachingEvents_AndTheSameExportAgainChangesNothing()
    {
        var run = await Registry.Given.OccurrenceAsync("AAA-2023J");
        var ttb = scene.Folder("TTB");
        string[] calendar =
        [
            "BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "UID:TE-1", "SEQUENCE:0", "DTSTART;TZID=Europe/London:20240610T090000", "DTEND;TZID=Europe/London:20240610T100000", "CATEGORIES:Lecture", "LOCATION:B-101", "X-MODULE-RUN:AAA-2023J", "END:VEVENT",
            "BEGIN:VEVENT", "UID:TE-2", "DTSTART:20240611T090000", "DTEND:20240611T100000", "X-MODULE-RUN:AAA-2023J", "END:VEVENT", "END:VCALENDAR",
        ];
        scene.Drop(ttb, "week.ics", calendar, m => (m["flow"], m["rows"]) = ("F004", 2));
        var file = await scene.RunAsync();
        Assert.Equal((DropFileState.Archived, 1), (file.State, file.Applied));
        Assert.Equal("12,,Turned,,MALFORMED,\"TE-2 needs DTSTART and DTEND (or DURATION) with a time, in UTC or with a TZID that is known.\"", DropScene.Result(ttb.Archive)[^1]);
        var held = Assert.Single(await Registry.ReadAsync(db => db.Set<TeachingEvent>().AsNoTracking().ToListAsync()));
        Assert.Equal(("TE-1", run.Id, new DateTimeOffset(2024, 6, 10, 8, 0, 0, TimeSpan.Zero)), (held.Key, held.OccurrenceId, held.StartsAt));

        scene.Drop(ttb, "week-again.ics", calendar, m => (m["flow"], m["rows"], m["batch"], m["replay"]) = ("F004", 2, "b2", true));
        Assert.Equal((DropFileState.Archived, 1), ((await scene.RunAsync()) is var again ? again.State : default, await Registry.ReadAsync(db => db.Set<TeachingEvent>().CountAsync())));
    }

    public static TheoryData<string, string> BadTables => new()
    {
        { "HEADER_WRONG", "student,assessment,score\nu1,1752,64\n" },
        { "HEADER_WRONG", "student.id,assessment,score,colour\nu1,1752,64,red\n" },
        { "CSV_UNREADABLE", "student.id,assessment,score\n\"u1,1752,64\n" },
        { "NOT_UTF8", "student.id,assessment,score\nu\xff,1752,64\n" },
    };

    [Theory]
    [MemberData(nameof(BadTables))]
    public async Task Table_ThatCannotBeRead_IsRefusedWhole(string code, string text)
    {
        scene.Drop(Vle, "marks.csv", Encoding.Latin1.GetBytes(text), 1, null);
        Assert.Equal(code, (await scene.RunAsync()).ReasonCode);
    }

    [Fact]
    public async Task File_OfAKindThatTheFlowDoesNotTake_IsRefused()
    {
        scene.Drop(Vle, "a.xml", ["<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"], m => m["flow"] = "F016");
        Assert.Equal("UNKNOWN_FORMAT", (await scene.RunAsync()).ReasonCode);
    }

    [Fact]
    public async Task File_InTheMiddleOfWhichTheProcessDied_IsBroughtToItsEnd()
    {
        string[] rows = [Applicant("u1"), Applicant("u2", "Bell"), Applicant("u3", "Cole")];
        scene.Drop(Ucas, "a.ndjson", rows);
        // claimed, the first row applied, the manifest not yet fetched: as after a kill
        var claim = Directory.CreateDirectory(Path.Combine(Ucas.Claimed, "20240603T090000000_a.ndjson")).FullName;
        File.Move(Path.Combine(Ucas.Incoming, "a.ndjson"), Path.Combine(claim, "a.ndjson"));
        await Registry.Get<HubDoor>().SubmitAsync("F045", "UCAS", rows[..1], "file", "b1", default);
        await Registry.SaveAsync(db => db.Add(new DropFile("UCAS", "20240603T090000000_a.ndjson", "a.ndjson", Registry.Clock.Now)));
        var file = await scene.RunAsync();
        Assert.Equal((DropFileState.Archived, 3), (file.State, file.Applied));
        Assert.Equal("1,ucas-u1,Applied,yes,,", DropScene.Result(Ucas.Archive)[1]);
        Assert.Equal(3, await Registry.ReadAsync(db => db.Set<InboxMessage>().CountAsync()));
    }

    [Fact]
    public async Task Job_IsAskedForOnlyWhenSomethingIsThere_AndOnce()
    {
        await scene.BeatAsync();
        Assert.Equal(0, await Registry.ReadAsync(db => db.Set<JobRequest>().CountAsync()));
        scene.Drop(Ucas, "a.ndjson", [Applicant("u1")]);
        await scene.BeatAsync();
        await scene.BeatAsync();
        Assert.Equal(1, await Registry.ReadAsync(db => db.Set<JobRequest>().CountAsync()));
    }

    [Fact]
    public async Task File_OfAFlowThatIsNotOperated_IsRefusedWhole()
    {
        Assert.True((await Registry.Get<VariationService>().SetAsync(new SetLocalSystem { System = "UCAS", IsOperated = false }, Registry.As(Role.IntegrationOperator), default)).Succeeded);
        scene.Drop(Ucas, "a.ndjson", [Applicant("u1")]);
        var file = await scene.RunAsync();
        Assert.Equal((DropFileState.Rejected, 0), (file.State, file.Applied));
        Assert.Contains("F045 is not operated here", file.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_ThatCannotBeMoved_OrWhoseManifestIsGone_KeepsNoOtherBack_AndIsNamed()
    {
        scene.Drop(Ucas, "gone.ndjson", [Applicant("u1")]);
        DropClaims.Take(Ucas, Registry.Clock.Now, []);
        File.Delete(Directory.GetFiles(Ucas.Claimed, "*.done", SearchOption.AllDirectories).Single());
        scene.Drop(Ucas, "stuck.ndjson", [Applicant("u2", "Bell")]);
        Registry.Clock.Advance(TimeSpan.FromSeconds(5));
        File.WriteAllText(Path.Combine(Ucas.Claimed, $"{Registry.Clock.Now:yyyyMMddTHHmmssfff}_stuck.ndjson"), "in the way");
        scene.Drop(Vle, "marks.csv", ["student.id,assessment,score,submittedOn", "u1,1752,64,2023-10-19"], m => m["rows"] = 1);
        await scene.BeatAsync();
        await Registry.Get<JobRunner>().RunNextAsync(default);

        var files = await Registry.ReadAsync(db => db.Set<DropFile>().ToDictionaryAsync(f => f.Name));
        Assert.Equal(["gone.ndjson", "marks.csv"], files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((DropFileState.Rejected, "MANIFEST_MISSING", DropFileState.Archived), (files["gone.ndjson"].State, files["gone.ndjson"].ReasonCode, files["marks.csv"].State));
        var job = await Registry.ReadAsync(db => db.Set<JobRequest>().SingleAsync());
        Assert.Contains("UCAS: stuck.ndjson cannot be taken", job.Result, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Ucas.Incoming, "stuck.ndjson")));
    }
}
