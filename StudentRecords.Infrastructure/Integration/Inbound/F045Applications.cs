using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>F045: applications through UCAS and who makes them. Matches or creates the person, keeps the application.</summary>
internal sealed class F045Applications : InboundFlow<UcasApplication>
{
    private readonly ApplicantMatching applicants = new();
    private Dictionary<string, Application> applications = [];
    private Dictionary<string, string> courses = [];

    public override string Flow => "F045";

    public override IReadOnlyList<string> Types => ["UcasApplicationReceived", "ApplicantDetailsAmended", "ClearingChoiceAdded"];

    protected override void Check(UcasApplication data, Checks checks) => data.Check(checks);

    protected override string Subject(UcasApplication data) => data.Applicant.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<UcasApplication>> deliveries, CancellationToken ct)
    {
        await applicants.LoadAsync(slice, deliveries.Select(d => (d.Data.Applicant, (ApplicantDetails?)d.Data.Details)).ToList(), ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = applicants.Find(delivery.Data.Applicant)?.Id;
        }

        await applicants.LoadLaterAsync(slice, deliveries, ct);

        var keys = deliveries.Select(d => d.Data.Application).ToList();
        courses = await CoursesAsync(slice, [.. deliveries.Select(d => d.Data.Programme).Distinct()], ct);
        applications = await slice.Db.Set<Application>().Where(a => a.Source == "UCAS" && keys.Contains(a.Key)).ToDictionaryAsync(a => a.Key, ct);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<UcasApplication> delivery)
    {
        var data = delivery.Data;
        var version = (int)delivery.Message.SourceVersion;
        var held = applications.GetValueOrDefault(data.Application);
        if (held is not null && held.SourceVersion >= version)
        {
            return Disposition.Stale;
        }

        if (applicants.MatchOrCreate(slice, delivery.Message, data.Applicant, data.Details, out var ambiguous) is not { } person)
        {
            return ambiguous!;
        }

        delivery.PersonId = person.Id;
        var programme = courses.GetValueOrDefault(data.Programme, data.Programme);
        held?.Choose(programme, data.EntryOn);
        if (held is null)
        {
            held = new Application(person, "UCAS", data.Application, programme, data.EntryOn);
            slice.Db.Add(held);
            slice.Arrived.Add(Waits.Application("UCAS", data.Application));
        }

        held.Qualify(data.Details.HighestQualification);
        held.Advance(held.Stage, version);
        return Disposition.Applied;
    }

    /// <summary>The programmes of codes by which UCAS knows them (HESA COURSEREFRNCIDTYPE 02 and 03); what is a programme's own code needs none.</summary>
    private static async Task<Dictionary<string, string>> CoursesAsync(FlowSlice slice, List<string> codes, CancellationToken ct) =>
        (await (from r in slice.Db.Set<ProgrammeReference>() join p in slice.Db.Set<Programme>() on r.ProgrammeId equals p.Id
                where codes.Contains(r.Code) && (r.Kind == "02" || r.Kind == "03") && r.TakenBackOn == null && !slice.Db.Set<Programme>().Any(o => o.Code == r.Code)
                orderby r.From select new { r.Code, Programme = p.Code }).ToListAsync(ct)).GroupBy(r => r.Code).ToDictionary(g => g.Key, g => g.Last().Programme);
}
