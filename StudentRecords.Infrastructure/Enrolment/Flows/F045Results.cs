using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Enrolment.Flows;

/// <summary>F045 QualificationResultsReceived: kept by applicant and sitting, each version whole; see <see cref="AdmissionQueries"/> for who learns of them and when.</summary>
internal sealed class F045Results : InboundFlow<UcasResults>
{
    private Dictionary<PersonRef, long> people = [];
    private Dictionary<(long Person, string Sitting), long> newest = [];

    public override string Flow => "F045";

    public override IReadOnlyList<string> Types => ["QualificationResultsReceived"];

    protected override void Check(UcasResults data, Checks checks) => data.Check(checks);

    protected override string Subject(UcasResults data) => data.Applicant.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<UcasResults>> deliveries, CancellationToken ct)
    {
        people = await PersonLookup.FindAsync(slice.Db, deliveries.Select(d => d.Data.Applicant), ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = people.TryGetValue(delivery.Data.Applicant, out var id) ? id : null;
        }

        var ids = people.Values.Distinct().ToList();
        newest = (await slice.Db.Set<QualificationResult>().Where(r => ids.Contains(r.PersonId)).GroupBy(r => new { r.PersonId, r.Sitting }).Select(g => new { g.Key.PersonId, g.Key.Sitting, Version = g.Max(r => r.SourceVersion) }).ToListAsync(ct))
            .ToDictionary(g => (g.PersonId, g.Sitting), g => g.Version);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<UcasResults> delivery)
    {
        var (data, version) = (delivery.Data, delivery.Message.SourceVersion);
        if (delivery.PersonId is not { } person)
        {
            return Disposition.Park(data.Applicant.Key, $"Nobody is known as {data.Applicant}.");
        }

        if (newest.GetValueOrDefault((person, data.Sitting), -1) >= version)
        {
            return Disposition.Stale;
        }

        newest[(person, data.Sitting)] = version;
        foreach (var result in data.Results)
        {
            slice.Db.Add(new QualificationResult(person, data.Sitting, version, data.ReleaseAt, slice.Now)
            {
                Type = result.Type, Subject = result.Subject.Trim(), Grade = result.Grade, Year = result.Year, AwardingBody = result.AwardingBody,
            });
        }

        return Disposition.Applied;
    }
}
