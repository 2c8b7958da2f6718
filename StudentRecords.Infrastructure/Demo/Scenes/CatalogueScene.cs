using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Infrastructure.Demo.Studies;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>What is taught: programmes, modules with a second version of some, occurrences of three years, mark rules, fee rules, venues.</summary>
internal sealed class CatalogueScene(IDbContextFactory<RegistryDbContext> store, InstitutionProfile institution, TimeProvider clock) : IDemoScene
{
    public string Name => "Catalogue";

    public int Length => 3;

    public async Task PlayAsync(DemoPlay play, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        if (await db.Set<Programme>().AnyAsync(p => p.Code == PlannedCatalogue.Programmes[0].Code, ct))
        {
            return;
        }

        db.AddRange(PlannedRules.All());
        db.AddRange(PlannedCatalogue.Programmes.Select(Programme));
        db.AddRange(PlannedCatalogue.Programmes.Select(p => FeeRuleShelf.Get(p.Rule == "WEX-PG" ? "POSTGRADUATE" : "UNDERGRADUATE").Of(p.Code, "2019/20")));
        await AddVenueAsync(db, institution.VenueId, institution.VenueName, institution.Postcode, ct);
        await AddVenueAsync(db, "HARBOUR", "Harbour campus", "WX4 1QT", ct);
        await db.SaveAsync(clock.Act(DemoActors.Manager, "PublishCatalogue", "Programmes and rules approved by Senate", new DateOnly(2022, 5, 16)), ct);

        var modules = PlannedCatalogue.Modules.ToDictionary(m => m.Code, Module);
        for (var year = DemoYears.First; year <= DemoYears.Newest; year++)
        {
            db.AddRange(PlannedCatalogue.Modules.Select(m => Occurrence(m, modules[m.Code], year)));
            await db.SaveAsync(clock.Act(DemoActors.Manager, "PlanOccurrences", $"Modules planned for {DemoYears.Name(year)}", new DateOnly(year, 6, 13)), ct);
        }

        await whole.CommitAsync(ct);
    }

    private async Task AddVenueAsync(RegistryDbContext db, string key, string name, string postcode, CancellationToken ct)
    {
        if (!await db.Set<Venue>().AnyAsync(v => v.Key == key, ct))
        {
            db.Add(new Venue(key, name, postcode, institution.Ukprn));
        }
    }

    private static Programme Programme(PlannedProgramme planned)
    {
        var programme = new Programme(planned.Code, planned.Faculty);
        programme.Publish(new ProgrammeVersion
        {
            CatalogueVersion = 1, FromYear = "2019/20", Title = planned.Title, Award = planned.Award, QualificationCategory = planned.QualificationCategory,
            HecosCode = planned.Hecos, Credits = planned.Credits, NormalYears = planned.Years,
        });
        return programme;
    }

    private static Module Module(PlannedModule planned)
    {
        var module = new Module(planned.Code, Of(planned).Faculty);
        module.Publish(Version(planned, 1, "2019/20", planned.Title));
        return module;
    }

    private static ModuleOccurrence Occurrence(PlannedModule planned, Module module, int year)
    {
        // a quarter of the modules was looked at anew for the newest year
        if (year == DemoYears.Newest && Dice.Of(planned.Code, "review").Chance(0.25))
        {
            module.Publish(Version(planned, 2, DemoYears.Name(year), planned.Title));
        }

        var (start, end) = DemoYears.Period(year, planned.Period);
        var occurrence = new ModuleOccurrence(module, module.Newest!, planned.OccurrenceIn(year), DemoYears.Name(year), planned.Period, start, end, Of(planned).Rule);
        foreach (var component in PlannedCatalogue.ComponentsOf(planned, year))
        {
            occurrence.Add(component);
        }

        if (planned.Credits == 15)
        {
            occurrence.Limit(120);
        }

        if (year < DemoYears.Newest)
        {
            occurrence.Close();
        }

        return occurrence;
    }

    private static ModuleVersion Version(PlannedModule planned, int version, string fromYear, string title) => new()
    {
        CatalogueVersion = version, FromYear = fromYear, Title = title, Credits = planned.Credits, Level = Of(planned).FirstLevel + planned.ProgrammeYear - 1,
        HecosCode = Of(planned).Hecos, CostCentre = Of(planned).CostCentre,
    };

    private static PlannedProgramme Of(PlannedModule module) => PlannedCatalogue.Programmes.First(p => p.Code == module.Programme);
}
