using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>F001 RequisiteRuleChanged: the module's next version, the same but for its requisites. Runnings planned before keep theirs.</summary>
internal sealed class F001Requisites : InboundFlow<RequisiteRuleChanged>
{
    private readonly KnownRequisites requisites = new();
    private Dictionary<string, Module> modules = [];

    public override string Flow => "F001";

    public override IReadOnlyList<string> Types => ["RequisiteRuleChanged"];

    protected override void Check(RequisiteRuleChanged data, Checks checks) => data.Check(checks);

    protected override string Subject(RequisiteRuleChanged data) => data.Module;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<RequisiteRuleChanged>> deliveries, CancellationToken ct)
    {
        var codes = deliveries.Select(d => d.Data.Module).ToList();
        modules = await slice.Db.Set<Module>().Include(m => m.Versions).Where(m => codes.Contains(m.Code)).ToDictionaryAsync(m => m.Code, ct);
        await requisites.LoadAsync(slice.Db, deliveries.Select(d => d.Data.Requisites), ct);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<RequisiteRuleChanged> delivery)
    {
        var data = delivery.Data;
        if (!modules.TryGetValue(data.Module, out var module) || module.Newest is not { } before)
        {
            return Disposition.Park(Waits.Module(data.Module), $"There is no module {data.Module}.");
        }

        if (requisites.Judge(data.Module, data.Requisites) is { } otherwise)
        {
            return otherwise;
        }

        requisites.Add(data.Module, data.Requisites);
        var published = module.Publish(new ModuleVersion
        {
            CatalogueVersion = data.CatalogueVersion, FromYear = data.FromYear, Title = before.Title, Credits = before.Credits, Level = before.Level,
            HecosCode = before.HecosCode, CostCentre = before.CostCentre, Requisites = data.Requisites.Write(),
        });
        return published ? Disposition.Applied : Disposition.Stale;
    }
}
