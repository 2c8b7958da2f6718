using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Sponsorship;
using StudentRecords.Domain.Support;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Teaching.Flows;

/// <summary>
/// F013 AttendanceRecorded, AttendanceCorrected: a mark at a teaching event. The contacts of a sponsored student are counted anew, and
/// ten missed in a row are told to the sponsor's report (F051) with its last day. No status changes by it.
/// </summary>
internal sealed class F013Attendance : ToldFlow<AttendanceTold, AttendanceRecord>
{
    private Dictionary<string, TeachingEvent> events = [];
    private ILookup<long, AttendanceRecord> before = Array.Empty<AttendanceRecord>().ToLookup(_ => 0L);
    private ILookup<long, Engagement> sponsored = Array.Empty<Engagement>().ToLookup(_ => 0L);
    private ILookup<long, ReasonableAdjustment> exemptions = Array.Empty<ReasonableAdjustment>().ToLookup(_ => 0L);
    private Dictionary<long, string> permissions = [];
    private HashSet<string> reported = [];

    public override string Flow => "F013";

    public override IReadOnlyList<string> Types => ["AttendanceRecorded", "AttendanceCorrected"];

    protected override void Check(AttendanceTold data, Checks checks) => data.Check(checks);

    protected override PersonRef? Who(AttendanceTold data) => data.Student;

    protected override string KeyOf(Delivery<AttendanceTold> delivery) => AttendanceRecord.KeyOf(delivery.PersonId ?? 0, delivery.Data.Event);

    protected override async Task LoadMoreAsync(FlowSlice slice, IReadOnlyList<Delivery<AttendanceTold>> deliveries, CancellationToken ct)
    {
        events = await F004Events.CurrentAsync(slice, [.. deliveries.Select(d => d.Data.Event).Distinct()], ct);
        var people = deliveries.Select(d => d.PersonId).OfType<long>().Distinct().ToList();
        sponsored = (await slice.Db.Set<Engagement>().Include(e => e.Programme).Include(e => e.Person).Where(e => people.Contains(e.PersonId) && e.IsSponsored && e.Status == EngagementStatus.Enrolled).ToListAsync(ct)).ToLookup(e => e.PersonId);
        var counted = sponsored.Select(g => g.Key).ToList();
        if (counted.Count == 0)
        {
            return;
        }

        before = (await slice.Db.Set<AttendanceRecord>().Where(r => counted.Contains(r.PersonId)).ToListAsync(ct)).ToLookup(r => r.PersonId);
        exemptions = (await slice.Db.Set<ReasonableAdjustment>().Where(a => counted.Contains(a.PersonId) && a.State == AdjustmentState.Granted && a.Category == AdjustmentCategory.AttendanceExemption).ToListAsync(ct)).ToLookup(a => a.PersonId);
        permissions = (await slice.Db.Set<PermissionToStudy>().Where(p => counted.Contains(p.PersonId)).Select(p => new { p.PersonId, p.CasNumber, p.DecidedOn }).ToListAsync(ct))
            .GroupBy(p => p.PersonId).ToDictionary(g => g.Key, g => g.MaxBy(p => p.DecidedOn)!.CasNumber);
        reported = (await slice.Db.Set<Intervention>().Where(i => counted.Contains(i.PersonId) && i.Source == SponsorWatch.Source).Select(i => i.Key).ToListAsync(ct)).ToHashSet();
    }

    protected override Disposition Take(FlowSlice slice, Delivery<AttendanceTold> delivery, AttendanceRecord? held)
    {
        var data = delivery.Data;
        if (!events.TryGetValue(data.Event, out var taught))
        {
            return Disposition.Park(Waits.TeachingEvent(data.Event), $"The event {data.Event} has not arrived.");
        }

        if (taught.State == TeachingState.Cancelled)
        {
            return Disposition.Quarantine("EVENT_CANCELLED", $"{data.Event} did not take place; nobody can have been absent from it.");
        }

        var person = delivery.PersonId!.Value;
        var on = DateOnly.FromDateTime(taught.StartsAt.UtcDateTime);
        var record = held ?? Keep(slice, new AttendanceRecord(person, data.Event, on));
        record.Take(data.Mark, delivery.Message.SourceVersion);
        foreach (var engagement in sponsored[person])
        {
            Watch(slice, engagement, [.. before[person].Where(r => r.Key != record.Key), record], delivery.Message.CorrelationId);
        }

        return Disposition.Applied;
    }

    private void Watch(FlowSlice slice, Engagement engagement, IReadOnlyList<AttendanceRecord> records, string correlation)
    {
        var counted = records.Where(r => !exemptions[engagement.PersonId].Any(e => e.From <= r.On && (e.To is null || r.On <= e.To))).ToList();
        var missed = ContactPoints.MissedInARow(counted);
        if (missed < ContactPoints.MostMissed)
        {
            return;
        }

        // the run is named by its first miss, so that it is reported once
        var first = counted.Where(r => r.Mark != AttendanceMark.Excused).OrderByDescending(r => r.On).ThenByDescending(r => r.Id).Take(missed).Last();
        if (reported.Add(SponsorWatch.Key(engagement, first.EventKey)))
        {
            SponsorWatch.Report(slice, engagement, permissions.GetValueOrDefault(engagement.PersonId), missed, first, correlation);
        }
    }
}
