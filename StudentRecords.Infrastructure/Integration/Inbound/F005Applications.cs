using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Enrolment.Flows;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>F005: applications, offers and decisions of admissions. Later stages never go back to earlier ones.</summary>
internal sealed class F005Applications : InboundFlow<ApplicationProgressed>
{
    private readonly ApplicantMatching applicants = new();
    private readonly EndedApplications ended = new();
    private Dictionary<string, Application> applications = [];

    public override string Flow => "F005";

    public override IReadOnlyList<string> Types => ["ApplicationRecorded", "OfferIssued", "AdmissionDecisionRecorded"];

    protected override void Check(ApplicationProgressed data, Checks checks) => data.Check(checks);

    protected override string Subject(ApplicationProgressed data) => data.Applicant.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<ApplicationProgressed>> deliveries, CancellationToken ct)
    {
        await applicants.LoadAsync(slice, deliveries.Select(d => (d.Data.Applicant, d.Data.Details)).ToList(), ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = applicants.Find(delivery.Data.Applicant)?.Id;
        }

        await applicants.LoadLaterAsync(slice, deliveries, ct);

        var keys = deliveries.Select(d => d.Data.Application).ToList();
        applications = await slice.Db.Set<Application>().Where(a => a.Source == "CRM" && keys.Contains(a.Key)).ToDictionaryAsync(a => a.Key, ct);
        await ended.LoadAsync(slice, applications.Values, ct);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<ApplicationProgressed> delivery)
    {
        var data = delivery.Data;
        if (applications.TryGetValue(data.Application, out var application) && delivery.Message.SourceVersion <= application.SourceVersion)
        {
            return Disposition.Stale;
        }

        var person = applicants.Find(data.Applicant);
        if (data.Details is { } details)
        {
            person = applicants.MatchOrCreate(slice, delivery.Message, data.Applicant, details, out var ambiguous);
            if (person is null)
            {
                return ambiguous!;
            }
        }

        if (person is null)
        {
            return Disposition.Park(data.Applicant.Key, $"Nobody is known as {data.Applicant}, and the message brings no details.");
        }

        delivery.PersonId = person.Id;
        if (application is null)
        {
            application = new Application(person, "CRM", data.Application, data.Programme, data.EntryOn);
            slice.Db.Add(application);
            slice.Arrived.Add(Waits.Application("CRM", data.Application));
        }

        application.Qualify(data.Details?.HighestQualification);
        var stage = delivery.Message.Type switch
        {
            "OfferIssued" => ApplicationStage.Offered,
            "AdmissionDecisionRecorded" => data.Accepted == false ? ApplicationStage.Declined : ApplicationStage.Accepted,
            _ => ApplicationStage.Received,
        };
        return stage == ApplicationStage.Declined ? ended.End(slice, application, stage, delivery.Message)
            : application.Advance(stage, (int)delivery.Message.SourceVersion) ? Disposition.Applied : Disposition.Stale;
    }
}
