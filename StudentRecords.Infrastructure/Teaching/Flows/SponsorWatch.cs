using System.Text.Json;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Support;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Teaching.Flows;

/// <summary>What the sponsor must do when a student is no longer seen: a report (F051) within its working days, and somebody who looks into it.</summary>
internal static class SponsorWatch
{
    /// <summary>The record itself found it.</summary>
    public const string Source = "SIS";

    public static string Key(Engagement engagement, string firstMissed) => $"contact/{engagement.Id}/{firstMissed}";

    public static void Report(FlowSlice slice, Engagement engagement, string? cas, int missed, AttendanceRecord first, string correlation)
    {
        var (key, by) = (Key(engagement, first.EventKey), ContactPoints.ReportBy(slice.Today));
        slice.Db.Add(new Intervention(engagement.PersonId, Source, key, InterventionKind.Sponsor, $"{missed} expected contacts missed in a row since {first.On:d MMM yyyy}", slice.Today, by));
        slice.Tell(new OutboxMessage("F051", "UKVI", "AttendanceComplianceReported", $"{engagement.Person.StudentNumber}/{engagement.Numhus}/attendance/{first.EventKey}", engagement.Person.StudentNumber,
            JsonSerializer.Serialize(new { cas, engagement = engagement.Numhus, programme = engagement.Programme.Code, missed, since = first.On, reportBy = by }, JsonSerializerOptions.Web), engagement.PersonId, slice.Now, null, correlation));
    }
}
