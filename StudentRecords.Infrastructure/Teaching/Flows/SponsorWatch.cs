using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Sponsorship;
using StudentRecords.Domain.Support;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Sponsorship;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Teaching.Flows;

/// <summary>
/// What the sponsor must do when a student is no longer seen: a report (F051) within its working days, and somebody who looks into it. When
/// marks are corrected or an event did not take place, a report that has not gone is withdrawn and its case taken back; of one that has gone
/// the case says so.
/// </summary>
internal sealed class SponsorWatch
{
    public const string NoLongerSo = "The marks that it rests on were corrected, or are of something that did not take place.";

    /// <summary>The record itself found it.</summary>
    private const string Source = "SIS";
    private const string Mark = "attendance";
    private const string Corrected = "; it rests on a mark that was corrected since";

    private readonly ExpectedContacts contacts = new();
    private ILookup<long, Engagement> sponsored = Array.Empty<Engagement>().ToLookup(_ => 0L);
    private Dictionary<long, string> permissions = [];
    private List<Intervention> cases = [];
    private List<OutboxMessage> reports = [];

    /// <summary>Flow and message name of the report.</summary>
    public static (string Flow, string Type) Report => ("F051", "AttendanceComplianceReported");

    /// <summary>The teaching event with which the run begins that a message reports.</summary>
    public static string FirstMissed(OutboxMessage report) => Name(report) is var name ? name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..] : "";

    public async Task LoadAsync(RegistryDbContext db, IReadOnlyCollection<long> people, CancellationToken ct)
    {
        sponsored = (await db.Set<Engagement>().Include(e => e.Programme).Include(e => e.Person).Where(e => people.Contains(e.PersonId) && e.IsSponsored && e.Status == EngagementStatus.Enrolled).ToListAsync(ct)).ToLookup(e => e.PersonId);
        var counted = sponsored.Select(g => g.Key).ToList();
        if (counted.Count == 0)
        {
            return;
        }

        await contacts.LoadAsync(db, counted, ct);
        permissions = (await db.Set<PermissionToStudy>().Where(p => counted.Contains(p.PersonId)).Select(p => new { p.PersonId, p.CasNumber, p.DecidedOn }).ToListAsync(ct))
            .GroupBy(p => p.PersonId).ToDictionary(g => g.Key, g => g.MaxBy(p => p.DecidedOn)!.CasNumber);
        cases = await db.Set<Intervention>().Where(i => counted.Contains(i.PersonId) && i.Source == Source && i.Kind == InterventionKind.Sponsor).ToListAsync(ct);
        reports = await db.Set<OutboxMessage>().Where(m => m.Flow == Report.Flow && m.Type == Report.Type && m.PersonId != null && counted.Contains(m.PersonId.Value)).ToListAsync(ct);
    }

    /// <summary>A mark that came or was corrected.</summary>
    public void Met(AttendanceRecord record) => contacts.Met(record);

    /// <summary>A teaching event that does not take place.</summary>
    public void Cancelled(string eventKey) => contacts.Cancelled(eventKey);

    /// <summary>Reports what is to be reported now, and takes back what does not stand any more.</summary>
    public void Review(FlowSlice slice, long person, string correlation)
    {
        foreach (var engagement in sponsored[person])
        {
            HashSet<string> reported = [];
            foreach (var told in reports.Where(m => m.PersonId == person && IsOf(m, engagement)).ToList())
            {
                if (IsKept(slice, told, engagement))
                {
                    reported.Add(FirstMissed(told));
                }
            }

            // a run that grew at its beginning, by a mark that came late, is the run that was reported
            var run = ContactPoints.Running(contacts.Of(person));
            if (contacts.IsReported(run) && !run.Any(m => reported.Contains(m.EventKey)))
            {
                Tell(slice, engagement, run, correlation);
            }
        }
    }

    /// <summary>False when the report does not go, and its case is taken back.</summary>
    private bool IsKept(FlowSlice slice, OutboxMessage report, Engagement engagement)
    {
        var about = cases.Find(c => c.Key == CaseKey(report, engagement));
        var (stands, hasGone) = (contacts.Stands(engagement.PersonId, FirstMissed(report)), report.State is OutboxState.Delivered or OutboxState.SetAside || report.ClaimedUntil >= slice.Now);
        if (report.State != OutboxState.Withdrawn && (stands || hasGone))
        {
            Say(about, isCorrected: !stands);
            return true;
        }

        // one that was stopped on its way out has left its case behind
        if (!stands && about is { IsWaiting: true })
        {
            Say(about, isCorrected: true);
            if (about.State == InterventionState.Open)
            {
                about.Retract(slice.Today, about.SourceVersion + 1);
            }
        }

        if (report.State != OutboxState.Withdrawn)
        {
            report.Withdraw(NoLongerSo);
        }

        return false;
    }

    private static void Say(Intervention? about, bool isCorrected)
    {
        if (about is not null && about.Summary.EndsWith(Corrected, StringComparison.Ordinal) != isCorrected)
        {
            about.Tell(isCorrected ? about.Summary + Corrected : about.Summary[..^Corrected.Length], about.SourceVersion + 1);
        }
    }

    private void Tell(FlowSlice slice, Engagement engagement, IReadOnlyList<AttendanceRecord> run, string correlation)
    {
        // the run is named by its first miss, so that it is reported once; after a withdrawal it has a name of its own
        var (first, by, missed) = (run[0], ContactPoints.ReportBy(slice.Today), (int)contacts.Missed(run));
        var again = reports.Count(m => m.PersonId == engagement.PersonId && IsOf(m, engagement) && FirstMissed(m) == first.EventKey) is var told and > 0 ? $"-{told + 1}" : "";
        var report = new OutboxMessage(Report.Flow, "UKVI", Report.Type, $"{engagement.Person.StudentNumber}/{engagement.Numhus}/{Mark}{again}/{first.EventKey}", engagement.Person.StudentNumber,
            JsonSerializer.Serialize(new { cas = permissions.GetValueOrDefault(engagement.PersonId), engagement = engagement.Numhus, programme = engagement.Programme.Code, missed, since = first.On, reportBy = by }, JsonSerializerOptions.Web), engagement.PersonId, slice.Now, null, correlation);
        var about = new Intervention(engagement.PersonId, Source, CaseKey(report, engagement), InterventionKind.Sponsor, $"{missed} expected contacts missed in a row since {first.On:d MMM yyyy}", slice.Today, by, SponsorCases.Office);
        (reports, cases) = ([.. reports, report], [.. cases, about]);
        slice.Db.Add(about);
        slice.Tell(report);
    }

    private static bool IsOf(OutboxMessage report, Engagement engagement) => report.Key.Contains($"/{engagement.Numhus}/{Mark}", StringComparison.Ordinal);

    private static string CaseKey(OutboxMessage report, Engagement engagement) => $"contact{Name(report)[Mark.Length..].Replace($"/{FirstMissed(report)}", $"/{engagement.Id}/{FirstMissed(report)}", StringComparison.Ordinal)}";

    /// <summary>What the key says after student and engagement: the mark, how often it was told, and the first miss.</summary>
    private static string Name(OutboxMessage report) => report.Key[(report.Key.IndexOf($"/{Mark}", StringComparison.Ordinal) + 1)..];
}
