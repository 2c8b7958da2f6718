using System.Text.Json;
using System.Text.Json.Serialization;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Integration;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>
/// What other systems are told of a ratified decision. Every candidate's grade goes to the portal, held until the release. The
/// loans company is told only where the decision itself ends a study that the record still has as running; a withdrawal that
/// came before the board was told when it came. Who is to sit an examination again is told to Exam Scheduling: see
/// <see cref="Consequences.ResitEntries"/>. A module decision changes no fee, so Finance (F009) is told nothing here.
/// </summary>
internal static class BoardNotices
{
    /// <summary>Circumstance of whom a board, of either tier, withdraws.</summary>
    public const string WithdrawnByBoard = "WithdrawnByBoard";

    /// <summary>After an appeal, what the first decision said of a running study is no longer so.</summary>
    public const string StudiesGoOn = "StudiesGoOn";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static OutboxMessage GradesPublished(BoardDecision decision, BoardHeading occurrence, string studentNumber, int version, DateTimeOffset releaseAt, string correlation) => new(
        "F012",
        "EWP",
        "RatifiedGradesPublished",
        $"{studentNumber}/grades/{occurrence.Key}/{version}",
        // a lane of its own: what is held until the release must not hold up what else the portal is told of the student
        $"{studentNumber}/{occurrence.Key}",
        JsonSerializer.Serialize(new
        {
            student = studentNumber,
            module = occurrence.ModuleCode,
            title = occurrence.ModuleTitle,
            occurrence = occurrence.Key,
            academicYear = occurrence.AcademicYear,
            credits = occurrence.Credits,
            outcome = decision.Outcome,
            grade = decision.Grade,
            overallMark = decision.OverallMark,
            figures = decision.Scales().Where(s => s.Mark is not null).Select(s => new { scale = s.Scale, mark = s.Mark }),
            imported = decision.IsImported,
            ratifiedAt = decision.RatifiedAt,
            version,
            supersedes = decision.SupersedesId is null ? null : (int?)(version - 1),
        }, Options),
        decision.PersonId,
        decision.RatifiedAt,
        releaseAt,
        correlation);

    /// <summary>F049; null unless the decision ends a study that the record still has as running, or stands in the place of one that did.</summary>
    public static OutboxMessage? Circumstance(BoardDecision decision, BoardOutcome? first, RegistrationStatus status, BoardHeading occurrence, string studentNumber, string supportNumber, int version, string correlation) =>
        status == RegistrationStatus.Registered && (decision.Outcome == BoardOutcome.Withdrawn || first == BoardOutcome.Withdrawn)
            ? new OutboxMessage(
                "F049",
                "SLC",
                "SlcChangeOfCircumstance",
                $"{studentNumber}/board/{occurrence.Key}/{version}",
                studentNumber,
                JsonSerializer.Serialize(new { supportNumber, academicYear = occurrence.AcademicYear, module = occurrence.ModuleCode, circumstance = decision.Outcome == BoardOutcome.Withdrawn ? WithdrawnByBoard : StudiesGoOn, decidedAt = decision.RatifiedAt }, Options),
                decision.PersonId,
                decision.RatifiedAt,
                null,
                correlation)
            : null;
}
