using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Hesa;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Work;

namespace StudentRecords.Infrastructure.Hesa;

/// <summary>Returns that were compared or checked and not yet submitted: somebody reads what was found and goes on.</summary>
internal sealed class ReturnsUnderWay(IDbContextFactory<RegistryDbContext> store) : IWorkSource
{
    public async Task<IReadOnlyList<WaitingWork>> WaitingAsync(Caller caller, CancellationToken ct)
    {
        if (!caller.May(Room.Returns, Level.Change))
        {
            return [];
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var states = await db.Set<HesaReturn>().AsNoTracking().Where(r => r.State != ReturnState.Submitted && r.State != ReturnState.Acknowledged && r.State != ReturnState.Building)
            .GroupBy(r => r.State).Select(g => new { State = g.Key, Number = g.Count() }).ToDictionaryAsync(g => g.State, g => g.Number, ct);
        return
        [
            new WaitingWork(states.GetValueOrDefault(ReturnState.Built), "return built, to be compared", "returns built, to be compared", "/returns?f.state=Built"),
            new WaitingWork(states.GetValueOrDefault(ReturnState.Compared), "return compared, with findings to read", "returns compared, with findings to read", "/returns?f.state=Compared"),
            new WaitingWork(states.GetValueOrDefault(ReturnState.Validated), "return checked, to be approved", "returns checked, to be approved", "/returns?f.state=Validated"),
            new WaitingWork(states.GetValueOrDefault(ReturnState.Approved), "return approved, to be signed off", "returns approved, to be signed off", "/returns?f.state=Approved", IsUrgent: true),
            new WaitingWork(states.GetValueOrDefault(ReturnState.SignedOff), "return signed off, to be submitted", "returns signed off, to be submitted", "/returns?f.state=SignedOff", IsUrgent: true),
        ];
    }
}
