using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Demo.Studies;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>
/// Everybody who studies: one intake of one programme in one transaction, from application to marks, so that a kill leaves whole
/// intakes behind.
/// </summary>
internal sealed class StudentsScene(IDbContextFactory<RegistryDbContext> store, InstitutionProfile institution, TimeProvider clock) : IDemoScene
{
    public string Name => "Students";

    public int Length => 45;

    public async Task PlayAsync(DemoPlay play, CancellationToken ct)
    {
        // newest intakes first: they are what somebody looks for in the first seconds
        var intakes = PlannedCatalogue.Programmes.SelectMany(p => p.EntryYears().Reverse().Select(y => (Programme: p, Entry: y))).ToList();
        for (var i = 0; i < intakes.Count; i++)
        {
            var (programme, entry) = intakes[i];
            await PlayAsync(programme, entry, play.Preset.Of(programme.Intake), ct);
            await play.TellAsync((i + 1.0) / intakes.Count, $"{programme.Title}, entry {entry}");
        }
    }

    private async Task PlayAsync(PlannedProgramme programme, int entry, int size, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        var first = $"{programme.Code}-{entry}-{1:000}";
        if (await db.Set<PersonIdentifier>().AnyAsync(i => i.System == "CRM" && i.Kind == IdentifierKinds.SystemId && i.Value == first, ct))
        {
            return;
        }

        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var code = programme.Code;
        var row = await db.Set<Programme>().Include(p => p.Versions).SingleAsync(p => p.Code == code, ct);
        var keys = PlannedCatalogue.Modules.Where(m => m.Programme == code).SelectMany(m => Enumerable.Range(DemoYears.First, 3).Select(m.OccurrenceIn)).ToList();
        var occurrences = await db.Set<ModuleOccurrence>().Include(o => o.Components).Where(o => keys.Contains(o.Key)).ToDictionaryAsync(o => o.Key, ct);
        var numbers = await NumberSequence.TakeAsync(db, NumberSequence.StudentNumbers, size, ct);
        var sids = await NumberSequence.TakeAsync(db, NumberSequence.Sids, size, ct);

        var intake = new Intake(db, institution, clock, programme, entry);
        await intake.ApplyAsync(row, size, numbers, sids, ct);
        await intake.EnrolAsync(ct);
        var studying = new IntakeYears(db, clock, intake.Members, occurrences);
        for (var year = Math.Max(entry, DemoYears.First); year <= DemoYears.Newest; year++)
        {
            await studying.PlayAsync(year, ct);
        }

        await whole.CommitAsync(ct);
    }
}
