using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain;
using StudentRecords.Infrastructure.Enrolment.Flows;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>F005 ApplicantHandedOver: admissions is done. The applicant is expected to enrol; see <see cref="ExpectedEnrolment"/>.</summary>
internal sealed class F005Handover(InstitutionProfile institution) : InboundFlow<ApplicantHandedOver>
{
    private readonly ExpectedEnrolment expected = new(institution);
    private Dictionary<string, Application> applications = [];

    public override string Flow => "F005";

    public override IReadOnlyList<string> Types => ["ApplicantHandedOver"];

    protected override void Check(ApplicantHandedOver data, Checks checks) => data.Check(checks);

    protected override string Subject(ApplicantHandedOver data) => data.Applicant.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<ApplicantHandedOver>> deliveries, CancellationToken ct)
    {
        var refs = await PersonLookup.FindAsync(slice.Db, deliveries.Select(d => d.Data.Applicant), ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = refs.TryGetValue(delivery.Data.Applicant, out var id) ? id : null;
        }

        var keys = deliveries.Select(d => d.Data.Application).ToList();
        applications = (await slice.Db.Set<Application>().Where(a => keys.Contains(a.Key)).ToListAsync(ct)).GroupBy(a => a.Key).ToDictionary(g => g.Key, g => g.First());
        await expected.LoadAsync(slice, [.. refs.Values.Distinct()], [.. deliveries.Select(d => d.Data.Programme).Distinct()], ct);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<ApplicantHandedOver> delivery)
    {
        var data = delivery.Data;
        if (delivery.PersonId is not { } id)
        {
            return Disposition.Park(data.Applicant.Key, $"Nobody is known as {data.Applicant}.");
        }

        return expected.Expect(slice, id, new AcceptedPlace
        {
            Programme = data.Programme, EntryOn = data.EntryOn, ExpectedEnd = data.ExpectedEnd, Mode = data.Mode, Sponsored = data.Sponsored, Stream = data.Stream, IsHandover = true,
            Application = applications.GetValueOrDefault(data.Application),
        }, delivery.Message.CorrelationId);
    }
}
