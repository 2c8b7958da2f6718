using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>F001 StructureRetired: a programme, module or running is closed to newcomers. Who is on it stays on it.</summary>
internal sealed class F001Retirements : InboundFlow<StructureRetired>
{
    private Dictionary<string, Programme> programmes = [];
    private Dictionary<string, Module> modules = [];
    private Dictionary<string, ModuleOccurrence> occurrences = [];

    public override string Flow => "F001";

    public override IReadOnlyList<string> Types => ["StructureRetired"];

    protected override void Check(StructureRetired data, Checks checks) => data.Check(checks);

    protected override string Subject(StructureRetired data) => $"{data.Kind}/{data.Code}";

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<StructureRetired>> deliveries, CancellationToken ct)
    {
        var codes = deliveries.Select(d => d.Data.Code).ToList();
        programmes = await slice.Db.Set<Programme>().Where(p => codes.Contains(p.Code)).ToDictionaryAsync(p => p.Code, ct);
        modules = await slice.Db.Set<Module>().Where(m => codes.Contains(m.Code)).ToDictionaryAsync(m => m.Code, ct);
        occurrences = await slice.Db.Set<ModuleOccurrence>().Where(o => codes.Contains(o.Key)).ToDictionaryAsync(o => o.Key, ct);
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<StructureRetired> delivery)
    {
        var (kind, code) = (delivery.Data.Kind, delivery.Data.Code);
        switch (kind)
        {
            case "Programme" when programmes.TryGetValue(code, out var programme): programme.Retire(); return Disposition.Applied;
            case "Module" when modules.TryGetValue(code, out var module): module.Retire(); return Disposition.Applied;
            case "Occurrence" when occurrences.TryGetValue(code, out var occurrence): occurrence.Close(); return Disposition.Applied;
            case "Programme": return Disposition.Park(Waits.Programme(code), $"There is no programme {code}.");
            case "Module": return Disposition.Park(Waits.Module(code), $"There is no module {code}.");
            default: return Disposition.Park(Waits.Occurrence(code), $"There is no module occurrence {code}.");
        }
    }
}
