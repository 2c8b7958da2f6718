using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.ExamBoards.Graduation;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Graduation;
using StudentRecords.Infrastructure.Hesa;
using StudentRecords.Infrastructure.Students;
using StudentRecords.Infrastructure.Students.Filing;
using StudentRecords.Tests.ExamBoards;
using StudentRecords.Tests.ExamBoards.Graduation;
using StudentRecords.Tests.Hesa;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Chains;

/// <summary>
/// The end of the board chain: what was ratified is conferred, its documents are filed (F023) and archived (F024), and the return (F047) says it. Before the
/// ratification nothing can be conferred, and a return that is derived says that the outcome is not known yet.
/// </summary>
public sealed class RatifiedTests : IAsyncLifetime
{
    private const string Collection = "23056";
    private static readonly Caller Returns = TestRegistry.Caller(Role.StatutoryReturnsOfficer);
    private HubScene scene = null!;
    private RecordAsked record = null!;

    public async Task InitializeAsync()
    {
        scene = await HubScene.MakeAsync("EDRMS", "CRM");
        record = new RecordAsked(scene.Registry);
    }

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Award_IsConferredAfterRatificationAndRelease_ItsDocumentsAreArchived_AndTheReturnSaysIt()
    {
        var board = await AwardScene.SittingAsync(scene.Registry, (70, 80), (75, 80));
        await DecideAsync(board, 0, AwardCode.Award, GraduationScene.Award, "First");
        await DecideAsync(board, 1, AwardCode.Proceed, null, null);
        var graduation = new GraduationScene(scene.Registry, board);
        await NothingIsConferredBeforeTheRatificationAsync(board, graduation);

        Assert.Empty((await board.RatifyAsync()).Refusals);
        var ceremony = await NotBeforeTheReleaseAsync(graduation);
        scene.Registry.Clock.Advance(TimeSpan.FromDays(8));
        await ConferredAsync(board, graduation, ceremony);
        await ArchivedAsync(board);
        await ReturnedAsync(board);
    }

    [Fact]
    public async Task Outcome_OfAModule_IsReturnedAsNotYetKnown_UntilItsBoardRatifies()
    {
        var board = await BoardScene.OpenAsync(scene.Registry, "BBB-2023A", [60, 70], [10, 20]);
        await board.FreezeAsync();
        await board.ConfirmAsync();
        await board.SitAsync();
        Assert.Empty((await board.ProposeAsync(await ProposedAsync(board, 0, BoardOutcome.Passed), await ProposedAsync(board, 1, BoardOutcome.Referred))).Refusals);
        await DescribedAsync();
        var interim = await new ReturnStory(scene.Registry).SubmitAsync();
        Assert.Equal(["05", "05"], await OutcomesAsync(board, interim));

        Assert.Empty((await board.RatifyAsync()).Refusals);
        Assert.Equal(["05", "05"], await OutcomesAsync(board, interim));
        var final = await new ReturnStory(scene.Registry).CompareAsync();
        Assert.Equal(["01", "05"], await OutcomesAsync(board, final));
        // the funding council's completion of the year (FUNDCOMP) follows from the modules
        Assert.Equal(["FundingAndMonitoring Amended FUNDCOMP:A:3=01<03;", "ModuleInstance Amended MODULEOUTCOME:A:4=01<05;"], (await new ReturnStory(scene.Registry).VerdictsAsync(final)).Where(v => !v.Contains("Identify", StringComparison.Ordinal)));
    }

    private async Task NothingIsConferredBeforeTheRatificationAsync(AwardScene board, GraduationScene graduation)
    {
        Assert.Empty(await graduation.RowsAsync());
        var ceremony = await graduation.PlanAsync();
        Assert.Equal(["NOBODY_ELIGIBLE"], (await PutOnListAsync(ceremony)).Refusals.Select(r => r.Code));
        Assert.Equal(["LIST_EMPTY"], (await ConferAsync(ceremony)).Refusals.Select(r => r.Code));
        Assert.DoesNotContain(await AwardedAsync(board, 0, await new ReturnStory(scene.Registry).BuildAsync()), e => e.Entity == "QualificationAwarded");
        Assert.Empty(await scene.ToldAsync("F023"));
    }

    /// <summary>Ratified and not yet released: nobody comes on a list.</summary>
    private async Task<long> NotBeforeTheReleaseAsync(GraduationScene graduation)
    {
        var ceremony = await graduation.PlanAsync(capacity: null, title: "In absentia");
        Assert.Equal(["NOBODY_ELIGIBLE"], (await PutOnListAsync(ceremony)).Refusals.Select(r => r.Code));
        Assert.Equal(["NOT_RELEASED"], (await graduation.ListAsync(0, ceremony)).Refusals.Select(r => r.Code));
        return ceremony;
    }

    private async Task ConferredAsync(AwardScene board, GraduationScene graduation, long ceremony)
    {
        Assert.Equal(1, (await PutOnListAsync(ceremony)).Value);
        Assert.Equal(["DAY_TO_COME"], (await ConferAsync(ceremony, scene.Registry.Clock.Today.AddDays(1))).Refusals.Select(r => r.Code));
        Assert.Equal((1, 2), (await ConferAsync(ceremony)).Value is { } conferred ? (conferred.Awards, conferred.Documents) : default);
        var act = Assert.Single(await scene.Registry.Get<GraduationQueries>().OfPersonAsync(board.Engagements[0].PersonId, GraduationScene.Officer));
        Assert.Equal((GraduationScene.Award, "First", scene.Registry.Clock.Today), (act.Conferment.Award, act.Conferment.Class, act.Conferment.EffectiveOn));
        var ended = await record.EngagementAsync(board.Engagements[0].PersonId);
        Assert.Equal((EngagementStatus.Completed, new DateOnly(2024, 6, 3)), (ended.Status, ended.End));
        Assert.Equal(EngagementStatus.Enrolled, (await record.EngagementAsync(board.Engagements[1].PersonId)).Status);
    }

    /// <summary>Certificate and transcript go to the archive, which fetches them; the link comes with its confirmation of the same bytes only.</summary>
    private async Task ArchivedAsync(AwardScene board)
    {
        var person = board.Engagements[0].PersonId;
        await scene.DrainAsync("EDRMS");
        var filed = await scene.ToldAsync("F023");
        Assert.Equal([("Certificate", OutboxState.Delivered), ("Transcript", OutboxState.Delivered)], filed.Select(m => (Fields.Of(m, "documentType")!, m.State)).Order());
        Assert.Empty(await DocumentsAsync(person));
        foreach (var (document, sha256) in filed.Select(m => (Fields.Of(m, "document")!, Fields.Of(m, "sha256")!)))
        {
            Assert.Equal("HASH_MISMATCH", (await scene.SayAsync("F024", "DocumentArchived", $"{document}/0", Confirmed(document, new string('0', 64)))).Code);
            Assert.NotNull(await scene.Registry.Get<ArchivePickup>().FetchAsync(document, default));
            await scene.SaidAsync("F024", "DocumentArchived", $"{document}/1", Confirmed(document, sha256));
            Assert.Null(await scene.Registry.Get<ArchivePickup>().FetchAsync(document, default));
        }

        Assert.Equal(filed.Select(m => Fields.Of(m, "sha256")!).Order(), (await DocumentsAsync(person)).Select(d => d.Sha256!).Order());
    }

    /// <summary>The class that the board gave, though the regulation did not suggest it, and nothing of who goes on.</summary>
    private async Task ReturnedAsync(AwardScene board)
    {
        var id = await new ReturnStory(scene.Registry).BuildAsync(Collection);
        var awarded = Assert.Single(await AwardedAsync(board, 0, id), e => e.Entity == "QualificationAwarded");
        Assert.Equal("0001", awarded.Fields.Single(f => f.Field == "QUALAWARDRESULT").Value);
        Assert.DoesNotContain(await AwardedAsync(board, 1, id), e => e.Entity is "QualificationAwarded" or "Leaver");
    }

    private async Task DecideAsync(AwardScene board, int student, AwardCode code, string? award, string? @class) =>
        Assert.Empty((await board.DecideAsync(await board.CandidateAsync(student), new AwardProposal(code, award, @class, "Decided by the board"))).Refusals);

    /// <summary>Everybody lives in England: without a country of home there is no return.</summary>
    private Task DescribedAsync() => scene.Registry.SaveAsync(db => db.Set<Person>().ToList().ForEach(p => p.Describe(new PersonDetails { HomeCountry = "XF", LegalSex = "10" })));

    private static async Task<ProposedDecision> ProposedAsync(BoardScene board, int student, BoardOutcome outcome) => new((await board.CandidateAsync(student)).CandidateNumber, outcome, null, "As the board has it");

    private Task<Domain.Outcome<int>> PutOnListAsync(long ceremony) =>
        scene.Registry.Get<CeremonyService>().PutOnListAsync(new PutOnList { CeremonyId = ceremony, Programme = "BSC-AWD", AcademicYear = "2023/24" }, scene.Registry.As(GraduationScene.Officer));

    private Task<Domain.Outcome<ConferredAwards>> ConferAsync(long ceremony, DateOnly? on = null) =>
        scene.Registry.Get<ConfermentService>().ConferAsync(new ConferAwards { CeremonyId = ceremony, ConferredOn = on ?? scene.Registry.Clock.Today }, scene.Registry.As(GraduationScene.Manager));

    private Task<IReadOnlyList<DocumentRow>> DocumentsAsync(long person) => scene.Registry.Get<RecordQueries>().DocumentsAsync(person, GraduationScene.Officer);

    private Task<IReadOnlyList<ReturnedEntity>> AwardedAsync(AwardScene board, int student, long id) => scene.Registry.Get<PersonReturnQueries>().TreeAsync(board.Engagements[student].PersonId, id, Returns);

    private async Task<List<string>> OutcomesAsync(BoardScene board, long id)
    {
        List<string> outcomes = [];
        foreach (var registration in board.Registrations)
        {
            var tree = await scene.Registry.Get<PersonReturnQueries>().TreeAsync(registration.PersonId, id, Returns);
            outcomes.Add(tree.Single(e => e.Entity == "ModuleInstance").Fields.Single(f => f.Field == "MODULEOUTCOME").Value);
        }

        return outcomes;
    }

    private static object Confirmed(string document, string sha256) => new { document, edrmsVersion = 1, sha256, link = $"https://archive.example/{document}" };
}
