using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration.Extracts;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Students.Filing;

/// <summary>
/// Files each night the forms of those who are enrolled for this academic year and whose form is not filed yet (F023): one for each engagement and year.
/// By night, because a confirmation must not wait for a document; whoever was missed is caught up with.
/// </summary>
public sealed class EnrolmentFormsJob(IDbContextFactory<RegistryDbContext> store, InstitutionProfile institution, TimeProvider clock) : IBackgroundJob
{
    private const int AtOnce = 200;

    public async Task<string> ExecuteAsync(JobRun run, CancellationToken ct)
    {
        var (last, filed) = (long.Parse(run.Checkpoint ?? "0", CultureInfo.InvariantCulture), 0);
        while (true)
        {
            await using var db = await store.CreateDbContextAsync(ct);
            if (!await Extract.GoesAsync(db, "F023", "EDRMS", ct))
            {
                return "No archive is operated; enrolment forms are filed when it is.";
            }

            var today = UkTime.Day(clock.GetUtcNow());
            var (year, from) = (AcademicYear.Of(today).ToString(), AcademicYear.Of(today).Start);
            var of = "-" + year.Replace('/', '-');
            var due = await db.Set<CourseSession>().AsNoTracking().Include(s => s.Engagement.Person).Include(s => s.Engagement.ProgrammeVersion).Include(s => s.Engagement.Statuses)
                .Where(s => s.EngagementId > last && s.Start >= from && s.Start <= today && s.Engagement.Status == EngagementStatus.Enrolled)
                .Where(s => !db.Set<FiledDocument>().Any(d => d.Key == "FORM-" + s.Engagement.Numhus + of))
                .OrderBy(s => s.EngagementId).ThenBy(s => s.Part).Take(AtOnce).ToListAsync(ct);
            if (due.Count == 0)
            {
                return filed switch { 0 => "Every form of this year's enrolments is filed.", 1 => "One enrolment form was filed.", _ => $"{filed:N0} enrolment forms were filed." };
            }

            var change = run.Change("FileEnrolmentForms", $"Enrolled for {year}");
            // a year that was divided has one form, of the part that runs now
            foreach (var session in due.GroupBy(s => s.EngagementId).Select(parts => parts.Last()))
            {
                var (engagement, person) = (session.Engagement, session.Engagement.Person);
                var pdf = EnrolmentFormPaper.Render(Facts(session, year), institution.Name, change.At);
                DocumentFiling.File(db, new DocumentToFile("FORM-" + engagement.Numhus + of, person.Id, engagement.Id, person.StudentNumber, engagement.Numhus, DocumentType.EnrolmentForm, "Enrolment " + year, pdf), change.Caller.Name, change.At, $"enrolment-form-{engagement.Numhus}-{year}");
                filed++;
            }

            await db.SaveAsync(change, ct);
            last = due[^1].EngagementId;
            await run.ReportAsync(50, $"{filed:N0} forms", last.ToString(CultureInfo.InvariantCulture), ct);
        }
    }

    private static EnrolmentFormFacts Facts(CourseSession session, string year)
    {
        var engagement = session.Engagement;
        return new EnrolmentFormFacts
        {
            Name = $"{engagement.Person.GivenNames} {engagement.Person.FamilyName}", DateOfBirth = engagement.Person.DateOfBirth, StudentNumber = engagement.Person.StudentNumber, Numhus = engagement.Numhus,
            Programme = engagement.ProgrammeVersion.Title, IsFullTime = engagement.IsFullTime, Year = year, YearOfProgramme = session.YearOfProgramme,
            SessionStart = session.Start, SessionEnd = session.ExpectedEnd, StudyBegan = engagement.Start, ExpectedEnd = engagement.ExpectedEnd,
            Confirmed = (engagement.Current.EffectiveOn, engagement.Current.RecordedAt),
        };
    }
}
