using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Enrolment.Flows;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>
/// F045: replies to offers and cancelled applications. An accepted place makes the applicant expected to enrol, as a handover does (<see cref="ExpectedEnrolment"/>). A cancelled one
/// keeps its history; see <see cref="EndedApplications"/> for one that came so far.
/// </summary>
internal sealed class F045Replies(InstitutionProfile institution) : InboundFlow<UcasApplicationSettled>
{
    private readonly EndedApplications ended = new();
    private readonly ExpectedEnrolment expected = new(institution);
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

        var placed = deliveries.Where(d => d.Data.GivesPlace() && d.Message.Type == "OfferReplyRecorded").Select(d => applications.GetValueOrDefault(d.Data.Application)).OfType<Application>().Where(a => a.Stage != ApplicationStage.HandedOver).ToList();
        await expected.LoadAsync(slice, [.. placed.Select(a => a.PersonId).Distinct()], [.. placed.Select(a => a.ProgrammeCode).Distinct()], ct);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<UcasApplicationSettled> delivery)
    {
        var (data, message) = (delivery.Data, delivery.Message);
        if (!applications.TryGetValue(data.Application, out var application))
        {
            return Disposition.Park(Waits.Application("UCAS", data.Application), $"The application {data.Application} is not known.");
        }

        if (message.Type == "ApplicationCancelled" || data.Accepted == false)
        {
            return ended.End(slice, application, message.Type == "ApplicationCancelled" ? ApplicationStage.Cancelled : ApplicationStage.Declined, message);
        }

        if (message.SourceVersion <= application.SourceVersion)
        {
            return Disposition.Stale;
        }

        var outcome = data.GivesPlace() && application.Stage != ApplicationStage.HandedOver
            ? expected.Expect(slice, application.PersonId, new AcceptedPlace { Programme = application.ProgrammeCode, EntryOn = application.EntryOn, Sponsored = data.Sponsored, Application = application }, message.CorrelationId)
            : Disposition.Applied;
        if (outcome == Disposition.Applied)
        {
            application.Advance(ApplicationStage.Accepted, (int)message.SourceVersion);
        }

        return outcome;
    }
}
