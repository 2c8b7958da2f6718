using System.Text.Json;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Progression;
using StudentRecords.Domain.Integration;

namespace StudentRecords.Infrastructure.Enrolment.Progression;

/// <summary>What other systems are told when decisions are carried out or taken back, beside what a session and a status tell by themselves.</summary>
internal static class ProgressionNotices
{
    /// <summary>F049: circumstance of a registered year that was taken back.</summary>
    public const string RegistrationTakenBack = "RegistrationTakenBack";

    /// <summary>In the key, between the registration that is taken back and its cause.</summary>
    public const string TakenBackMark = "/taken-back/";

    /// <summary>F012: the portal no longer shows a year that was taken back.</summary>
    public static OutboxMessage SessionTakenBack(Engagement engagement, string sessionYear, ProgressionEntry cause, DateTimeOffset now, string correlation) =>
        Message("F012", "EWP", "EnrolmentStatusView", $"{engagement.Person.StudentNumber}/{engagement.Numhus}/session/{sessionYear}/taken-back/{cause.DecisionId}/{cause.Ordinal}", engagement, now, correlation, new
        {
            student = engagement.Person.StudentNumber, engagement = engagement.Numhus, status = engagement.Status.ToString(), session = sessionYear, takenBack = true,
        });

    /// <summary>F049: the loans company learns that a registered year is taken back; null for those without support.</summary>
    public static OutboxMessage? LoanTakenBack(Engagement engagement, string sessionYear, ProgressionEntry cause, DateTimeOffset now, string correlation) =>
        engagement.Person.Identifiers.FirstOrDefault(i => i.Kind == Domain.Students.IdentifierKinds.SupportNumber && i.To is null)?.Value is { } support
            ? Message("F049", "SLC", "SlcChangeOfCircumstance", $"{engagement.Person.StudentNumber}/{engagement.Numhus}/registration/{sessionYear}{TakenBackMark}{cause.DecisionId}/{cause.Ordinal}", engagement, now, correlation, new
            {
                supportNumber = support, engagement = engagement.Numhus, circumstance = RegistrationTakenBack, academicYear = sessionYear,
            })
            : null;

    private static OutboxMessage Message(string flow, string to, string type, string key, Engagement engagement, DateTimeOffset now, string correlation, object body) =>
        new(flow, to, type, key, engagement.Person.StudentNumber, JsonSerializer.Serialize(body, JsonSerializerOptions.Web), engagement.PersonId, now, null, correlation);
}
