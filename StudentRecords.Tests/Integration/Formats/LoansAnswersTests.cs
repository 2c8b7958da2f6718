using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Reconciling;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Integration.Files;
using StudentRecords.Infrastructure.Integration.Formats;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Infrastructure.Integration.Reconciling;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Tests.Integration.Telling;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Formats;

/// <summary>F049: the loans company says row by row what it did not take; Student Funding decides on each, and nothing else moves.</summary>
public sealed class LoansAnswersTests : IAsyncLifetime
{
    private TellingScene scene = null!;
    private SystemFolder company = null!;
    private int dropped;

    private HubScene Hub => scene.Hub;

    public async Task InitializeAsync()
    {
        scene = await TellingScene.MakeAsync("SLC");
        company = new SystemFolder("SLC", Path.Combine(Hub.Root, "SLC"));
        Directory.CreateDirectory(company.Incoming);
        Assert.Empty((await scene.Registry.Get<PartnerService>().ConfigureChannelAsync(new ConfigureChannel { System = "SLC", Kind = ChannelKind.Formats }, scene.Registry.As(Role.IntegrationOperator), default)).Refusals);
        foreach (var left in (Engagement[])[Hub.Engagement, await scene.Registry.Given.EngagementAsync(Hub.Student, Hub.Programme, numhus: "2")])
        {
            await scene.TakeAsync(left, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        }

        // the file has registrations first, whatever came first
        await TellAsync("SlcChangeOfCircumstance", "a/coc", new { supportNumber = "SSN1", engagement = "1", circumstance = "Withdrawn", effectiveOn = "2024-05-01" });
        await TellAsync("SlcChangeOfCircumstance", "b/coc", new { supportNumber = "SSN2", engagement = "2", circumstance = "Withdrawn", academicYear = "2023/24", effectiveOn = "2024-05-01" });
        await Hub.DrainAsync("SLC");
        Assert.All(await ToldAsync(), m => Assert.Equal(OutboxState.Delivered, m.State));
    }

    public Task DisposeAsync()
    {
        Hub.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task RefusedRow_WaitsForStudentFunding_AndTheOthersStandAsTaken()
    {
        var file = await AnswerAsync("H|SLC|F049|000001|20240604|1", "E|2|RULE|R012|No assessment for the year", "F|1");
        Assert.Equal((DropFileState.Archived, 1), (file.State, file.Applied));
        Assert.Equal([OutboxState.Delivered, OutboxState.Dead], (await ToldAsync()).Select(m => m.State));
        var row = Assert.Single(await RowsAsync());
        Assert.Equal(("SlcChangeOfCircumstance", "2023/24", "Refused by the loans company in F049_SLC_20240603T0900Z_000001_v1.txt, row 2: business rule R012, No assessment for the year"), (row.Type, row.AcademicYear, row.Said));
        var work = Assert.Single(await scene.Registry.Get<LoanRows>().WaitingAsync(TestRegistry.Caller(Role.FeesOfficer), default));
        Assert.Equal($"/students/{Hub.Student.Id}/money/loan-rows/{row.Id}", work.Address);
        Assert.Empty(await scene.Registry.Get<LoanRows>().WaitingAsync(TestRegistry.Caller(Role.ExternalExaminer), default));
    }

    [Fact]
    public async Task RefusedRow_OfAMessageThatIsOlderThanAYear_IsFoundByTheKeyInTheNote()
    {
        await scene.Registry.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.Key == "b/coc").ExecuteUpdateAsync(s => s.SetProperty(m => m.CreatedAt, scene.Registry.Clock.Now.AddDays(-600))));
        await AnswerAsync("H|SLC|F049|000001|20240604|1", "E|2|RULE|R012|No assessment for the year", "F|1");
        Assert.Equal([OutboxState.Delivered, OutboxState.Dead], (await ToldAsync()).Select(m => m.State));
    }

    /// <summary>The hub died between the file and its receipt, and the company was quicker than the next sender.</summary>
    [Fact]
    public async Task RefusedRow_WhoseSenderDiedBeforeTheReceipt_WaitsForStudentFunding()
    {
        await scene.Registry.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.Key == "b/coc").ExecuteUpdateAsync(s => s.SetProperty(m => m.State, OutboxState.Unsent).SetProperty(m => m.ClaimedBy, "died").SetProperty(m => m.ClaimedUntil, scene.Registry.Clock.Now.AddMinutes(2))
            .SetProperty(m => m.Receipt, (string?)null).SetProperty(m => m.DeliveredAt, (DateTimeOffset?)null).SetProperty(m => m.MayHaveLeft, false)));
        await AnswerAsync("H|SLC|F049|000001|20240604|1", "E|2|RULE|R012|No assessment for the year", "F|1");
        scene.Registry.Clock.Advance(TimeSpan.FromMinutes(3));
        await Hub.DrainAsync("SLC");
        var row = (await ToldAsync())[1];
        Assert.Equal((OutboxState.Dead, true, (string?)null), (row.State, row.MayHaveLeft, row.ClaimedBy));
        Assert.Single(await RowsAsync());
        Assert.Single(Directory.GetFiles(company.Outgoing, "*.txt"));
    }

    [Fact]
    public async Task RefusedRow_ThatIsSentAgain_StandsInTheNextFile_Once()
    {
        await AnswerAsync("H|SLC|F049|000001|20240604|1", "E|2|FORMAT|F03|Day", "F|1");
        var row = Assert.Single(await RowsAsync());
        Assert.Empty((await DecideAsync(row.Id, sendAgain: true)).Refusals);
        Assert.Equal("NOT_WAITING", Assert.Single((await DecideAsync(row.Id, sendAgain: true)).Refusals).Code);
        await Hub.DrainAsync("SLC");
        var second = Directory.GetFiles(company.Outgoing, "*_000002_v1.txt").Single();
        Assert.Equal(["D|1|COC|SSN2|2|2023/24||Withdrawn|20240501|"], (await File.ReadAllLinesAsync(second)).Where(l => l[0] == 'D'));
        Assert.Equal($"Written in {Path.GetFileName(second)}", (await ToldAsync())[1].Receipt);

        // the first file's answer once more is told of a row that stands in another file
        await AnswerAsync("H|SLC|F049|000001|20240605|1", "E|2|FORMAT|F03|Day", "F|1");
        Assert.Equal(OutboxState.Delivered, (await ToldAsync())[1].State);
        // the receipt of the second file was lost by a kill
        await scene.Registry.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.Key == "b/coc").ExecuteUpdateAsync(s => s.SetProperty(m => m.State, OutboxState.Unsent).SetProperty(m => m.Receipt, row.Said)));
        await Hub.DrainAsync("SLC");
        Assert.Equal(2, Directory.GetFiles(company.Outgoing, "*.txt").Length);
    }

    [Fact]
    public async Task RefusedRow_ThatIsLetGo_IsSetAsideWithItsReason()
    {
        await AnswerAsync("H|SLC|F049|000001|20240604|1", "E|1|RULE|R001|Unknown", "F|1");
        Assert.Empty((await DecideAsync(Assert.Single(await RowsAsync()).Id, sendAgain: false)).Refusals);
        Assert.Equal(OutboxState.SetAside, (await ToldAsync())[0].State);
        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task RefusedRow_ThatIsLetGo_IsNoDrift_WhetherTheCompanyTellsOfItOrNot()
    {
        await AnswerAsync("H|SLC|F049|000001|20240604|1", "E|1|RULE|R001|Unknown", "F|1");
        await DecideAsync(Assert.Single(await RowsAsync()).Id, sendAgain: false);
        var items = (await ToldAsync()).ConvertAll(m => new PartnerItem(m.Key, m.Sequence));
        foreach (var held in (PartnerItem[][])[[items[1]], [.. items]])
        {
            var figure = new PartnerFigure { Id = $"slc-{held.Length}", From = scene.Registry.Clock.Today, To = scene.Registry.Clock.Today, Items = held };
            Assert.Equal(nameof(ReconciliationState.Same), (await scene.Registry.Get<ReconciliationDoor>().TakeAsync("F049", "SLC", JsonSerializer.Serialize(figure, JsonSerializerOptions.Web), "http", default)).Value!.State);
        }
    }

    [Fact]
    public async Task AnswerThatNamesNoFileOrNoRow_IsToldSo_AndChangesNothing()
    {
        await AnswerAsync("H|SLC|F049|000009|20240604|1", "E|1|RULE|R001|Unknown", "F|1");
        Assert.Contains("UNKNOWN_REFERENCE", await ResultAsync(), StringComparison.Ordinal);
        await AnswerAsync("H|SLC|F049|000001|20240604|2", "E|7|RULE|R001|Unknown", "E|one|RULE|R001|Unknown", "F|2");
        Assert.Contains("has no row 7", await ResultAsync(), StringComparison.Ordinal);
        Assert.Contains("MALFORMED", await ResultAsync(), StringComparison.Ordinal);
        Assert.All(await ToldAsync(), m => Assert.Equal(OutboxState.Delivered, m.State));
    }

    [Theory]
    [InlineData("NOT_WHOLE", "H|SLC|F049|000001|20240604|2", "E|1|RULE|R001|Unknown", "F|2")]
    [InlineData("NOT_WHOLE", "H|SLC|F049|000001|20240604|1", "E|1|RULE|R001|Unknown")]
    [InlineData("WRONG_HEADER", "E|1|RULE|R001|Unknown", "F|1")]
    public async Task AnswerThatIsNotWhole_IsRefusedWhole(string code, params string[] lines)
    {
        var file = await AnswerAsync(lines);
        Assert.Equal((DropFileState.Rejected, code), (file.State, file.ReasonCode));
        Assert.All(await ToldAsync(), m => Assert.Equal(OutboxState.Delivered, m.State));
    }

    [Fact]
    public async Task DecidingOnARow_IsRefusedToEveryRoleButThoseOfMoney()
    {
        await AnswerAsync("H|SLC|F049|000001|20240604|1", "E|1|RULE|R001|Unknown", "F|1");
        var row = Assert.Single(await RowsAsync());
        var others = Enum.GetValues<Role>().Where(r => !TestRegistry.Caller(r).May(Room.Money, Level.Change)).ToList();
        Assert.NotEmpty(others);
        foreach (var role in others)
        {
            await Assert.ThrowsAnyAsync<UnauthorizedAccessException>(() => scene.Registry.Get<LoanRows>().DecideAsync(new DecideLoanRow(row.Id, SendAgain: true), scene.Registry.As(role)));
        }

        Assert.Single(await RowsAsync());
    }

    private Task TellAsync(string type, string key, object body) => scene.Registry.SaveAsync(db =>
        db.Add(new OutboxMessage("F049", "SLC", type, key, key, JsonSerializer.Serialize(body, JsonSerializerOptions.Web), Hub.Student.Id, scene.Registry.Clock.Now, null, "c1")));

    private Task<List<OutboxMessage>> ToldAsync() => scene.Registry.ReadAsync(db => db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Flow == "F049").OrderBy(m => m.Key).ToListAsync());

    private Task<IReadOnlyList<LoanRow>> RowsAsync() => scene.Registry.Get<LoanRows>().OfPersonAsync(Hub.Student.Id, TestRegistry.Caller(Role.FeesOfficer));

    private Task<Domain.Outcome> DecideAsync(long id, bool sendAgain) => scene.Registry.Get<LoanRows>().DecideAsync(new DecideLoanRow(id, sendAgain), scene.Registry.As(Role.FeesOfficer));

    private async Task<string> ResultAsync() => await File.ReadAllTextAsync(Directory.GetFiles(company.Archive, $"answers-{dropped}.txt.result.csv", SearchOption.AllDirectories).Single());

    private async Task<DropFile> AnswerAsync(params string[] lines)
    {
        var text = string.Join("\r\n", lines) + "\r\n";
        var path = Path.Combine(company.Incoming, $"answers-{++dropped}.txt");
        await File.WriteAllTextAsync(path, text);
        await File.WriteAllTextAsync($"{path}.done", JsonSerializer.Serialize(new { flow = "F049", batch = $"b{dropped}", sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), rows = lines.Count(l => l[0] == 'E') }));
        await scene.Registry.Get<DropFolderJob>().ExecuteAsync(new JobRun(1, nameof(DropFolderJob), "", null, "schedule", scene.Registry.Clock, (_, _, _, _) => Task.CompletedTask), default);
        return await scene.Registry.ReadAsync(db => db.Set<DropFile>().AsNoTracking().OrderByDescending(f => f.Id).FirstAsync());
    }
}
