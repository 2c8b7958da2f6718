using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Appeals;
using StudentRecords.Domain.ExamBoards.Examiners;
using StudentRecords.Domain.ExamBoards.Meetings;
using StudentRecords.Infrastructure.Access;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Appeals;
using StudentRecords.Infrastructure.ExamBoards.Examiners;
using StudentRecords.Infrastructure.ExamBoards.Meetings;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>
/// What stands round the demo's boards: an agenda with an interest and an action on one that sits, a sample with comments on one
/// before the examiner, sealed minutes, an annual report, and an appeal that waits for its second person.
/// </summary>
internal sealed class ConductScene(IDbContextFactory<RegistryDbContext> store, MembershipService membership, MeetingService meetings, SampleService samples, ReportService reports, AppealService appeals, TimeProvider clock) : IDemoScene
{
    private Dictionary<string, RegistryUser> users = [];

    public string Name => "Meetings, samples and appeals";

    public int Length => 2;

    public async Task PlayAsync(DemoPlay play, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        users = await db.Users.AsNoTracking().Where(u => u.IsSimulated).ToDictionaryAsync(u => u.UserName!, ct);
        await MeetAsync(db, ct);
        await SampleAsync(db, ct);
        await ReportAsync(db, ct);
        await AppealAsync(db, ct);
        await play.TellAsync(1, "Meetings, samples and appeals");
    }

    private async Task MeetAsync(RegistryDbContext db, CancellationToken ct)
    {
        var sitting = await db.Set<ExamBoard>().AsNoTracking().Include(b => b.Seats).Where(b => b.Stage == BoardStage.InSession).OrderBy(b => b.Title).FirstAsync(ct);
        await PutUpAsync(db, sitting.Id, ct);
        if (!await db.Set<DeclaredInterest>().AnyAsync(ct))
        {
            var undecided = await db.Set<BoardCandidate>().Where(c => c.BoardId == sitting.Id && c.ProposedOutcome == null).OrderBy(c => c.CandidateNumber).Select(c => c.CandidateNumber).FirstAsync(ct);
            var marker = sitting.Members.First(m => m.Role == MemberRole.Internal);
            Done(await membership.DeclareInterestAsync(new DeclareInterest { BoardId = sitting.Id, UserId = marker.UserId, Candidate = undecided, Nature = "Supervises the candidate's placement" }, Secretary("DeclareInterest", "Declared at the opening of the meeting"), ct));
        }

        if (!await db.Set<BoardAction>().AnyAsync(ct))
        {
            var ask = new AskForAction { BoardId = sitting.Id, Text = "Look at the wording of question 3 before the next diet", Owner = "Moira Murray", DueOn = DemoYears.StoryEnds.AddDays(60) };
            Done(await meetings.AskForActionAsync(ask, Secretary("AskForAction", "Asked for by the board"), ct));
        }

        var ratified = await db.Set<ExamBoard>().AsNoTracking().Where(b => b.Stage == BoardStage.Ratified).OrderByDescending(b => b.RatifiedAt).ThenBy(b => b.Title).FirstAsync(ct);
        await PutUpAsync(db, ratified.Id, ct);
        if (!await db.Set<BoardMinutes>().AnyAsync(ct))
        {
            var last = await db.Set<AgendaItem>().Where(i => i.BoardId == ratified.Id).OrderByDescending(i => i.Place).Select(i => i.Id).FirstAsync(ct);
            Done(await meetings.WriteMinuteAsync(ratified.Id, last, "There was no other business. The next meeting is after the August assessments.", Secretary("WriteMinute", "Minuted by the secretary"), ct));
            Done(await meetings.SealMinutesAsync(ratified.Id, Secretary("SealMinutes", "Agreed by the chair"), ct));
        }
    }

    private async Task PutUpAsync(RegistryDbContext db, long board, CancellationToken ct)
    {
        if (!await db.Set<AgendaItem>().AnyAsync(i => i.BoardId == board, ct))
        {
            Done(await meetings.PutUpAgendaAsync(board, Secretary("PutUpAgenda", "Usual agenda"), ct));
        }
    }

    private ChangeContext Secretary(string act, string reason) => Act("sana.secretary", Role.ExamBoardSecretary, act, reason, DemoYears.StoryEnds);

    private async Task SampleAsync(RegistryDbContext db, CancellationToken ct)
    {
        var edith = users["edith.examiner"].Id;
        var board = await db.Set<ExamBoard>().AsNoTracking().Where(b => b.Stage == BoardStage.Frozen && b.Seats.Any(s => s.UserId == edith && s.RemovedAt == null)).OrderBy(b => b.Id).FirstAsync(ct);
        if (await db.Set<SampledWork>().AnyAsync(ct))
        {
            return;
        }

        var day = DemoYears.StoryEnds;
        Done(await samples.DrawAsync(board.Id, SampleRule.Usual, Act("edith.examiner", Role.ExternalExaminer, "DrawSample", "Sample of work drawn by the external examiner", day), ct));
        var drawn = await db.Set<SampledWork>().AsNoTracking().Where(w => w.BoardId == board.Id).OrderBy(w => w.CandidateNumber).ToListAsync(ct);
        foreach (var work in drawn.Take(Math.Max(1, drawn.Count - 2)))
        {
            Done(await samples.GiveLinkAsync(new GiveLink { BoardId = board.Id, WorkId = work.Id, Link = $"https://scripts.example/{work.CandidateNumber}" }, Secretary("GiveLink", "Anonymised copy given to the external examiner"), ct));
        }

        Done(await samples.RemarkAsync(board.Id, drawn[0].CandidateNumber, "Marking of this script is sound, and its feedback is a model of its kind.", Act("edith.examiner", Role.ExternalExaminer, "Remark", "Comment of the external examiner", day), ct));
    }

    private async Task ReportAsync(RegistryDbContext db, CancellationToken ct)
    {
        var edith = users["edith.examiner"].Id;
        var year = await db.Set<ExamBoard>().Where(b => b.Stage == BoardStage.Ratified && b.Seats.Any(s => s.UserId == edith)).Select(b => b.AcademicYear).MinAsync(ct);
        if (year is not null && !await db.Set<ExaminerReport>().AnyAsync(ct))
        {
            var answers = new ReportAnswers(true, true, true, "Standards are sound and comparable with those of the sector. Second marking was thorough, and boards followed their regulations with care.", "Send the papers two weeks before the meeting.");
            Done(await reports.HandInAsync(year, answers, Act("edith.examiner", Role.ExternalExaminer, "HandInReport", $"Annual report {year}", DemoYears.StoryEnds), ct));
        }
    }

    private async Task AppealAsync(RegistryDbContext db, CancellationToken ct)
    {
        if (await db.Set<Appeal>().AnyAsync(ct))
        {
            return;
        }

        var against = await db.Set<BoardDecision>().AsNoTracking().Where(d => d.Outcome == BoardOutcome.Referred && !d.IsImported).OrderBy(d => d.Id).FirstOrDefaultAsync(ct)
            ?? await db.Set<BoardDecision>().AsNoTracking().OrderBy(d => d.Id).FirstAsync(ct);
        var recorded = await appeals.RecordAsync(
            new RecordAppeal { DecisionId = against.Id, Reference = "AP/2025/014", Grounds = "The student says that a certificate of illness reached the school in time and was not passed on to the panel." },
            Secretary("RecordAppeal", "Received from the appeals office"), ct);
        Done(recorded);
        Done(await appeals.ApproveAsync(recorded.Value, Act("charles.chair", Role.BoardChair, "ApproveAppeal", "The school confirms the date of receipt", DemoYears.StoryEnds), ct));
    }

    private ChangeContext Act(string user, Role role, string act, string reason, DateOnly day) => clock.Act(DemoActors.As(users[user].DisplayName, role, users[user].Id), act, reason, day, 14);

    private static void Done(Outcome outcome)
    {
        if (!outcome.Succeeded)
        {
            throw new InvalidOperationException(string.Join(" ", outcome.Refusals.Select(r => r.Sentence)));
        }
    }
}
