using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Enrolment.Progression;
using StudentRecords.Infrastructure.Funding.Runs;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Support;

namespace StudentRecords.Infrastructure.Integration.Telling;

/// <summary>F049: what the loans company is to pay goes only while that sum stands, and that a year was taken back only while it is, of a registration that it has heard of.</summary>
internal sealed class LoanYearGate : IOutboundGate
{
    public const string AnotherSum = "Another sum stands by now; that is told instead.";
    public const string RegisteredAgain = "The year is registered again.";

    public (string Flow, string Type) Guards => ("F049", "SlcChangeOfCircumstance");

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var asked = messages.Select(m => (Message: m, Body: m.Content())).ToList();
        var fees = asked.Where(m => m.Body.Text(StatusReportGate.Field) is LoanFees.Assessed or LoanFees.Changed).ToList();
        var years = asked.Where(m => m.Body.Text(StatusReportGate.Field) == ProgressionNotices.RegistrationTakenBack).ToList();
        Dictionary<long, GateVerdict> verdicts = [];
        if (fees.Count > 0)
        {
            var people = fees.Select(m => m.Message.PersonId).OfType<long>().Distinct().ToList();
            var sums = (await LoanFees.HandedOver(db).Where(c => people.Contains(c.PersonId)).Join(db.Set<Engagement>(), c => c.EngagementId, e => e.Id, (c, e) => new { c.PersonId, e.Numhus, c.AcademicYear, c.Amount }).ToListAsync(ct))
                .ToLookup(c => (c.PersonId, c.Numhus, c.AcademicYear), c => c.Amount);
            foreach (var (message, body) in fees.Where(m => sums[(m.Message.PersonId ?? 0, m.Body.Text("engagement") ?? "", m.Body.Text("academicYear") ?? "")].Sum() != m.Body.GetProperty("amount").GetDecimal()))
            {
                verdicts[message.Id] = new GateVerdict(AnotherSum);
            }
        }

        foreach (var (message, body) in years)
        {
            var (engagement, year, stem) = (body.Text("engagement"), body.Text("academicYear"), message.Key[..message.Key.IndexOf(ProgressionNotices.TakenBackMark, StringComparison.Ordinal)]);
            var registered = await db.Set<OutboxMessage>().AsNoTracking().Where(m => m.Flow == "F049" && m.PersonId == message.PersonId && m.Type == "SlcRegistrationConfirmed" && (m.Key == stem || m.Key.StartsWith(stem + "/"))).ToListAsync(ct);
            var why = await db.Set<CourseSession>().AnyAsync(s => s.PersonId == message.PersonId && s.Engagement.Numhus == engagement && s.SessionYear == year, ct) ? RegisteredAgain
                : registered.Count > 0 && registered.TrueForAll(m => m.NeverLeft) ? StatusReportGate.NeverSent
                : null;
            if (why is not null)
            {
                verdicts[message.Id] = new GateVerdict(why);
            }
        }

        return verdicts;
    }
}

/// <summary>F051: an early completion is reported only while the viva stands as it was passed then.</summary>
internal sealed class EarlyCompletionGate : IOutboundGate
{
    public const string NotPassed = "The viva stands otherwise by now.";

    public (string Flow, string Type) Guards => ("F051", "ChangeOfCircumstanceReported");

    public async Task<IReadOnlyDictionary<long, GateVerdict>> AskAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, DateTimeOffset now, CancellationToken ct)
    {
        var asked = messages.Select(m => (Message: m, Body: m.Content())).Where(m => m.Body.Text(StatusReportGate.Field) == ResearchWatch.EarlyCompletion).ToList();
        var people = asked.Select(m => m.Message.PersonId).OfType<long>().Distinct().ToList();
        var passed = asked.Count == 0 ? [] : (await db.Set<ResearchMilestone>().AsNoTracking().Where(m => people.Contains(m.PersonId) && m.Kind == MilestoneKind.Viva).ToListAsync(ct))
            .Where(m => ResearchPlan.IsCompletion(m.Outcome)).Select(m => (m.PersonId, m.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))).ToHashSet();
        return asked.Where(m => !passed.Contains((m.Message.PersonId ?? 0, m.Body.Text("eventDate") ?? ""))).ToDictionary(m => m.Message.Id, _ => new GateVerdict(NotPassed));
    }
}
