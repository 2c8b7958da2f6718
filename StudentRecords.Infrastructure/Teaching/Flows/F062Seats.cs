using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Teaching.Flows;

/// <summary>F062 SeatingPlanPublished, CandidateNumberAssigned: a candidate's number and seat, for students who are registered on what is examined.</summary>
internal sealed class F062Seats : ToldFlow<CandidateSeated, ExamSeat>
{
    private Dictionary<string, ExamSitting> sittings = [];
    private HashSet<(long Person, long Component)> registered = [];

    public override string Flow => "F062";

    public override IReadOnlyList<string> Types => ["SeatingPlanPublished", "CandidateNumberAssigned"];

    public override bool TakesNoNarrative => true;

    protected override void Check(CandidateSeated data, Checks checks) => data.Check(checks);

    protected override PersonRef? Who(CandidateSeated data) => data.Student;

    protected override string KeyOf(Delivery<CandidateSeated> delivery) => ExamSeat.KeyOf(delivery.PersonId ?? 0, delivery.Data.Sitting);

    protected override async Task LoadMoreAsync(FlowSlice slice, IReadOnlyList<Delivery<CandidateSeated>> deliveries, CancellationToken ct)
    {
        var keys = deliveries.Select(d => d.Data.Sitting).Distinct().ToList();
        sittings = await slice.Db.Set<ExamSitting>().Where(s => keys.Contains(s.Key)).ToDictionaryAsync(s => s.Key, ct);
        var (people, components) = (deliveries.Select(d => d.PersonId).OfType<long>().ToList(), sittings.Values.Select(s => s.ComponentId).ToList());
        registered = (await (from r in slice.Db.Set<ModuleRegistration>().Where(r => people.Contains(r.PersonId) && r.Status == RegistrationStatus.Registered)
                             join c in slice.Db.Set<AssessmentComponent>().Where(c => components.Contains(c.Id)) on r.OccurrenceId equals c.OccurrenceId
                             select new { r.PersonId, c.Id }).ToListAsync(ct)).Select(r => (r.PersonId, r.Id)).ToHashSet();
    }

    protected override Disposition Take(FlowSlice slice, Delivery<CandidateSeated> delivery, ExamSeat? held)
    {
        var (data, person) = (delivery.Data, delivery.PersonId!.Value);
        if (!sittings.TryGetValue(data.Sitting, out var sitting))
        {
            return Disposition.Park(Waits.Sitting(data.Sitting), $"The sitting {data.Sitting} has not arrived.");
        }

        if (!registered.Contains((person, sitting.ComponentId)))
        {
            return Disposition.Quarantine("NOT_REGISTERED", $"The student is not registered on what is examined in {data.Sitting}.");
        }

        (held ?? Keep(slice, new ExamSeat(person, sitting))).Take(data.CandidateNumber, data.Seat, delivery.Message.SourceVersion);
        return Disposition.Applied;
    }
}
