using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Infrastructure.Access;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>
/// Progression boards of Computer Science for the last whole year, the first year ratified and the second sitting, and next year's first board
/// in preparation; award boards of the master's in Data Science, whose studies the record holds whole: one ratified, with a prize, one frozen
/// before the examiner.
/// </summary>
internal sealed class AwardBoardsScene(IDbContextFactory<RegistryDbContext> store, AwardBoardService awards, AwardDecisionService awardDecisions, BoardService boards, DecisionService decisions, PrizeService prizes, BoardRoom room, TimeProvider clock) : IDemoScene
{
    private static readonly DateOnly Meets = new(2024, 9, 25);

    private Dictionary<string, RegistryUser> users = [];

    public string Name => "Progression and award boards";

    public int Length => 5;

    public async Task PlayAsync(DemoPlay play, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        users = await db.Users.AsNoTracking().Where(u => u.IsSimulated).ToDictionaryAsync(u => u.UserName!, ct);
        var programme = await db.Set<Programme>().Where(p => p.Code == "BSC-CS").Select(p => p.Id).SingleAsync(ct);
        var masters = await db.Set<Programme>().Where(p => p.Code == "MSC-DS").Select(p => p.Id).SingleAsync(ct);
        var (first, last, newest) = (DemoYears.Name(DemoYears.First), DemoYears.Name(DemoYears.Newest - 1), DemoYears.Name(DemoYears.Newest));
        await WalkAsync(await OpenAsync(db, programme, 1, last, Meets, ct), BoardStage.Ratified, ct);
        await WalkAsync(await OpenAsync(db, programme, 2, last, Meets, ct), BoardStage.InSession, ct);
        await WalkAsync(await OpenAsync(db, masters, 1, first, Meets.AddYears(-1), ct), BoardStage.Ratified, ct);
        await WalkAsync(await OpenAsync(db, masters, 1, last, Meets, ct), BoardStage.Frozen, ct);
        await WalkAsync(await OpenAsync(db, programme, 1, newest, new DateOnly(2025, 7, 9), ct), BoardStage.Preparing, ct);
        await play.TellAsync(1, "Progression and award boards");
    }

    private async Task<ExamBoard> OpenAsync(RegistryDbContext db, long programme, int year, string academicYear, DateOnly meets, CancellationToken ct)
    {
        async Task<ExamBoard?> HeldAsync() => await db.Set<ExamBoard>().AsNoTracking().Include(b => b.Seats).FirstOrDefaultAsync(b => b.ProgrammeId == programme && b.YearOfProgramme == year && b.AcademicYear == academicYear && b.FollowsBoardId == null, ct);
        if (await HeldAsync() is null)
        {
            Done(await awards.OpenAsync(new OpenAwardBoard { ProgrammeId = programme, YearOfProgramme = year, AcademicYear = academicYear, MeetsOn = meets }, Secretary("OpenBoard", "Calendar of boards", meets.AddDays(-30)), ct));
        }

        var board = (await HeldAsync())!;
        if (board.Seats.Count == 0)
        {
            var members = new[] { ("charles.chair", MemberRole.Chair), ("sana.secretary", MemberRole.Secretary), ("moira.moderator", MemberRole.Internal), ("mark.marker", MemberRole.Internal), ("edith.examiner", MemberRole.External) };
            Done(await boards.AppointAsync(new AppointMembers { BoardId = board.Id, Members = [.. members.Select(m => new Appointment(users[m.Item1].Id, users[m.Item1].DisplayName, m.Item2))] }, Secretary("AppointMembers", "Membership as approved by the faculty", meets.AddDays(-29)), ct));
        }

        return (await HeldAsync())!;
    }

    private async Task WalkAsync(ExamBoard board, BoardStage target, CancellationToken ct)
    {
        var meets = board.MeetsOn!.Value;
        if (target == BoardStage.Preparing || board.IsRatified)
        {
            Done(board.IsRatified ? Outcome.Done : await awards.PrepareAsync(board.Id, Secretary("PrepareBoard", "Results as they have come in", meets.AddDays(-12)), ct));
            return;
        }

        if (board.Stage == BoardStage.Preparing)
        {
            Done(await awards.FreezeAsync(board.Id, Secretary("FreezePack", "Papers due to the external examiner", meets.AddDays(-10)), ct));
        }

        await using var db = await store.CreateDbContextAsync(ct);
        if (target == BoardStage.Frozen)
        {
            return;
        }

        if (!await db.Set<ExaminerConfirmation>().AnyAsync(c => c.BoardId == board.Id, ct))
        {
            Done(await decisions.ConfirmAsync(new ConfirmPack { BoardId = board.Id, PackVersion = 1, Verdict = ExaminerVerdict.Signed }, Act("edith.examiner", Role.ExternalExaminer, "ConfirmPack", "Pack and calculations read", meets.AddDays(-3)), ct));
        }

        Done(await boards.SitAsync(board.Id, board.Members.Select(m => m.UserId).ToHashSet(), Secretary("OpenSitting", "The board meets", meets), ct));
        Done(await awardDecisions.AcceptAsync(board.Id, Secretary("AcceptSuggestions", "Decided in the meeting", meets), ct));
        if (target == BoardStage.Ratified)
        {
            var left = await db.Set<AwardCandidate>().Where(c => c.BoardId == board.Id && c.ProposedCode == null && c.PostponedAt == null).Select(c => c.CandidateNumber).ToListAsync(ct);
            foreach (var number in left)
            {
                Done(await awardDecisions.PostponeAsync(board.Id, number, Secretary("PostponeCandidate", "The school is asked about this candidate's modules", meets), ct));
            }

            await GivePrizeAsync(db, board.Id, meets, ct);
            var act = Act("charles.chair", Role.BoardChair, "RatifyBoard", "Ratified by the chair at the end of the meeting", meets) with { CorrelationId = $"board-{board.Id}" };
            Done(await awardDecisions.RatifyAsync(new RatifyBoard { BoardId = board.Id, PackVersion = 1, ReleaseAt = act.At.AddDays(2) }, act, ct));
            await room.DeliverAsync(board.Id, act.At.AddDays(2), ct);
        }
    }

    /// <summary>To the best candidate who gets an award; a progression board gives none.</summary>
    private async Task GivePrizeAsync(RegistryDbContext db, long board, DateOnly meets, CancellationToken ct)
    {
        var best = (await db.Set<AwardCandidate>().AsNoTracking().Where(c => c.BoardId == board && c.ProposedCode == AwardCode.Award && c.Figure != null).ToListAsync(ct)).OrderByDescending(c => c.Figure).ThenBy(c => c.EngagementId).FirstOrDefault();
        if (best is not null && !await db.Set<AwardPrize>().AnyAsync(p => p.BoardId == board, ct))
        {
            Done(await prizes.GiveAsync(new GivePrize { BoardId = board, CandidateNumber = best.CandidateNumber, Name = "Wexmoor Prize for Data Science", Grounds = "The best result of the year" }, Secretary("GivePrize", "Decided in the meeting", meets), ct));
        }
    }

    private ChangeContext Secretary(string act, string reason, DateOnly day) => Act("sana.secretary", Role.ExamBoardSecretary, act, reason, day);

    private ChangeContext Act(string user, Role role, string act, string reason, DateOnly day) => clock.Act(DemoActors.As(users[user].DisplayName, role, users[user].Id), act, reason, day, 14);

    private static void Done(Outcome outcome)
    {
        if (!outcome.Succeeded)
        {
            throw new InvalidOperationException(string.Join(" ", outcome.Refusals.Select(r => r.Sentence)));
        }
    }
}
