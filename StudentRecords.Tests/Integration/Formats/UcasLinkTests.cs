using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Integration.Files;
using StudentRecords.Infrastructure.Integration.Formats.Ucas;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Tests.Integration.Telling;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Formats;

/// <summary>UCAS by its link: records that are dropped become F045, F046 goes as transactions, and UCAS's answers come back to them.</summary>
public sealed class UcasLinkTests : IAsyncLifetime
{
    private const string Name = "<ivStarN><PersonalID>1234567890</PersonalID><Surname>Okafor</Surname><Forenames>Chidi</Forenames><BirthDate>2005-02-03</BirthDate><Sex>M</Sex></ivStarN>";
    private TellingScene scene = null!;
    private SystemFolder ucas = null!;
    private int dropped;

    private HubScene Hub => scene.Hub;

    public async Task InitializeAsync()
    {
        scene = await TellingScene.MakeAsync();
        Assert.Empty((await Hub.Registry.Get<PartnerService>().ConfigureChannelAsync(new ConfigureChannel { System = "UCAS", Kind = ChannelKind.Formats }, Hub.Registry.As(Role.IntegrationOperator), default)).Refusals);
        ucas = new SystemFolder("UCAS", Path.Combine(Hub.Root, "UCAS"));
        Directory.CreateDirectory(ucas.Incoming);
    }

    public Task DisposeAsync()
    {
        Hub.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task ChoiceWithItsApplicantAndReply_IsAnApplicationAndThenAPlace_AndTheRecordsAreKeptAsTheyCame()
    {
        var file = await DropAsync($"{Name}<ivStarA><PersonalID>1234567890</PersonalID><Postcode>CF10 3AT</Postcode></ivStarA>{Choice("1", "U", "F")}", 3);

        Assert.Equal((DropFileState.Archived, 2), (file.State, file.Applied));
        var person = await PersonAsync();
        var application = Assert.Single(await ApplicationsAsync(person));
        Assert.Equal(("1234567890/2024/1", ApplicationStage.HandedOver, new DateOnly(2024, 9, 1)), (application.Key, application.Stage, application.EntryOn));
        var engagement = Assert.Single(await Hub.Registry.Get<EnrolmentQueries>().OfPersonAsync(person, Manager));
        Assert.Equal((EngagementStatus.Expected, new DateOnly(2024, 9, 1)), (engagement.Status, engagement.Start));
        Assert.Equal("CF10 3AT", await Hub.Registry.ReadAsync(db => db.Set<Person>().Where(p => p.Id == person).Select(p => p.HomePostcode).SingleAsync()));
        var raw = await Hub.Registry.ReadAsync(db => db.Set<InboxMessage>().Where(m => m.Type == "UcasApplicationReceived").Select(m => m.Raw).SingleAsync());
        Assert.Contains(Name, JsonDocument.Parse(raw).RootElement.GetProperty("records").EnumerateArray().Select(r => r.GetString()));
    }

    [Theory]
    [InlineData("C", "F", ApplicationStage.Accepted)]
    [InlineData("U", "I", ApplicationStage.Accepted)]
    [InlineData("U", "D", ApplicationStage.Declined)]
    [InlineData("U", "", ApplicationStage.Received)]
    [InlineData("R", "F", ApplicationStage.Cancelled)]
    public async Task DecisionAndReply_BringTheApplicationToItsStage_AndExpectNobody(string decision, string reply, ApplicationStage stage)
    {
        await DropAsync($"{Name}{Choice("1", "", "", "2024-03-01T09:00:00Z")}", 2);
        await DropAsync($"{Name}{Choice("1", decision, reply)}", 2);
        var person = await PersonAsync();
        Assert.Equal(stage, Assert.Single(await ApplicationsAsync(person)).Stage);
        Assert.Empty(await Hub.Registry.Get<EnrolmentQueries>().OfPersonAsync(person, Manager));
    }

    [Fact]
    public async Task ClearingChoice_Cancellation_AndResults_EachHaveTheirMessage()
    {
        await DropAsync($"{Name}{Choice("1", "U", "")}{Choice("9", "U", "F").Replace("ivStarC", "ivStarZ1", StringComparison.Ordinal)}", 3);
        await DropAsync("<ivStarW><PersonalID>1234567890</PersonalID><ChoiceNo>1</ChoiceNo><LastChange>2024-08-16T09:00:00Z</LastChange></ivStarW>" + Result("Mathematics", "A") + Result("Physics", "B"), 3);
        var person = await PersonAsync();
        Assert.Equal([("1234567890/2024/1", ApplicationStage.Cancelled), ("1234567890/2024/9", ApplicationStage.HandedOver)], (await ApplicationsAsync(person)).Select(a => (a.Key, a.Stage)));
        Assert.Equal(["ClearingChoiceAdded"], await Hub.Registry.ReadAsync(db => db.Set<InboxMessage>().Where(m => m.BusinessKey == "1234567890/2024/9").Select(m => m.Type).ToListAsync()));
        Assert.Empty((await Hub.Registry.Get<AdmissionQueries>().ResultsAsync(person, Manager)).Results);
        Hub.Registry.Clock.Advance(new DateTimeOffset(2024, 8, 15, 7, 0, 0, TimeSpan.Zero) - Hub.Registry.Clock.Now);
        Assert.Equal([("Mathematics", "A"), ("Physics", "B")], (await Hub.Registry.Get<AdmissionQueries>().ResultsAsync(person, Manager)).Results.Select(r => (r.Subject, r.Grade)));
    }

    [Fact]
    public async Task RecordsThatTellNothing_AreAnsweredByTheirLine_AndKeepNoOtherBack()
    {
        var file = await DropAsync($"{Name}{Choice("1", "U", "")}<ivStarQ><PersonalID>1</PersonalID></ivStarQ><ivStarN><PersonalID>99</PersonalID></ivStarN><ivStarC><PersonalID>77</PersonalID><ChoiceNo>1</ChoiceNo><LastChange>2024-05-01T09:00:00</LastChange></ivStarC>", 5);
        Assert.Equal((DropFileState.Archived, 1), (file.State, file.Applied));
        Assert.Equal(3, (await ResultAsync(ucas.Archive)).Count(l => l.Contains("MALFORMED", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("<Other/>", 0, "WRONG_ROOT")]
    [InlineData("<UcasLink>", 0, "XML_UNREADABLE")]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><UcasLink>&e;</UcasLink>", 0, "XML_UNREADABLE")]
    [InlineData("<UcasLink cycle=\"2024\"><ivStarQ/></UcasLink>", 7, "WRONG_ROWS")]
    public async Task FileThatIsNoneOfLinkRecords_IsRefusedWhole(string text, int rows, string code) => Assert.Equal(code, (await WholeAsync("F045", text, rows)).ReasonCode);

    [Fact]
    public async Task Transactions_AreOneAChoice_WithTheTypeThatTheLinkHasForThem()
    {
        var engagement = await scene.AcceptedAsync();
        await scene.TakeAsync(engagement, EnrolmentStep.Defer, new DateOnly(2023, 9, 1), newStart: new DateOnly(2024, 10, 1));
        await Hub.DrainAsync("UCAS");

        var sent = Assert.Single(await SentAsync());
        Assert.Equal(("RA", "1"), ((string?)sent.Attribute("type"), (string?)sent.Parent!.Attribute("count")));
        Assert.Equal(["PersonalID", "ChoiceNo", "EffectiveDate", "EntryYear", "EntryMonth"], sent.Elements().Select(e => e.Name.LocalName));
        Assert.Equal(("U1", "1", "2024", "10"), ((string?)sent.Element("PersonalID"), (string?)sent.Element("ChoiceNo"), (string?)sent.Element("EntryYear"), (string?)sent.Element("EntryMonth")));
    }

    [Fact]
    public async Task Withdrawal_WaitsForTheAnswerToTheEnrolment_AndARefusedOneForAPerson()
    {
        var engagement = await EnrolledAndSentAsync();
        await scene.TakeAsync(engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        await Hub.DrainAsync("UCAS");
        Assert.Equal([("EC", (string?)null)], (await SentAsync()).Select(t => ((string)t.Attribute("type")!, (string?)t.Element("Reason"))));

        await AnswerAsync(await RefAsync(0), "0");
        Hub.Registry.Clock.Advance(TimeSpan.FromMinutes(16));
        await Hub.DrainAsync("UCAS");
        Assert.Equal(["EC", "RW"], (await SentAsync()).Select(t => (string)t.Attribute("type")!));
        Assert.StartsWith("Taken by UCAS", (await Hub.ToldAsync("F046"))[0].Receipt, StringComparison.Ordinal);

        await AnswerAsync(await RefAsync(1), "1042", "Choice is not UF");
        var refused = (await Hub.ToldAsync("F046"))[1];
        Assert.Equal((OutboxState.Dead, "UCAS refused the transaction: 1042 Choice is not UF"), (refused.State, refused.LastError));
        await Hub.Registry.Get<OutboxService>().SendAgainAsync(refused.Id, Hub.Registry.As(Role.IntegrationOperator), default);
        await Hub.DrainAsync("UCAS");
        Assert.Equal(["EC", "RW", "RW"], (await SentAsync()).Select(t => (string)t.Attribute("type")!));
    }

    [Fact]
    public async Task TransactionWhoseAnswerWasLost_HoldsItsChoiceForADay()
    {
        var engagement = await EnrolledAndSentAsync();
        await scene.TakeAsync(engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        Hub.Registry.Clock.Advance(ChoiceInFlight.Patience - TimeSpan.FromMinutes(1));
        await Hub.DrainAsync("UCAS");
        Assert.Single(await SentAsync());
        Hub.Registry.Clock.Advance(TimeSpan.FromMinutes(20));
        await Hub.DrainAsync("UCAS");
        Assert.Equal(2, (await SentAsync()).Count);
    }

    [Fact]
    public async Task Answer_ToWhatWasNotSent_OrWasAnswered_ChangesNothing()
    {
        await EnrolledAndSentAsync();
        var answered = await RefAsync(0);
        await AnswerAsync(answered, "0");
        await WholeAsync("F046", $"<UcasLinkAnswers><Answer ref=\"{answered}\" errorCode=\"1042\"/><Answer ref=\"F046-nobody\" errorCode=\"0\"/><Answer errorCode=\"0\"/></UcasLinkAnswers>", 3);
        Assert.Equal(OutboxState.Delivered, (await Hub.ToldAsync("F046"))[0].State);
        var lines = await ResultAsync(ucas.Archive);
        Assert.Contains(lines, l => l.Contains("UNKNOWN_REFERENCE", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("ANSWERED", StringComparison.Ordinal));
    }

    private static Caller Manager => TestRegistry.Caller(Role.RegistryManager);

    private string Choice(string number, string decision, string reply, string changed = "2024-05-01T09:00:00Z") =>
        $"<ivStarC><PersonalID>1234567890</PersonalID><ChoiceNo>{number}</ChoiceNo><Course>{Hub.Programme.Code}</Course><EntryYear>24</EntryYear><EntryMonth>9</EntryMonth><Decision>{decision}</Decision><Reply>{reply}</Reply><LastChange>{changed}</LastChange></ivStarC>";

    private static string Result(string subject, string grade) =>
        $"<ivStarPQR><PersonalID>1234567890</PersonalID><Sitting>2024-06</Sitting><ExamLevel>P41</ExamLevel><Subject>{subject}</Subject><Grade>{grade}</Grade><Year>2024</Year><AwardingBody>AQA</AwardingBody><EmbargoUntil>2024-08-15T08:00:00+01:00</EmbargoUntil><LastChange>2024-08-09T10:00:00Z</LastChange></ivStarPQR>";

    private async Task<Engagement> EnrolledAndSentAsync()
    {
        var engagement = await scene.AcceptedAsync();
        await Hub.Registry.SaveAsync(db =>
        {
            var check = new IdentityVerification(db.Set<Person>().Single(p => p.Id == engagement.PersonId), "check", Hub.Registry.Clock.Now);
            check.Receive(VerificationState.Passed, 1, 99, null, Hub.Registry.Clock.Now);
            db.Add(check);
        });
        await scene.TakeAsync(engagement, EnrolmentStep.Confirm);
        await Hub.DrainAsync("UCAS");
        return engagement;
    }

    private Task<DropFile> DropAsync(string records, int rows) => WholeAsync("F045", $"<UcasLink cycle=\"2024\">\n{records}\n</UcasLink>", rows);

    private Task AnswerAsync(string reference, string error, string text = "") => WholeAsync("F046", $"<UcasLinkAnswers><Answer ref=\"{reference}\" errorCode=\"{error}\" text=\"{text}\"/></UcasLinkAnswers>", 1);

    private async Task<string> RefAsync(int number) => OutboundEnvelope.Id((await Hub.ToldAsync("F046"))[number]);

    private async Task<DropFile> WholeAsync(string flow, string text, int rows)
    {
        var path = Path.Combine(ucas.Incoming, $"link-{++dropped}.xml");
        await File.WriteAllTextAsync(path, text);
        await File.WriteAllTextAsync($"{path}.done", JsonSerializer.Serialize(new { flow, batch = $"b{dropped}", sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), rows }));
        await Hub.Registry.Get<DropFolderJob>().ExecuteAsync(new JobRun(1, nameof(DropFolderJob), "", null, "schedule", Hub.Registry.Clock, (_, _, _, _) => Task.CompletedTask), default);
        return await Hub.Registry.ReadAsync(db => db.Set<DropFile>().AsNoTracking().OrderByDescending(f => f.Id).FirstAsync());
    }

    private async Task<string[]> ResultAsync(string folder) => await File.ReadAllLinesAsync(Directory.EnumerateFiles(folder, $"link-{dropped}.xml.result.csv", SearchOption.AllDirectories).Single());

    private Task<List<XElement>> SentAsync() => Task.FromResult(Directory.Exists(ucas.Outgoing) ? Directory.EnumerateFiles(ucas.Outgoing, "F046_*.xml").Order(StringComparer.Ordinal).SelectMany(f => XDocument.Load(f).Root!.Elements("Transaction")).ToList() : []);

    private Task<long> PersonAsync() => Hub.Registry.ReadAsync(db => db.Set<PersonIdentifier>().Where(i => i.System == "UCAS" && i.Value == "1234567890").Select(i => i.PersonId).SingleAsync());

    private Task<IReadOnlyList<ApplicationRow>> ApplicationsAsync(long person) => Hub.Registry.Get<AdmissionQueries>().ApplicationsAsync(person, Manager);
}
