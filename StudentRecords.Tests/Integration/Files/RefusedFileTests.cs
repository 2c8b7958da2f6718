using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Files;
using StudentRecords.Tests.House;
using static StudentRecords.Tests.Integration.Messages;

namespace StudentRecords.Tests.Integration.Files;

/// <summary>What the sender of a file that is refused whole is told of its rows.</summary>
public sealed class RefusedFileTests : IAsyncLifetime
{
    private readonly DropScene scene = new();

    public Task InitializeAsync() => scene.StartAsync();

    public Task DisposeAsync() => scene.StopAsync();

    [Theory]
    [InlineData("WRONG_TOTAL")]
    [InlineData("WRONG_ROWS")]
    public async Task FileRefusedWhole_TellsOfEachRow_WhatItIs_AndItsPartOfTheTotal(string code)
    {
        scene.Drop(scene.Vle, "marks.ndjson", [Mark("u1", 60m), "{not json", Mark("u2", 161.5m), Mark("u3", null)], m => (m["flow"], m["rows"], m["totals"]) = ("F016", code == "WRONG_ROWS" ? 5 : 4, new { score = 120 }));
        Assert.Equal(code, (await scene.RunAsync()).ReasonCode);
        var report = DropScene.Result(scene.Vle.Rejected);
        Assert.StartsWith($",,FileRefused,,{code},", report[1], StringComparison.Ordinal);
        Assert.Equal(["1,vle-u1-1752-1,NotTaken,,,1 row; score 60", "3,vle-u2-1752-1,NotTaken,,CONTRACT,wrong at /score; 1 row; score 161.5", "4,vle-u3-1752-1,NotTaken,,,1 row"], report[2..].Where((_, i) => i != 1));
        Assert.StartsWith("2,,NotTaken,,MALFORMED,", report[3], StringComparison.Ordinal);
        Assert.EndsWith("1 row\"", report[3], StringComparison.Ordinal);
        Assert.Equal(0, await scene.Registry.ReadAsync(db => db.Set<InboxMessage>().CountAsync()));
    }

    [Fact]
    public async Task ReportOnARefusedFile_HasNothingOfTheContent()
    {
        scene.Drop(scene.Ucas, "a.ndjson", [Applicant("u1", "Achebe"), Applicant("u2", "Bell").Replace("\"2004-05-06\"", "\"the sixth of May\"", StringComparison.Ordinal)], m => m["rows"] = 3);
        Assert.Equal("WRONG_ROWS", (await scene.RunAsync()).ReasonCode);
        var report = DropScene.Result(scene.Ucas.Rejected);
        Assert.Equal(4, report.Length);
        Assert.Equal("2,ucas-u2,NotTaken,,CONTRACT,wrong at /details/dateOfBirth; 1 row", report[3]);
        Offenders.None(report.Where(l => l.Contains("Achebe", StringComparison.Ordinal) || l.Contains("Bell", StringComparison.Ordinal) || l.Contains("May", StringComparison.Ordinal) || l.Contains("2004", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task FileThatIsNotItsSendersToBring_IsRefusedWithTheReasonAlone()
    {
        scene.Drop(scene.Ucas, "a.ndjson", [Applicant("u1")], m => m["flow"] = "F016");
        Assert.Equal("NOT_YOURS", (await scene.RunAsync()).ReasonCode);
        Assert.Equal(2, DropScene.Result(scene.Ucas.Rejected).Length);
    }

    [Fact]
    public async Task ReportOnAVeryLargeFile_ListsItsFirstRows_AndOfTheRestThoseWithAFault()
    {
        var path = Path.Combine(scene.Root, "large.ndjson");
        await using (var result = new DropResult(path))
        {
            await scene.Registry.Get<DropRowReport>().WriteAsync(Many(DropRowReport.Most + (3 * DropRowReport.MostFaulty)), null, "VLE", [], result, default);
            await result.FinishAsync();
        }

        var report = File.ReadAllLines($"{path}.result.csv");
        Assert.Equal(1 + DropRowReport.Most + DropRowReport.MostFaulty + 1, report.Length);
        Assert.Equal(",,NotListed,,MORE_ROWS,\"2000 more rows are not listed, 500 of them with a fault.\"", report[^1]);

        // after the first fifty thousand each second one is wrong
        static async IAsyncEnumerable<DropRow> Many(int count)
        {
            for (var line = 1; line <= count; line++)
            {
                yield return line > DropRowReport.Most && line % 2 == 0 ? new DropRow(line, null, "Wrong.") : new DropRow(line, "Right.");
            }

            await Task.CompletedTask;
        }
    }
}
