using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Hesa;
using StudentRecords.Infrastructure.Hesa;
using StudentRecords.Infrastructure.Hesa.Rules;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>A return at each stage: 22056 submitted, corrected and submitted again, compared once more when an override had lapsed, 23056 checked, 24056 built.</summary>
internal sealed class ReturnsScene(IDbContextFactory<RegistryDbContext> store, HesaService returns, SimulatedSignOff signOff, ReturnCorrections corrections, TimeProvider clock) : IDemoScene
{
    private static readonly Caller Head = DemoActors.As("Rhian Rowlands", Role.StatutoryReturnsOfficer);
    private static readonly Caller Officer = DemoActors.As("Ruth Rahman", Role.StatutoryReturnsOfficer);

    private static readonly IReadOnlyList<(string Collection, int Sequence, ReturnState Until, DateOnly Day)> Plan =
    [
        ("22056", 1, ReturnState.Acknowledged, new DateOnly(2023, 11, 1)),
        ("22056", 2, ReturnState.Submitted, new DateOnly(2023, 11, 20)),
        ("22056", 3, ReturnState.Compared, new DateOnly(2023, 12, 4)),
        ("23056", 1, ReturnState.Validated, new DateOnly(2024, 10, 28)),
        ("24056", 1, ReturnState.Built, DemoYears.StoryEnds),
    ];

    public string Name => "Returns";

    public int Length => 12;

    public async Task PlayAsync(DemoPlay play, CancellationToken ct)
    {
        for (var i = 0; i < Plan.Count; i++)
        {
            var (collection, sequence, until, day) = Plan[i];
            var part = i;
            await AdvanceAsync(collection, sequence, until, day, (percent, text, _) => play.TellAsync((part + (percent / 100.0)) / Plan.Count, $"{collection}: {text}"), ct);
            if (sequence == 1 && until == ReturnState.Acknowledged)
            {
                await corrections.AfterSubmissionAsync((await FindAsync(collection, sequence, ct))!, Officer, Head, day.AddDays(5), ct);
            }
        }
    }

    private async Task AdvanceAsync(string collection, int sequence, ReturnState until, DateOnly day, ReturnProgress tell, CancellationToken ct)
    {
        if (await FindAsync(collection, sequence, ct) is not { State: not ReturnState.Building })
        {
            Refuse(await returns.BuildReturnAsync(collection, clock.Act(Officer, "BuildReturn", sequence == 1 ? $"Return for collection {collection}" : $"Return for collection {collection} with what was corrected", day), tell, ct));
        }

        if (until >= ReturnState.Compared && await FindAsync(collection, sequence, ct) is { State: ReturnState.Built } built)
        {
            Refuse(await returns.CompareAsync(built.Id, clock.Act(Officer, "CompareReturn", "Compared with what was last submitted", day, 12), tell, ct));
        }

        if (until == ReturnState.Validated && await FindAsync(collection, sequence, ct) is { State: ReturnState.Compared } compared)
        {
            Refuse(await returns.CheckAsync(compared.Id, clock.Act(Officer, "CheckReturn", "Every rule asked of the return", day, 13), tell, ct));
        }

        if (until >= ReturnState.Submitted && await FindAsync(collection, sequence, ct) is { State: >= ReturnState.Compared and < ReturnState.SignedOff } unsigned)
        {
            await signOff.RunAsync(unsigned.Id, collection, clock.Act(Officer, "SignReturn", "Read through with the faculties; what the rules find is of the demo's making", day, 14), clock.Act(Head, "SignReturn", "Signed off for the Vice-Chancellor", day, 16), ct);
        }

        if (until >= ReturnState.Submitted && await FindAsync(collection, sequence, ct) is { State: ReturnState.SignedOff } signed)
        {
            Refuse(await returns.SubmitAsync(signed.Id, clock.Act(Officer, "SubmitReturn", "Signed off by two people", day.AddDays(1)), tell, ct));
        }
    }

    private async Task<HesaReturn?> FindAsync(string collection, int sequence, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<HesaReturn>().AsNoTracking().SingleOrDefaultAsync(r => r.Collection == collection && r.Sequence == sequence, ct);
    }

    private static void Refuse(Outcome outcome)
    {
        if (!outcome.Succeeded)
        {
            throw new InvalidOperationException(string.Join(" ", outcome.Refusals.Select(r => r.Sentence)));
        }
    }
}
