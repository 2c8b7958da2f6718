using System.Text.Json;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Integration;

namespace StudentRecords.Infrastructure.ExamBoards.Consequences;

/// <summary>
/// F061: entries for the next sitting of examinations of whom a board referred or deferred, held until the results are released. Which
/// examinations: of a referral those without a pass on their scale, of a deferral those without a mark. Circumstances are never told. Where a sitting is timetabled already and still
/// to come (F062), the entry says that it amends those from which it was scheduled.
/// </summary>
internal static class ResitEntries
{
    public static IEnumerable<OutboxMessage> Of(BoardDecision decision, BoardDossier dossier, RegistrationLine line, int version, DateTimeOffset releaseAt, string correlation, IReadOnlySet<long> timetabled)
    {
        if (decision.Outcome is not (BoardOutcome.Referred or BoardOutcome.Deferred))
        {
            yield break;
        }

        var deferred = decision.Outcome == BoardOutcome.Deferred;
        var marks = dossier.Marks[decision.RegistrationId].ToLookup(m => m.ComponentId);
        var exams = dossier.Components.Where(c => c.Kind == ComponentKind.Examination).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => (Component: c, Latest: marks[c.Id].OrderBy(m => m.Attempt).LastOrDefault())).ToList();
        var due = exams.Where(e => e.Latest.Score is not { } score || (!deferred && !(score >= dossier.Working.Engine.Rule.ScaleOf(e.Component)?.PassMark))).ToList();
        foreach (var (exam, latest) in due.Count > 0 ? due : exams)
        {
            var taken = Math.Max(latest.Attempt, 1);
            var attempt = deferred ? taken : taken + 1;
            yield return new OutboxMessage(
                "F061",
                "EXAMS",
                "ExamEntryPublished",
                $"{line.StudentNumber}/{exam.Key}/{attempt}/{version}",
                $"{line.StudentNumber}/entry/{exam.Key}",
                JsonSerializer.Serialize(
                    new
                    {
                        student = line.StudentNumber, programme = line.Programme, level = line.QualificationCategory[..1], module = dossier.Heading.ModuleCode, occurrence = dossier.Heading.Key, academicYear = dossier.Heading.AcademicYear,
                        assessment = exam.Key, attempt, sitting = deferred ? "FirstSit" : "Resit", version, isAmendment = timetabled.Contains(exam.Id),
                    },
                    JsonSerializerOptions.Web),
                decision.PersonId,
                decision.RatifiedAt,
                releaseAt,
                correlation);
        }
    }
}
