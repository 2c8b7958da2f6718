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
/// CAS waits until one is assigned (F052). No use case can forget it. What is taken back before it was sent takes its case with it: in the save that takes
/// it back, and at the latest when the report is withdrawn instead of sent.
/// </summary>
internal static class SponsorCases
{
    /// <summary>The office that follows them up.</summary>
    public const string Office = "Immigration Compliance";

    /// <summary>What a case says whose report did not go.</summary>
    public const string NeverSent = "; it was taken back before it was sent";

    /// <summary>Why such a case is taken back.</summary>
    public const string NotSent = "Its report was withdrawn instead of sent";

    private const string Source = "SIS";
    private const string HomeOffice = "UKVI";

    /// <summary>Cases of what the unit of work is about to tell, and the end of those whose request does not go.</summary>
    public static async Task FollowAsync(RegistryDbContext db, ChangeContext change, CancellationToken ct)
    {
        var told = db.ChangeTracker.Entries<OutboxMessage>().Where(m => m.Entity is { Flow: "F051", PersonId: not null }).ToList();
        var today = UkTime.Day(change.At);
        var back = await TakenBackReports.ReadAsync(db, change.At, ct);
        foreach (var taken in back.Cases)
        {
            Retract(taken, today);
        }

        foreach (var message in told.Where(m => m.State == EntityState.Added && m.Entity.State == OutboxState.Unsent && !back.IsUnheard(m.Entity)).Select(m => m.Entity))
        {
            if (Of(message, today, back.LastDay(message)) is { } about && !db.Set<Intervention>().Local.Any(i => i.Key == about.Key))
            {
                db.Add(about);
            }
        }

        var stopped = db.ChangeTracker.Entries<Engagement>().Where(e => e.State == EntityState.Modified && (e.Property(nameof(Engagement.IsSponsored)).IsModified ? !e.Entity.IsSponsored : e.Entity is { IsSponsored: true, IsOpen: false })).Select(e => e.Entity).ToList();
        if (stopped.Count == 0)
        {
            if (back.Cases.Count > 0)
            {
                db.ChangeTracker.DetectChanges();
            }

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
        new(personId, HomeOffice, $"{HomeOffice}/{told.Alert}", InterventionKind.Sponsor, told.Text, told.RaisedOn, ContactPoints.ReportBy(told.RaisedOn), Office);

    /// <summary>A report or a request that does not go.</summary>
    public static bool IsWithdrawn(OutboxMessage message) => message is { Flow: "F051", NeverLeft: true };

    /// <summary>Takes back the cases of all that was withdrawn instead of sent; what somebody has in hand is left to them, with the word that it did not go.</summary>
    public static async Task RetractAsync(IDbContextFactory<RegistryDbContext> store, ChangeContext change, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var stem = KeyOf("");
        var cases = (await (from i in db.Set<Intervention>().Where(i => Intervention.SponsorKinds.Contains(i.Kind) && Intervention.WaitingStates.Contains(i.State) && i.Key.StartsWith(stem) && !i.Summary.EndsWith(NeverSent))
                            join m in db.Set<OutboxMessage>().Where(m => m.Flow == "F051" && m.State == OutboxState.Withdrawn) on i.Key equals stem + m.Key
                            select new { Case = i, Message = m }).ToListAsync(ct)).FindAll(c => IsWithdrawn(c.Message)).ConvertAll(c => c.Case);
        if (cases.Count > 0)
        {
            cases.ForEach(c => Retract(c, UkTime.Day(change.At)));
            await db.SaveAsync(change, ct);
        }
    }

    private static void Retract(Intervention about, DateOnly today)
    {
        about.Tell(about.Summary + NeverSent, about.SourceVersion + 1);
        about.Retract(today, about.SourceVersion + 1);
    }

    /// <summary>Key of the case of a report or a request.</summary>
    public static string KeyOf(string request) => $"{Source}/F051/{request}";

    /// <summary>The request that a case is of.</summary>
    public static string RequestOf(string key) => key[KeyOf("").Length..];

    private static Intervention? Of(OutboxMessage message, DateOnly today, DateOnly? lastDay)
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
        return summary is null ? null : new Intervention(message.PersonId!.Value, Source, KeyOf(message.Key), kind, summary, today, lastDay ?? ContactPoints.ReportBy(today), Office);
    }

    private static string Spaced(string word) => word[..1] + string.Concat(word[1..].Select(c => char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));

    private static string Day(JsonElement body, string field) => DateOnly.ParseExact(body.GetProperty(field).GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("d MMM yyyy", CultureInfo.GetCultureInfo("en-GB"));
}
