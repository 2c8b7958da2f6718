using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Infrastructure.Assessment.Awards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>Award regulations: those that the demo's programmes are bound to, and some that wait for a later year of entry or to be tried on a cohort.</summary>
internal sealed class RegulationsScene(IDbContextFactory<RegistryDbContext> store, RegulationService regulations, TimeProvider clock) : IDemoScene
{
    private static readonly (string Programme, string Code)[] Bound = [("BSC-CS", "HONOURS"), ("BA-HIST", "HONOURS"), ("MENG-ME", "INTEGRATED-MASTERS"), ("MSC-DS", "TAUGHT-MASTERS")];

    public string Name => "Regulations";

    public int Length => 1;

    public async Task PlayAsync(DemoPlay play, CancellationToken ct)
    {
        foreach (var regulation in RegulationShelf.All())
        {
            var day = regulation.Version > 1 ? new DateOnly(2025, 3, 12) : new DateOnly(2019, 6, 19);
            var published = await regulations.PublishAsync(regulation, clock.Act(DemoActors.Manager, "PublishRegulation", "Approved by Senate on the advice of the Academic Quality Committee", day), ct);
            foreach (var (programme, _) in Bound.Where(b => b.Code == regulation.Code && regulation.Version == 1))
            {
                await BindAsync(programme, published.Value, ct);
            }
        }
    }

    private async Task BindAsync(string programme, long regulation, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var version = await db.Set<Programme>().Where(p => p.Code == programme).SelectMany(p => p.Versions).OrderBy(v => v.CatalogueVersion).FirstOrDefaultAsync(ct);
        if (version is not null && !await db.Set<RegulationBinding>().AnyAsync(b => b.ProgrammeVersionId == version.Id, ct))
        {
            await regulations.BindAsync(
                new BindRegulation { ProgrammeVersionId = version.Id, FromEntryYear = version.FromYear, RegulationId = regulation },
                clock.Act(DemoActors.Manager, "BindRegulation", $"{programme} was validated under this regulation", new DateOnly(2019, 6, 20)), ct);
        }
    }
}
