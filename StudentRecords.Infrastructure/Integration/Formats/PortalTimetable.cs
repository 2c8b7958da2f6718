using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Integration.Asking;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Teaching;

namespace StudentRecords.Infrastructure.Integration.Formats;

/// <summary>Something taught, as the portal shows it.</summary>
public sealed record PortalLesson(string Event, string ModuleRun, string Module, string Kind, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string? Room, string State, long Version);

/// <summary>An examination, as the portal shows it.</summary>
public sealed record PortalExam(string Sitting, string Assessment, string Title, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Room, string? CandidateNumber, string? Seat, long Version);

/// <summary>A student's own timetable: what is taught, cancelled or not, and examinations.</summary>
public sealed record PortalView(string Student, IReadOnlyList<PortalLesson> Lessons, IReadOnlyList<PortalExam> Exams);

/// <summary>F012 read by the portal: one student's timetable once timetabling has finalised it (F004), with the examinations that are timetabled (F062).</summary>
public sealed class PortalTimetable(IDbContextFactory<RegistryDbContext> store, TimetableQueries timetables, TimeProvider clock)
{
    /// <summary>Media type of iCalendar.</summary>
    public const string Calendar = CalendarWriter.MediaType;

    /// <summary>Null when nobody has the number.</summary>
    public async Task<PortalView?> OfAsync(string student, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<Person>().Where(p => p.StudentNumber == student).Select(p => new { p.Id }).SingleOrDefaultAsync(ct) is not { } person)
        {
            return null;
        }

        var portal = Caller.System(StudentRead.Timetable.System);
        var lessons = await timetables.OfPersonAsync(person.Id, portal, ct);
        var exams = await timetables.ExamsOfPersonAsync(person.Id, portal, ct);
        await StudentReads.TellAsync(db, StudentRead.Timetable, person.Id, clock.GetUtcNow(), ct);
        return new PortalView(
            student,
            [.. lessons.Select(l => new PortalLesson(l.Event, l.ModuleRun, l.Module, l.Kind, l.StartsAt, l.EndsAt, l.Room, l.State.ToString(), l.Version))],
            [.. exams.Select(e => new PortalExam(e.Sitting, e.Assessment, e.Title, e.StartsAt, e.EndsAt, e.Room, e.CandidateNumber, e.Seat, e.Version))]);
    }

    /// <summary>The same in iCalendar.</summary>
    public string AsCalendar(PortalView view) => CalendarWriter.Write(view.Lessons.Select(Entry).Concat(view.Exams.Select(Entry)).OrderBy(e => e.StartsAt).ThenBy(e => e.Uid, StringComparer.Ordinal), clock.GetUtcNow());

    private static CalendarEntry Entry(PortalLesson lesson) =>
        new(lesson.Event, lesson.Version, lesson.StartsAt, lesson.EndsAt, $"{lesson.Module} ({lesson.Kind})", lesson.Room, lesson.Kind, lesson.ModuleRun, lesson.State == nameof(TeachingState.Cancelled));

    private static CalendarEntry Entry(PortalExam exam) => new(
        $"exam-{exam.Sitting}", exam.Version, exam.StartsAt, exam.EndsAt, $"Examination: {exam.Title}", exam.Room, "Examination",
        string.Join(", ", new[] { exam.CandidateNumber is { } number ? $"Candidate {number}" : null, exam.Seat is { } seat ? $"Seat {seat}" : null }.OfType<string>()), false);
}
