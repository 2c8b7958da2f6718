using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Hesa;
using StudentRecords.Infrastructure.Hesa;
using StudentRecords.Infrastructure.Hesa.Rules;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>A return at each stage: 22056 submitted, 23056 compared with it, 24056 built.</summary>
internal sealed class ReturnsScene(IDbContextFactory<RegistryDbContext> store, HesaService returns, SimulatedSignOff signOff, TimeProvider clock) : IDemoScene
{
    private static readonly Caller Head = DemoActors.As("Rhian Rowlands", Role.StatutoryReturnsOfficer);
    private static readonly Caller Officer = DemoActors.As("Ruth Rahman", Role.StatutoryReturnsOfficer);

    private static readonly IReadOnlyList<(string Collection, ReturnState Until, DateOnly Day)> Plan =
    [
        ("22056", ReturnState.Submitted, new DateOnly(2023, 11, 1)),
        ("23056", ReturnState.Compared, new DateOnly(2024, 10, 28)),
        ("24056", ReturnState.Built, DemoYears.StoryEnds),
    ];

    public string Name => "Returns";

    public int Length => 8;

    public async Task PlayAsync(DemoPlay play, CancellationToken ct)
    {
        for (var i = 0; i < Plan.Count; i++)
        {
            var (collection, until, day) = Plan[i];
            var part = i;
            await AdvanceAsync(collection, until, day, (percent, text, _) => play.TellAsync((part + (percent / 100.0)) / Plan.Count, $"{collection}: {text}"), ct);
        }
    }

    private async Task AdvanceAsync(string collection, ReturnState until, DateOnly day, ReturnProgress tell, CancellationToken ct)
    {
        if (await FindAsync(collection, ct) is not { State: not ReturnState.Building })
        {
            Refuse(await returns.BuildReturnAsync(collection, clock.Act(Officer, "BuildReturn", $"Return for collection {collection}", day), tell, ct));
        }

        if (until != ReturnState.Built && await FindAsync(collection, ct) is { State: ReturnState.Built } built)
        {
            Refuse(await returns.CompareAsync(built.Id, clock.Act(Officer, "CompareReturn", "Compared with what was last submitted", day, 12), tell, ct));
        }

        if (until == ReturnState.Submitted && await FindAsync(collection, ct) is { State: ReturnState.Compared or ReturnState.Validated } compared)
        {
            await signOff.RunAsync(compared.Id, collection, clock.Act(Officer, "SignReturn", "Read through with the faculties; what the rules find is of the demo's making", day, 14), clock.Act(Head, "SignReturn", "Signed off by the Vice-Chancellor", day, 16), ct);
        }

        if (until == ReturnState.Submitted && await FindAsync(collection, ct) is { State: ReturnState.SignedOff } signed)
        {
            Refuse(await returns.SubmitAsync(signed.Id, clock.Act(Officer, "SubmitReturn", "Signed off by the Vice-Chancellor", day.AddDays(1)), tell, ct));
        }
    }

    private async Task<HesaReturn?> FindAsync(string collection, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<HesaReturn>().AsNoTracking().Where(r => r.Collection == collection).OrderByDescending(r => r.Sequence).FirstOrDefaultAsync(ct);
    }

    private static void Refuse(Outcome outcome)
    {
        if (!outcome.Succeeded)
        {
            throw new InvalidOperationException(string.Join(" ", outcome.Refusals.Select(r => r.Sentence)));
        }
    }
}
