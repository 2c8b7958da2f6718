using System.Text.Json;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Registration;
using StudentRecords.Domain.Integration;

namespace StudentRecords.Infrastructure.Enrolment.Registration;

/// <summary>Whom a change among modules is told: timetabling by student and running, the student through the portal.</summary>
internal static class RegistrationNotices
{
    /// <summary>F003: registered on a running, or gone from it.</summary>
    public static OutboxMessage Changed(Engagement engagement, ModuleOccurrence occurrence, ModuleRegistration registration, DateTimeOffset now, string correlation) =>
        Message("F003", "TTB", "ModuleRegistrationChanged", $"{engagement.Person.StudentNumber}/{occurrence.Key}/{registration.Version + 1}", engagement, now, correlation, new
        {
            student = engagement.Person.StudentNumber,
            moduleRun = occurrence.Key,
            registered = registration.Status == RegistrationStatus.Registered,
            effectiveOn = registration.Status == RegistrationStatus.Registered ? registration.RegisteredOn : registration.WithdrawnOn,
            version = registration.Version + 1,
        });

    /// <summary>F012: the student is told that a place became free and is theirs.</summary>
    public static OutboxMessage PlaceGiven(WaitingEntry entry, DateTimeOffset now, string correlation) =>
        Notification(entry, "PlaceGiven", $"A place on {entry.Occurrence.Key} became free, and you are registered on it.", now, correlation);

    /// <summary>F012: the student is told that they wait.</summary>
    public static OutboxMessage Waits(WaitingEntry entry, DateTimeOffset now, string correlation) =>
        Notification(entry, "WaitingListJoined", $"{entry.Occurrence.Key} is full. You wait for a place, and get one as soon as your turn comes.", now, correlation);

    private static OutboxMessage Notification(WaitingEntry entry, string notice, string text, DateTimeOffset now, string correlation) =>
        Message("F012", "EWP", "NotificationIssued", $"{entry.Engagement.Person.StudentNumber}/{notice}/{entry.Occurrence.Key}/{entry.Place}", entry.Engagement, now, correlation, new
        {
            student = entry.Engagement.Person.StudentNumber,
            notice,
            moduleRun = entry.Occurrence.Key,
            text,
        });

    private static OutboxMessage Message(string flow, string to, string type, string key, Engagement engagement, DateTimeOffset now, string correlation, object body) =>
        new(flow, to, type, key, engagement.Person.StudentNumber, JsonSerializer.Serialize(body, JsonSerializerOptions.Web), engagement.PersonId, now, null, correlation);
}
