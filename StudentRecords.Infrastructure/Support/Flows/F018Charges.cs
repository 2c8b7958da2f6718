using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Support.Flows;

/// <summary>F018 AccommodationChargeNotified: the year's charge for a room. Another sum takes the first one back and charges anew; Finance hears of both with the next charge run (F009).</summary>
internal sealed class F018Charges : InboundFlow<ResidenceCharged>
{
    private readonly LastWords sums = new();
    private ILookup<long, Engagement> engagements = Array.Empty<Engagement>().ToLookup(_ => 0L);
    private ILookup<long, FeeCharge> charges = Array.Empty<FeeCharge>().ToLookup(_ => 0L);

    public override string Flow => "F018";

    public override IReadOnlyList<string> Types => ["AccommodationChargeNotified"];

    protected override void Check(ResidenceCharged data, Checks checks) => data.Check(checks);

    protected override string Subject(ResidenceCharged data) => data.Student.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<ResidenceCharged>> deliveries, CancellationToken ct)
    {
        await ToldFlow<ResidenceCharged, Domain.Support.ResidenceBooking>.PeopleAsync(slice, deliveries, d => d.Student, ct);
        var people = deliveries.Select(d => d.PersonId).OfType<long>().Distinct().ToList();
        engagements = (await slice.Db.Set<Engagement>().AsNoTracking().Where(e => people.Contains(e.PersonId)).ToListAsync(ct)).ToLookup(e => e.PersonId);
        await sums.LoadAsync(slice, deliveries.Select(d => Word(d.Data)), ct);
        charges = (await slice.Db.Set<FeeCharge>().Where(c => people.Contains(c.PersonId) && c.Element.StartsWith(FeeCharge.Room)).ToListAsync(ct)).ToLookup(c => c.PersonId);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<ResidenceCharged> delivery)
    {
        var (data, message) = (delivery.Data, delivery.Message);
        if (delivery.PersonId is not { } person)
        {
            return Disposition.Park(data.Student.Key, $"Nobody is known as {data.Student}.");
        }

        if (engagements[person].OrderByDescending(e => e.IsOpen).ThenByDescending(e => e.Start).FirstOrDefault() is not { } engagement)
        {
            return Disposition.Quarantine("NO_ENGAGEMENT", "The student has no engagement on whose account a room could be charged.");
        }

        var element = FeeCharge.Room + data.Booking;
        List<FeeCharge> held = [.. charges[person].Where(c => c.Element == element && c.AcademicYear == data.AcademicYear)];
        if (held.Any(c => c.AssessmentNo >= message.SourceVersion) || !sums.IsNews(Word(data), message.SourceVersion))
        {
            return Disposition.Stale;
        }

        // a sum that is the same leaves no charge, and is the newest word all the same
        sums.Hear(slice, Word(data), message.SourceVersion);

        var standing = ChargeDifference.Standing(held).ToList();
        if (standing.Sum(c => c.Amount) == data.Amount)
        {
            return Disposition.Applied;
        }

        var status = engagement.Status.ToString();
        slice.Db.AddRange(standing.Select(c => c.Reverse(status, message.CorrelationId, slice.Now)));
        if (data.Amount > 0)
        {
            slice.Db.Add(new FeeCharge(person, engagement.Id, data.AcademicYear, element, (int)message.SourceVersion, data.Amount, string.Create(CultureInfo.InvariantCulture, $"F018/{message.SourceVersion}"), status, message.CorrelationId, slice.Now));
        }

        return Disposition.Applied;
    }

    private static string Word(ResidenceCharged data) => $"F018/charge/{data.Booking}/{data.AcademicYear}";
}
