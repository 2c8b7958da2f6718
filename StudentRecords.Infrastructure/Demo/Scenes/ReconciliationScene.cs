using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Reconciling;
using StudentRecords.Infrastructure.Integration.Reconciling;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>Finance holds what the record sent it; admissions lost three messages after a restore and has one that nobody sent.</summary>
internal sealed class ReconciliationScene(IDbContextFactory<RegistryDbContext> store, ReconciliationDoor door) : IDemoScene
{
    private const int Lost = 3;

    private static readonly (DateOnly From, DateOnly To) Year = (new DateOnly(DemoYears.Newest - 1, 9, 1), new DateOnly(DemoYears.Newest, 8, 31));

    public string Name => "Both sides compared";

    public int Length => 1;

    public async Task PlayAsync(DemoPlay play, CancellationToken ct)
    {
        await TellAsync("F009", "FIN", "fin-year-end", 0, [], ct);
        await TellAsync("F006", "CRM", "crm-restore", Lost, [new PartnerItem("crm-training-1", 1)], ct);
    }

    private async Task TellAsync(string flow, string system, string id, int lost, IReadOnlyList<PartnerItem> invented, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<ReconciliationRun>().AnyAsync(r => r.FigureId == id, ct))
        {
            return;
        }

        var held = await new OurSide(db, FlowCatalogue.Find(flow)!, system, isOutgoing: true).PeriodAsync(Year.From, Year.To, ct);
        var theirs = held.Where(m => m.Counts).OrderBy(m => m.Key, StringComparer.Ordinal).Skip(lost).Select(m => new PartnerItem(m.Key, m.Version, m.Sha256)).Concat(invented).ToList();
        await door.TakeAsync(flow, system, JsonSerializer.Serialize(new PartnerFigure { Id = id, From = Year.From, To = Year.To, Items = theirs }, JsonSerializerOptions.Web), "http", ct);
    }
}
