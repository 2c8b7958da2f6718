using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>F001 ModuleCatalogueUpdated: a new version of a module, and its runnings with what is assessed in them.</summary>
internal sealed class F001Modules : InboundFlow<ModuleCatalogueUpdated>
{
    private Dictionary<string, Module> modules = [];
    private Dictionary<string, ModuleOccurrence> occurrences = [];
    private HashSet<string> rules = [];
    private readonly KnownRequisites requisites = new();

    public override string Flow => "F001";

    public override IReadOnlyList<string> Types => ["ModuleCatalogueUpdated"];

    protected override void Check(ModuleCatalogueUpdated data, Checks checks) => data.Check(checks);

    protected override string Subject(ModuleCatalogueUpdated data) => data.Module;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<ModuleCatalogueUpdated>> deliveries, CancellationToken ct)
    {
        var codes = deliveries.Select(d => d.Data.Module).ToList();
        var keys = deliveries.SelectMany(d => d.Data.Occurrences).Select(o => o.Key).ToList();
        modules = await slice.Db.Set<Module>().Include(m => m.Versions).Where(m => codes.Contains(m.Code)).ToDictionaryAsync(m => m.Code, ct);
        occurrences = await slice.Db.Set<ModuleOccurrence>().Where(o => keys.Contains(o.Key)).ToDictionaryAsync(o => o.Key, ct);
        await requisites.LoadAsync(slice.Db, deliveries.Select(d => d.Data.Requisites), ct);
        rules = (await slice.Db.Set<MarkRule>().Select(r => r.Code).Distinct().ToListAsync(ct)).ToHashSet();
    }

    protected override Disposition Apply(FlowSlice slice, Delivery<ModuleCatalogueUpdated> delivery)
    {
        var data = delivery.Data;
        if (data.Occurrences.FirstOrDefault(o => !rules.Contains(o.Rule)) is { } unruled)
        {
            return Disposition.Park(Waits.Rule(unruled.Rule), $"There is no mark rule {unruled.Rule}.");
        }

        if (requisites.Judge(data.Module, data.Requisites) is { } otherwise)
        {
            return otherwise;
        }

        if (!modules.TryGetValue(data.Module, out var module))
        {
            module = new Module(data.Module, data.Faculty);
            slice.Db.Add(module);
            slice.Arrived.Add(Waits.Module(data.Module));
        }

        var version = new ModuleVersion
        {
            CatalogueVersion = data.CatalogueVersion,
            FromYear = data.FromYear,
            Title = data.Title,
            Credits = data.Credits,
            Level = data.Level,
            HecosCode = data.Hecos,
            CostCentre = data.CostCentre,
            Requisites = data.Requisites?.Write(),
        };
        if (!module.Publish(version))
        {
            return Disposition.Stale;
        }

        requisites.Add(data.Module, data.Requisites);
        foreach (var plan in data.Occurrences)
        {
            if (occurrences.TryGetValue(plan.Key, out var planned))
            {
                // who is on it stays on the version that it was planned with; places and days are the plan's
                Arrange(planned, plan);
            }
            else
            {
                Plan(slice, module, version, plan);
            }
        }

        return Disposition.Applied;
    }

    /// <summary>What the plan does not say stays as it is.</summary>
    private static void Arrange(ModuleOccurrence occurrence, OccurrencePlan plan)
    {
        occurrence.Limit(plan.Capacity ?? occurrence.Capacity);
        occurrence.OpenBetween(plan.RegistrationOpens ?? occurrence.RegistrationOpens, plan.RegistrationCloses ?? occurrence.RegistrationCloses);
        occurrence.KeepWaitingList(plan.WaitingList || occurrence.HasWaitingList);
        occurrence.Meet(plan.Slots.Count > 0 ? plan.Slots : occurrence.Meetings());
    }

    private static void Plan(FlowSlice slice, Module module, ModuleVersion version, OccurrencePlan plan)
    {
        var occurrence = new ModuleOccurrence(module, version, plan.Key, plan.AcademicYear, plan.Period, plan.Start, plan.End, plan.Rule);
        Arrange(occurrence, plan);
        foreach (var component in plan.Components)
        {
            occurrence.Add(new AssessmentComponent(component.Key, component.Title, component.Kind, component.Weight, component.DueOn));
            slice.Arrived.Add(Waits.Component(component.Key));
        }

        slice.Db.Add(occurrence);
        slice.Arrived.Add(Waits.Occurrence(plan.Key));
    }
}
