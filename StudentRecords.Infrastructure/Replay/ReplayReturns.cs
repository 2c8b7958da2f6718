using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Hesa;
using StudentRecords.Infrastructure.Hesa;
using StudentRecords.Infrastructure.Hesa.Rules;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Replay;

/// <summary>Three years of returns: 22056 compared and submitted, 23056 compared with it and submitted, 24056 compared. What a killed run left is gone on from.</summary>
public sealed class ReplayReturns(IDbContextFactory<RegistryDbContext> store, HesaService hesa, HesaQueries queries, SimulatedSignOff signOff)
{
    private static readonly (string Collection, bool Submit)[] Years = [("22056", true), ("23056", true), ("24056", false)];

    /// <param name="cast">In whose name.</param>
    /// <param name="files">Path of the return files without their ending: <c>.22056.xml</c> follows.</param>
    /// <param name="output">Told what each return holds.</param>
    /// <param name="ct">Cancels between steps.</param>
    internal async Task RunAsync(ReplayCast cast, string files, TextWriter output, CancellationToken ct)
    {
        foreach (var (collection, submit) in Years)
        {
            var id = await ComparedAsync(cast, collection, ct);
            if (await StateAsync(id, ct) < ReturnState.Submitted)
            {
                await WriteAsync(cast, id, $"{files}.{collection}.xml", ct);
                if (submit)
                {
                    await SignOffAsync(cast, id, collection, ct);
                    Done(await hesa.SubmitAsync(id, cast.As(Role.StatutoryReturnsOfficer, "SubmitReturn", $"The return {collection} is right as it stands"), ct: ct));
                }
            }

            var caller = cast.As(Role.StatutoryReturnsOfficer, "ReadReturn", "Counts").Caller;
            foreach (var entity in await queries.CountsAsync(id, caller, ct))
            {
                await output.WriteLineAsync($"return {collection} {entity.Entity}: {string.Join(", ", entity.ByStatus.Where(s => s.Value > 0).OrderBy(s => s.Key).Select(s => $"{s.Value} {s.Key}"))}");
            }
        }
    }

    /// <summary>The collection's return, built and compared when it is not yet.</summary>
    private async Task<long> ComparedAsync(ReplayCast cast, string collection, CancellationToken ct)
    {
        var held = await NewestAsync(collection, ct);
        if (held?.State >= ReturnState.Compared)
        {
            return held.Id;
        }

        var id = held is { State: ReturnState.Built }
            ? held.Id
            : Value(await hesa.BuildReturnAsync(collection, cast.As(Role.StatutoryReturnsOfficer, "BuildReturn", $"The extract of {collection}"), ct: ct));
        Done(await hesa.CompareAsync(id, cast.As(Role.StatutoryReturnsOfficer, "CompareReturn", "Compared with what was last submitted"), ct: ct));
        return id;
    }

    private async Task SignOffAsync(ReplayCast cast, long id, string collection, CancellationToken ct)
    {
        if (await StateAsync(id, ct) is ReturnState.SignedOff)
        {
            return;
        }

        var first = cast.As(Role.StatutoryReturnsOfficer, "SignReturn", "What the rules find is of the data set, which has no course fees, venues and the like");
        var second = first with { Caller = new Caller("Rory Returns", null, [new RoleGrant(Role.StatutoryReturnsOfficer, Scope.Everything)]) { IsSimulated = true } };
        await signOff.RunAsync(id, collection, first, second, ct);
    }

    private async Task WriteAsync(ReplayCast cast, long id, string file, CancellationToken ct)
    {
        await using var target = File.Create(file);
        Done(await hesa.WriteXmlAsync(id, target, cast.As(Role.StatutoryReturnsOfficer, "WriteReturn", "The file for the data platform"), ct));
    }

    private async Task<HesaReturn?> NewestAsync(string collection, CancellationToken ct)
    {
        await using var db = store.CreateDbContext();
        return await db.Set<HesaReturn>().AsNoTracking().Where(r => r.Collection == collection).OrderByDescending(r => r.Sequence).FirstOrDefaultAsync(ct);
    }

    private async Task<ReturnState> StateAsync(long id, CancellationToken ct)
    {
        await using var db = store.CreateDbContext();
        return await db.Set<HesaReturn>().Where(r => r.Id == id).Select(r => r.State).SingleAsync(ct);
    }

    private static void Done(Outcome outcome) => ReplayBoards.Done(outcome);

    private static T Value<T>(Outcome<T> outcome) => ReplayBoards.Value(outcome);
}
