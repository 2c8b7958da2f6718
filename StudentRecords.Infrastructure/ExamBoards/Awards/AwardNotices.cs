using System.Text.Json;
using System.Text.Json.Serialization;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.Integration;

namespace StudentRecords.Infrastructure.ExamBoards.Awards;

/// <summary>
/// What other systems are told of a ratified progression or award: the portal shows the student the decision once results are released,
/// and the relationship system learns the outcome then too. Access, fees, loans and sponsorship follow from the status that the
/// progression run sets, not from the decision, so that nobody's account is closed before they have read why.
/// </summary>
internal static class AwardNotices
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static IEnumerable<OutboxMessage> Of(AwardDossier dossier, IReadOnlyList<AwardDecision> decisions, DateTimeOffset releaseAt, string correlation)
    {
        var lines = dossier.Lines.ToDictionary(l => l.EngagementId);
        foreach (var decision in decisions)
        {
            var student = lines[decision.EngagementId].StudentNumber;
            var body = JsonSerializer.Serialize(new
            {
                student, programme = dossier.Heading.ModuleCode, title = dossier.Heading.ModuleTitle, academicYear = decision.AcademicYear, yearOfProgramme = decision.YearOfProgramme,
                decision = decision.Code, award = decision.Award, @class = decision.Class, ratifiedAt = decision.RatifiedAt, version = 1,
            }, Options);
            var key = $"{student}/{dossier.Heading.ModuleCode}/{decision.AcademicYear}/year-{decision.YearOfProgramme}/1";
            yield return new OutboxMessage("F012", "EWP", "NotificationIssued", $"{key}/notice", $"{student}/{dossier.Heading.ModuleCode}", body, decision.PersonId, decision.RatifiedAt, releaseAt, correlation);
            yield return new OutboxMessage("F006", "CRM", decision.Code is AwardCode.Award or AwardCode.ExitAward ? "QualificationAwarded" : "ProgressionOutcomePublished", key, $"{student}/{dossier.Heading.ModuleCode}", body, decision.PersonId, decision.RatifiedAt, releaseAt, correlation);
        }
    }
}
