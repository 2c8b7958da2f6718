using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Enrolment.Flows;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>F045: replies to offers and cancelled applications. A cancelled one keeps its history; see <see cref="EndedApplications"/> for one that was handed over.</summary>
internal sealed class F045Replies : InboundFlow<UcasApplicationSettled>
{
    private readonly EndedApplications ended = new();
    private Dictionary<string, Application> applications = [];

    public override string Flow => "F045";

    public override IReadOnlyList<string> Types => ["OfferReplyRecorded", "ApplicationCancelled"];

    protected override void Check(UcasApplicationSettled data, Checks checks) => data.Check(checks);

    protected override string Subject(UcasApplicationSettled data) => data.Application;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<UcasApplicationSettled>> deliveries, CancellationToken ct)
    {
        var keys = deliveries.Select(d => d.Data.Application).ToList();
        applications = await slice.Db.Set<Application>().Where(a => a.Source == "UCAS" && keys.Contains(a.Key)).ToDictionaryAsync(a => a.Key, ct);
        await ended.LoadAsync(slice, applications.Values, ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = applications.GetValueOrDefault(delivery.Data.Application)?.PersonId;
        }
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<UcasApplicationSettled> delivery)
    {
        if (!applications.TryGetValue(delivery.Data.Application, out var application))
        {
            return Disposition.Park(Waits.Application("UCAS", delivery.Data.Application), $"The application {delivery.Data.Application} is not known.");
        }

        var stage = delivery.Message.Type == "ApplicationCancelled" ? ApplicationStage.Cancelled
            : delivery.Data.Accepted == false ? ApplicationStage.Declined : ApplicationStage.Accepted;
        return stage != ApplicationStage.Accepted ? ended.End(slice, application, stage, delivery.Message)
            : application.Advance(stage, (int)delivery.Message.SourceVersion) ? Disposition.Applied : Disposition.Stale;
    }
}
