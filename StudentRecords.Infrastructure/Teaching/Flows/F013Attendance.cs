using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Teaching.Flows;

/// <summary>
/// F013 AttendanceRecorded, AttendanceCorrected: a mark at a teaching event. What is expected of a sponsored
/// student is looked at anew: ten contacts missed in a row are reported (F051), and a report that no longer stands is taken back. No status
/// changes by it.
/// </summary>
internal sealed class F013Attendance : ToldFlow<AttendanceTold, AttendanceRecord>
{
    private Dictionary<string, TeachingEvent> events = [];
    private readonly SponsorWatch watch = new();

    public override string Flow => "F013";

    public override IReadOnlyList<string> Types => ["AttendanceRecorded", "AttendanceCorrected"];

    protected override void Check(AttendanceTold data, Checks checks) => data.Check(checks);

    protected override PersonRef? Who(AttendanceTold data) => data.Student;

    protected override string KeyOf(Delivery<AttendanceTold> delivery) => AttendanceRecord.KeyOf(delivery.PersonId ?? 0, delivery.Data.Event);

    protected override async Task LoadMoreAsync(FlowSlice slice, IReadOnlyList<Delivery<AttendanceTold>> deliveries, CancellationToken ct)
    {
        events = await F004Events.CurrentAsync(slice, [.. deliveries.Select(d => d.Data.Event).Distinct()], ct);
        await watch.LoadAsync(slice.Db, [.. deliveries.Select(d => d.PersonId).OfType<long>().Distinct()], ct);
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
        var on = UkTime.Day(taught.StartsAt);
        var record = held ?? Keep(slice, new AttendanceRecord(person, data.Event, on));
        record.Take(data.Mark, delivery.Message.SourceVersion);
        watch.Met(record);
        watch.Review(slice, person, delivery.Message.CorrelationId);
        return Disposition.Applied;
    }
}
