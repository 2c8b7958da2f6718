using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>Holds of every owner, open and released.</summary>
internal sealed class HoldsScene(IDbContextFactory<RegistryDbContext> store, TimeProvider clock) : IDemoScene
{
    private static readonly IReadOnlyList<(string Source, string Reason, string HowToClear, Blocks Blocks, Caller By)> Kinds =
    [
        ("Finance", "Tuition fees overdue", "Finance releases it when the account is settled.", Blocks.Registration | Blocks.ResultsRelease | Blocks.Graduation, DemoActors.Fees),
        ("Library", "Three books not returned", "Return the books or pay for them at the library desk.", Blocks.Graduation, DemoActors.Officer),
        ("Academic Integrity", "Case under investigation", "Academic Integrity releases it when the case is closed.", Blocks.ResultsRelease | Blocks.Progression, DemoActors.Integrity),
        ("Registry", "Qualifications on entry not yet evidenced", "Bring the certificates to the student desk.", Blocks.Progression, DemoActors.Officer),
        ("Compliance", "Visa expires before the end of the course", "Bring the new visa to the compliance desk.", Blocks.Registration, DemoActors.As("Sofia Santos", Role.SponsorshipOfficer)),
    ];

    public string Name => "Holds";

    public int Length => 2;

    public async Task PlayAsync(DemoPlay play, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        if (await db.Set<Hold>().AnyAsync(ct))
        {
            return;
        }

        var people = await db.Set<Person>().Where(p => db.Set<Engagement>().Any(e => e.PersonId == p.Id && e.Status != EngagementStatus.Withdrawn)).OrderBy(p => p.StudentNumber).ToListAsync(ct);
        foreach (var (source, reason, howToClear, blocks, by) in Kinds)
        {
            var placed = Place(db, source == "Compliance" ? people.Where(p => p.HomePostcode is null).ToList() : people, source, reason, howToClear, blocks);
            await db.SaveAsync(clock.Act(by, "PlaceHold", reason, new DateOnly(2025, 2, 3)), ct);
            foreach (var hold in placed.Where((_, i) => i % 3 == 0))
            {
                hold.Release(hold.PlacedOn.AddDays(20), "Cleared with its owner");
            }

            await db.SaveAsync(clock.Act(by, "ReleaseHold", "Cleared with its owner", new DateOnly(2025, 3, 10)), ct);
        }

        await whole.CommitAsync(ct);
    }

    private static List<Hold> Place(RegistryDbContext db, List<Person> people, string source, string reason, string howToClear, Blocks blocks)
    {
        var placed = new List<Hold>();
        for (var i = 0; i < people.Count; i++)
        {
            var person = people[i];
            var dice = Dice.Of(person.StudentNumber, source);

            // three at least of each kind, however small the institution
            if (!dice.Chance(source == "Compliance" ? 0.05 : 0.018) && people.Count - i > 3 - placed.Count)
            {
                continue;
            }

            var hold = new Hold(person, source, $"{source[..3].ToUpperInvariant()}-{person.StudentNumber}", reason, howToClear, blocks, dice.Day(new DateOnly(2024, 10, 7), new DateOnly(2025, 2, 2)));
            placed.Add(hold);
            db.Add(hold);
        }

        return placed;
    }
}
