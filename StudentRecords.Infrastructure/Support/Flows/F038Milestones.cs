using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Support.Flows;

/// <summary>F038: milestones of a research degree. A viva waits for the thesis that it is about.</summary>
internal sealed class F038Milestones : ToldFlow<MilestoneTold, ResearchMilestone>
{
    private HashSet<long> submitted = [];

    public override string Flow => "F038";

    public override IReadOnlyList<string> Types => ["ResearchMilestoneRecorded", "ThesisSubmitted", "VivaOutcomeRecorded", "PublicationRecorded"];

    protected override void Check(MilestoneTold data, Checks checks) => data.Check(checks);

    protected override PersonRef? Who(MilestoneTold data) => data.Student;

    protected override string KeyOf(Delivery<MilestoneTold> delivery) => $"{delivery.PersonId}|{delivery.Data.Milestone}|{delivery.Data.Occurrence}";

    protected override async Task LoadMoreAsync(FlowSlice slice, IReadOnlyList<Delivery<MilestoneTold>> deliveries, CancellationToken ct)
    {
        var people = deliveries.Select(d => d.PersonId).OfType<long>().Distinct().ToList();
        submitted = (await slice.Db.Set<ResearchMilestone>().Where(m => people.Contains(m.PersonId) && m.Kind == MilestoneKind.ThesisSubmitted).Select(m => m.PersonId).ToListAsync(ct)).ToHashSet();
    }

    protected override Disposition Take(FlowSlice slice, Delivery<MilestoneTold> delivery, ResearchMilestone? held)
    {
        var (data, person) = (delivery.Data, delivery.PersonId!.Value);
        MilestoneKind? named = delivery.Message.Type switch
        {
            "ThesisSubmitted" => MilestoneKind.ThesisSubmitted,
            "VivaOutcomeRecorded" => MilestoneKind.Viva,
            "PublicationRecorded" => MilestoneKind.Publication,
            _ => null,
        };
        if (named is not null && named != data.Milestone)
        {
            return Disposition.Quarantine("MILESTONE", $"{delivery.Message.Type} brings another milestone: {data.Milestone}.");
        }

        if (data.Milestone == MilestoneKind.Viva && !submitted.Contains(person))
        {
            return Disposition.Park(Waits.Thesis(person), "The thesis of the student is not submitted in the record.");
        }

        (held ?? Keep(slice, new ResearchMilestone(person, KeyOf(delivery), data.Milestone))).Take(data.On, data.Outcome, data.Title, delivery.Message.SourceVersion);
        if (data.Milestone == MilestoneKind.ThesisSubmitted)
        {
            slice.Arrived.Add(Waits.Thesis(person));
        }

        return Disposition.Applied;
    }
}
