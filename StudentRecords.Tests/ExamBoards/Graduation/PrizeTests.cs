using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Infrastructure.ExamBoards.Letters;
using StudentRecords.Infrastructure.ExamBoards.Meetings;
using StudentRecords.Infrastructure.Store.Locks;
using StudentRecords.Tests.Documents;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards.Graduation;

/// <summary>Prizes by decision of the sitting board, in its papers by number, locked with it; and the chair's action told to the next board of the programme.</summary>
public sealed class PrizeTests : IDisposable
{
    private readonly TestRegistry registry = new();

    private PrizeService Prizes => registry.Get<PrizeService>();

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task Prize_StandsInMinutesAndDecisionListByNumber_AndInTheTranscriptByName_AndIsLocked()
    {
        var board = await AwardScene.SittingAsync(registry, (70, 80), (62, 64));
        await registry.Get<AwardDecisionService>().AcceptAsync(board.BoardId, registry.As(board.Secretary));
        await registry.Get<MeetingService>().PutUpAgendaAsync(board.BoardId, registry.As(board.Secretary));
        var number = (await board.CandidateAsync(0)).CandidateNumber;
        var given = await GiveAsync(board, number, "Dean's Prize");
        Assert.Equal("PRIZE_GIVEN", Assert.Single((await GiveAsync(board, number, "Dean's Prize")).Refusals).Code);
        Assert.Equal(["GROUNDS_MISSING", "PRIZE_MISSING"], (await Prizes.GiveAsync(new GivePrize { BoardId = board.BoardId, CandidateNumber = number, Name = " ", Grounds = "" }, registry.As(board.Secretary))).Refusals.Select(r => r.Code).Order());
        var second = await GiveAsync(board, number, "Second thought");
        Assert.Empty((await Prizes.TakeBackAsync(second.Value, registry.As(board.Secretary) with { Reason = "Not this year" })).Refusals);
        Assert.Equal("TAKEN_BACK", Assert.Single((await Prizes.TakeBackAsync(second.Value, registry.As(board.Secretary))).Refusals).Code);
        Assert.Empty((await board.RatifyAsync()).Refusals);

        foreach (var paper in new[] { await registry.Get<MeetingQueries>().MinutesAsync(board.BoardId, board.Secretary), await registry.Get<MeetingQueries>().DecisionListAsync(board.BoardId, board.Secretary) })
        {
            var text = Text(paper!);
            Assert.Contains("Dean's Prize", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Second thought", text, StringComparison.Ordinal);
            Assert.DoesNotContain(board.Engagements[0].Person.FamilyName, text, StringComparison.Ordinal);
        }

        Assert.Equal(given.Value, Assert.Single(await registry.Get<PrizeQueries>().OfBoardAsync(board.BoardId, board.Secretary)).Id);
        registry.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Contains("Dean's Prize", Text((await registry.Get<TranscriptQueries>().TranscriptAsync(board.Engagements[0].PersonId, "1", GraduationScene.Officer))!), StringComparison.Ordinal);
        await Assert.ThrowsAsync<RecordLockedException>(() => registry.SaveAsync(db => db.Entry(db.Set<AwardPrize>().First()).Property(p => p.Name).CurrentValue = "Other"));
        Assert.Equal("NOT_IN_SESSION", Assert.Single((await GiveAsync(board, number, "Too late")).Refusals).Code);
    }

    [Fact]
    public async Task Prize_FromWhoDeclaredAnInterest_OrWithoutTheRight_IsRefused()
    {
        var board = await AwardScene.SittingAsync(registry, (70, 80));
        var number = (await board.CandidateAsync(0)).CandidateNumber;
        await registry.Get<MembershipService>().DeclareInterestAsync(new DeclareInterest { BoardId = board.BoardId, UserId = board.Secretary.UserId!.Value, Candidate = number, Nature = "Related" }, registry.As(board.Secretary));

        Assert.Equal("INTEREST_DECLARED", Assert.Single((await GiveAsync(board, number, "Dean's Prize")).Refusals).Code);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Prizes.GiveAsync(new GivePrize { BoardId = board.BoardId, CandidateNumber = number, Name = "P", Grounds = "G" }, registry.As(Role.RegistryOfficer)));
    }

    [Fact]
    public async Task ChairsAction_IsToldToTheNextBoardOfTheProgramme()
    {
        var board = await AwardScene.SittingAsync(registry, (70, 80), (62, 64));
        var left = await board.CandidateAsync(1);
        await registry.Get<AwardDecisionService>().AcceptAsync(board.BoardId, registry.As(board.Secretary));
        Assert.Empty((await registry.Get<AwardDecisionService>().PostponeAsync(board.BoardId, left.CandidateNumber, registry.As(board.Secretary) with { Reason = "A letter is awaited" })).Refusals);
        Assert.Empty((await board.RatifyAsync()).Refusals);
        registry.Clock.Advance(TimeSpan.FromDays(3));
        var action = (await registry.Get<SequelService>().FollowAsync(new FollowBoard { BoardId = board.BoardId, Sequel = BoardSequel.ChairsAction }, registry.As(board.Secretary))).Value;
        Assert.Empty((await registry.Get<AwardBoardService>().FreezeAsync(action, registry.As(board.Secretary))).Refusals);
        Assert.Empty((await registry.Get<DecisionService>().ConfirmAsync(new ConfirmPack { BoardId = action, PackVersion = 1, Verdict = ExaminerVerdict.Signed }, registry.As(board.External))).Refusals);
        Assert.Empty((await registry.Get<BoardService>().SitAsync(action, new HashSet<long> { board.Chair.UserId!.Value }, registry.As(board.Secretary))).Refusals);
        var number = await registry.ReadAsync(db => db.Set<AwardCandidate>().Where(c => c.BoardId == action).Select(c => c.CandidateNumber).SingleAsync());
        Assert.Equal(1, (await registry.Get<AwardDecisionService>().AcceptAsync(action, registry.As(board.Secretary))).Value);
        Assert.Empty((await registry.Get<AwardDecisionService>().RatifyAsync(new RatifyBoard { BoardId = action, PackVersion = 1, ReleaseAt = registry.Clock.Now }, registry.As(board.Chair))).Refusals);

        var programme = await registry.ReadAsync(db => db.Set<ExamBoard>().Where(b => b.Id == board.BoardId).Select(b => b.ProgrammeId!.Value).SingleAsync());
        var next = (await registry.Get<AwardBoardService>().OpenAsync(new OpenAwardBoard { ProgrammeId = programme, YearOfProgramme = 1, AcademicYear = "2024/25" }, registry.As(board.Secretary))).Value;
        await registry.Get<MeetingService>().PutUpAgendaAsync(next, registry.As(board.Secretary));

        var minutes = Text((await registry.Get<MeetingQueries>().MinutesAsync(next, board.Secretary))!);
        Assert.Contains("Chair's action: Progression", minutes, StringComparison.Ordinal);
        Assert.Contains(number, minutes, StringComparison.Ordinal);
    }

    private Task<Domain.Outcome<long>> GiveAsync(AwardScene board, string number, string prize) =>
        Prizes.GiveAsync(new GivePrize { BoardId = board.BoardId, CandidateNumber = number, Name = prize, Grounds = "The best result of the year" }, registry.As(board.Secretary));

    private static string Text(PackFile file) => string.Join(' ', new PdfReading(file.Pdf).Pages.Select(p => p.Text)).Replace('\n', ' ');
}
