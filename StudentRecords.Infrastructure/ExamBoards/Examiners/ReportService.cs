using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Examiners;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards.Examiners;

/// <summary>The use cases of external examiners' annual reports: handed in by the examiner, answered by the registry.</summary>
public sealed class ReportService(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>Refused for a year in which the examiner sat on no board, a second time, or where the text names a student.</summary>
    public async Task<Outcome<long>> HandInAsync(string academicYear, ReportAnswers answers, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.ExaminerDesk, Level.Decide);
        var me = change.Caller.UserId ?? 0;
        await using var db = store.CreateDbContext();
        List<Refusal> refusals = [];
        if (string.IsNullOrWhiteSpace(answers.Text))
        {
            refusals.Add(new("REPORT_EMPTY", "Write the report.", "Annual report", nameof(ReportAnswers.Text)));
        }

        if (!await db.Set<ExamBoard>().AnyAsync(b => b.AcademicYear == academicYear && b.Seats.Any(s => s.UserId == me && s.Role == MemberRole.External), ct))
        {
            refusals.Add(new("NO_BOARD_THAT_YEAR", $"You examined on no board of {academicYear}.", "Annual report"));
        }

        if (await db.Set<ExaminerReport>().AnyAsync(r => r.UserId == me && r.AcademicYear == academicYear, ct))
        {
            refusals.Add(new("HANDED_IN_ALREADY", $"Your report for {academicYear} is handed in.", "Annual report"));
        }

        if (await NamesSomebodyAsync(db, me, academicYear, $"{answers.Text} {answers.Recommendations}", ct))
        {
            refusals.Add(new("NAMES_A_STUDENT", "The report names a student of these boards, or gives a student number. Speak of candidates by candidate number, or of none.", "Annual report", nameof(ReportAnswers.Text)));
        }

        if (refusals.Count > 0)
        {
            return Outcome<long>.Refused(refusals);
        }

        var report = new ExaminerReport(me, change.Caller.Name, academicYear, answers with { Text = answers.Text.Trim(), Recommendations = string.IsNullOrWhiteSpace(answers.Recommendations) ? null : answers.Recommendations.Trim() }, change.At);
        db.Add(report);
        await db.SaveAsync(change, ct);
        return report.Id;
    }

    /// <summary>The institution's answer; once.</summary>
    public async Task<Outcome> RespondAsync(long reportId, string response, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Boards, Level.Change);
        await using var db = store.CreateDbContext();
        if (await db.Set<ExaminerReport>().FirstOrDefaultAsync(r => r.Id == reportId, ct) is not { } report)
        {
            return Outcome.Refused("NOT_FOUND", "There is no such report.");
        }

        var answered = string.IsNullOrWhiteSpace(response) ? Outcome.Refused(new Refusal("RESPONSE_MISSING", "Write the answer.", "Annual report", nameof(ExaminerReport.Response))) : report.Respond(response.Trim(), change.Caller.Name, change.At);
        if (answered.Succeeded)
        {
            await db.SaveAsync(change, ct);
        }

        return answered;
    }

    /// <summary>Whether the text holds a student number, or given and family name side by side, of anybody whom the examiner's boards of the year consider.</summary>
    private static async Task<bool> NamesSomebodyAsync(RegistryDbContext db, long examiner, string year, string text, CancellationToken ct)
    {
        var people = from c in db.Set<BoardCandidate>()
                     join b in db.Set<ExamBoard>() on c.BoardId equals b.Id
                     join p in db.Set<Person>() on c.PersonId equals p.Id
                     where b.AcademicYear == year && b.Seats.Any(s => s.UserId == examiner && s.Role == MemberRole.External)
                     select new { p.GivenNames, p.FamilyName, p.StudentNumber };
        return (await people.Distinct().ToListAsync(ct)).Exists(p => text.Contains(p.StudentNumber, StringComparison.OrdinalIgnoreCase)
            || text.Contains($"{p.GivenNames.Split(' ')[0]} {p.FamilyName}", StringComparison.OrdinalIgnoreCase)
            || text.Contains($"{p.FamilyName}, {p.GivenNames.Split(' ')[0]}", StringComparison.OrdinalIgnoreCase));
    }
}
