using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Support;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Sponsorship;

/// <summary>
/// What is told to the sponsor's authority (F051) opens a dated case, in the save that tells it: a report has its ten working days, and a request for a
/// CAS waits until one is assigned (F052). No use case can forget it.
/// </summary>
internal static class SponsorCases
{
    /// <summary>The office that follows them up.</summary>
    public const string Office = "Immigration Compliance";

    private const string Source = "SIS";
    private const string HomeOffice = "UKVI";

    /// <summary>Cases of what the unit of work is about to tell, and the end of those whose request does not go.</summary>
    public static async Task FollowAsync(RegistryDbContext db, ChangeContext change, CancellationToken ct)
    {
        var told = db.ChangeTracker.Entries<OutboxMessage>().Where(m => m.Entity is { Flow: "F051", PersonId: not null }).ToList();
        var today = UkTime.Day(change.At);
        foreach (var message in told.Where(m => m.State == EntityState.Added && m.Entity.State == OutboxState.Unsent).Select(m => m.Entity))
        {
            if (Of(message, today) is { } about && !db.Set<Intervention>().Local.Any(i => i.Key == about.Key))
            {
                db.Add(about);
            }
        }

        var stopped = db.ChangeTracker.Entries<Engagement>().Where(e => e.State == EntityState.Modified && (e.Property(nameof(Engagement.IsSponsored)).IsModified ? !e.Entity.IsSponsored : e.Entity is { IsSponsored: true, IsOpen: false })).Select(e => e.Entity).ToList();
        if (stopped.Count == 0)
        {
            return;
        }

        var people = stopped.ConvertAll(e => e.PersonId);
        foreach (var about in await db.Set<Intervention>().Where(i => people.Contains(i.PersonId) && i.Kind == InterventionKind.CasRequest && i.State == InterventionState.Open).ToListAsync(ct))
        {
            if (stopped.Exists(e => about.Key.Contains($"/{e.Numhus}/cas/", StringComparison.Ordinal)))
            {
                about.Retract(today, about.SourceVersion + 1);
            }
        }

        db.ChangeTracker.DetectChanges();
    }

    /// <summary>The case of what the Home Office asks (F052 ComplianceAlertRaised), whether a message brought it or an officer keyed it.</summary>
    public static Intervention Asked(long personId, AlertTold told) =>
        new(personId, HomeOffice, AlertKey(told.Alert), InterventionKind.Sponsor, told.Text, told.RaisedOn, ContactPoints.ReportBy(told.RaisedOn), Office);

    /// <summary>Key of the case of an alert.</summary>
    public static string AlertKey(string alert) => $"{HomeOffice}/{alert}";

    /// <summary>Key of the case of a request.</summary>
    public static string KeyOf(string request) => $"{Source}/F051/{request}";

    /// <summary>The request that a case is of.</summary>
    public static string RequestOf(string key) => key[KeyOf("").Length..];

    private static Intervention? Of(OutboxMessage message, DateOnly today)
    {
        using var json = JsonDocument.Parse(message.Body);
        var body = json.RootElement;
        var (kind, summary) = message.Type switch
        {
            "CasRequested" => (InterventionKind.CasRequest, $"A CAS is asked for: {body.GetProperty("programme").GetString()}, engagement {body.GetProperty("engagement").GetString()}, to begin on {Day(body, "start")}"),
            "NonEnrolmentReported" => (InterventionKind.Sponsor, $"Did not enrol, known on {today:d MMM yyyy}: the report is due"),
            "ChangeOfCircumstanceReported" => (InterventionKind.Sponsor, $"{Spaced(body.GetProperty("circumstance").GetString()!)} from {Day(body, "eventDate")}: the report is due"),
            _ => default,
        };
        return summary is null ? null : new Intervention(message.PersonId!.Value, Source, KeyOf(message.Key), kind, summary, today, ContactPoints.ReportBy(today), Office);
    }

    private static string Spaced(string word) => word[..1] + string.Concat(word[1..].Select(c => char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));

    private static string Day(JsonElement body, string field) => DateOnly.ParseExact(body.GetProperty(field).GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("d MMM yyyy", CultureInfo.GetCultureInfo("en-GB"));
}
