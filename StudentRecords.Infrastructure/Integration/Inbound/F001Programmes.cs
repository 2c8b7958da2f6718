using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>F001 ProgrammeCataloguePublished: a new version of a programme; it waits until every module that it names is known.</summary>
internal sealed class F001Programmes : InboundFlow<ProgrammeCataloguePublished>
{
    private Dictionary<string, Programme> programmes = [];
    private Dictionary<string, Module> modules = [];

    public override string Flow => "F001";

    public override IReadOnlyList<string> Types => ["ProgrammeCataloguePublished"];

    protected override void Check(ProgrammeCataloguePublished data, Checks checks) => data.Check(checks);

    protected override string Subject(ProgrammeCataloguePublished data) => data.Programme;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<ProgrammeCataloguePublished>> deliveries, CancellationToken ct)
    {
        var codes = deliveries.Select(d => d.Data.Programme).ToList();
        var named = deliveries.SelectMany(d => Named(d.Data)).Distinct().ToList();
        programmes = await slice.Db.Set<Programme>().Include(p => p.Versions).Where(p => codes.Contains(p.Code)).ToDictionaryAsync(p => p.Code, ct);
        modules = await slice.Db.Set<Module>().AsNoTracking().Include(m => m.Versions).Where(m => named.Contains(m.Code)).ToDictionaryAsync(m => m.Code, ct);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<ProgrammeCataloguePublished> delivery)
    {
        var data = delivery.Data;
        if (Named(data).FirstOrDefault(m => !modules.ContainsKey(m)) is { } unknown)
        {
            return Disposition.Park(Waits.Module(unknown), $"The programme names module {unknown}, which is not in the catalogue yet.");
        }

        if (data.Structure is { } structure && StructureFaults.Of(structure, m => modules[m].Newest) is { Count: > 0 } faults)
        {
            return Disposition.Refuse(faults);
        }

        if (!programmes.TryGetValue(data.Programme, out var programme))
        {
            programme = new Programme(data.Programme, data.Faculty);
            slice.Db.Add(programme);
            slice.Arrived.Add(Waits.Programme(data.Programme));
        }

        var published = programme.Publish(new ProgrammeVersion
        {
            CatalogueVersion = data.CatalogueVersion,
            FromYear = data.FromYear,
            Title = data.Title,
            Award = data.Award,
            QualificationCategory = data.QualificationCategory,
            HecosCode = data.Hecos,
            Credits = data.Credits,
            NormalYears = data.NormalYears,
            Structure = data.Structure?.Write(),
        });
        return published ? Disposition.Applied : Disposition.Stale;
    }

    private static IEnumerable<string> Named(ProgrammeCataloguePublished data) => data.Modules.Concat(data.Structure?.Modules() ?? []);
}
