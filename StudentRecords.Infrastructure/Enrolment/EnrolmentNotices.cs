using System.Text.Json;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;

namespace StudentRecords.Infrastructure.Enrolment;

/// <summary>What other systems are told when an enrolment changes: the least that each needs, keyed by the change itself.</summary>
internal static class EnrolmentNotices
{
    /// <summary>F025: a verification case is opened.</summary>
    public static OutboxMessage VerificationRequested(Person person, IdentityVerification verification, DateTimeOffset now, string correlation) =>
        Message("F025", "OIV", "IdentityVerificationRequested", verification.CaseReference, person, now, correlation, new
        {
            @case = verification.CaseReference,
            student = person.StudentNumber,
            familyName = person.FamilyName,
            givenNames = person.GivenNames,
            dateOfBirth = person.DateOfBirth,
        });

    /// <summary>F012: the portal's view of an engagement, whenever its status changes.</summary>
    public static OutboxMessage StatusView(Person person, Engagement engagement, DateTimeOffset now, string correlation) =>
        Message("F012", "EWP", "EnrolmentStatusView", $"{person.StudentNumber}/{engagement.Numhus}/status/{engagement.Statuses.Count}", person, now, correlation, new
        {
            student = person.StudentNumber,
            engagement = engagement.Numhus,
            // the portal closes the account; it is not the place where a death is told
            status = engagement.Status == EngagementStatus.Deceased ? "Ended" : engagement.Status.ToString(),
            effectiveOn = engagement.Current.EffectiveOn,
            version = engagement.Statuses.Count,
        });

    /// <summary>F012: the portal's view of a year that was enrolled on.</summary>
    public static OutboxMessage SessionView(Person person, Engagement engagement, CourseSession session, DateTimeOffset now, string correlation, int turn = 1) =>
        Message("F012", "EWP", "EnrolmentStatusView", $"{person.StudentNumber}/{engagement.Numhus}/session/{session.SessionYear}{Again(turn)}", person, now, correlation, new
        {
            student = person.StudentNumber,
            engagement = engagement.Numhus,
            status = engagement.Status.ToString(),
            session = session.SessionYear,
            year = session.YearOfProgramme,
            effectiveOn = session.Start,
        });

    /// <summary>F051: what the sponsor must report, within ten working days; null for those whom the institution does not sponsor.</summary>
    public static OutboxMessage? SponsorReport(Person person, Engagement engagement, string? casNumber, DateTimeOffset now, string correlation) => engagement.IsSponsored
        ? Message("F051", "UKVI", engagement.Status == EngagementStatus.NoShow ? "NonEnrolmentReported" : "ChangeOfCircumstanceReported", ReportedStep.KeyOf(person.StudentNumber, engagement.Numhus, engagement.Statuses.Count), person, now, correlation, new
        {
            cas = casNumber,
            engagement = engagement.Numhus,
            circumstance = engagement.Status.ToString(),
            programme = engagement.Programme.Code,
            eventDate = engagement.Current.EffectiveOn,
        })
        : null;

    /// <summary>F049: registration confirmed to the loans company, for those whom it supports; null for others.</summary>
    public static OutboxMessage? LoanRegistration(Person person, Engagement engagement, DateTimeOffset now, string correlation) => SupportNumber(person) is { } support
        ? Message("F049", "SLC", "SlcRegistrationConfirmed", ReportedStep.RegistrationKey(person.StudentNumber, engagement.Numhus), person, now, correlation, new
        {
            supportNumber = support,
            engagement = engagement.Numhus,
            academicYear = Domain.Calendar.AcademicYear.Of(engagement.Current.EffectiveOn).ToString(),
            confirmedOn = engagement.Current.EffectiveOn,
        })
        : null;

    /// <summary>F049: registration of a further year; null for those without support.</summary>
    public static OutboxMessage? LoanRegistration(Person person, Engagement engagement, CourseSession session, DateTimeOffset now, string correlation, int turn = 1) => SupportNumber(person) is { } support
        ? Message("F049", "SLC", "SlcRegistrationConfirmed", $"{person.StudentNumber}/{engagement.Numhus}/registration/{session.SessionYear}{Again(turn)}", person, now, correlation, new
        {
            supportNumber = support,
            engagement = engagement.Numhus,
            academicYear = Domain.Calendar.AcademicYear.Of(session.Start).ToString(),
            confirmedOn = session.Start,
        })
        : null;

    /// <summary>F049: a change of circumstance (withdrawal, interruption); null for those without support.</summary>
    public static OutboxMessage? LoanCircumstance(Person person, Engagement engagement, DateTimeOffset now, string correlation) => SupportNumber(person) is { } support
        ? Message("F049", "SLC", "SlcChangeOfCircumstance", ReportedStep.KeyOf(person.StudentNumber, engagement.Numhus, engagement.Statuses.Count), person, now, correlation, new
        {
            supportNumber = support,
            engagement = engagement.Numhus,
            circumstance = engagement.Status.ToString(),
            effectiveOn = engagement.Current.EffectiveOn,
        })
        : null;

    private static string Again(int turn) => turn > 1 ? $"/{turn}" : "";

    private static string? SupportNumber(Person person) => person.Identifiers.FirstOrDefault(i => i.Kind == IdentifierKinds.SupportNumber && i.To is null)?.Value;

    private static OutboxMessage Message(string flow, string to, string type, string key, Person person, DateTimeOffset now, string correlation, object body) =>
        new(flow, to, type, key, person.StudentNumber, JsonSerializer.Serialize(body, JsonSerializerOptions.Web), person.Id, now, null, correlation);
}
