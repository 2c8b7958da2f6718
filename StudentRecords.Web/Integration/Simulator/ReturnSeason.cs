using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Hesa;
using StudentRecords.Infrastructure.Hesa;
using StudentRecords.Infrastructure.Hesa.Rules;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Web.Integration.Simulator;

/// <summary>The statutory return of the term (F047): the newest collection that the office works on is compared, checked, signed by two people and submitted.</summary>
internal sealed class ReturnSeason(IServiceProvider services, PartnerSetup setup)
{
    private static readonly Caller Officer = new("Ruth Rahman", null, [new RoleGrant(Role.StatutoryReturnsOfficer, Scope.Everything)]) { IsSimulated = true };
    private static readonly Caller Head = new("Rhian Rowlands", null, [new RoleGrant(Role.StatutoryReturnsOfficer, Scope.Everything)]) { IsSimulated = true };

    /// <summary>Nothing where no return has been begun.</summary>
    public async Task SubmitAsync(CancellationToken ct)
    {
        var returns = services.GetRequiredService<HesaService>();
        if (await NewestAsync(null, ct) is not { } newest)
        {
            return;
        }

        if (newest.State is ReturnState.Building or ReturnState.Submitted or ReturnState.Acknowledged)
        {
            await returns.BuildReturnAsync(newest.Collection, By(Officer, "BuildReturn"), null, ct).DoneAsync();
        }

        var open = (await NewestAsync(newest.Collection, ct))!;
        await returns.CompareAsync(open.Id, By(Officer, "CompareReturn"), null, ct).DoneAsync();
        await services.GetRequiredService<SimulatedSignOff>().RunAsync(open.Id, open.Collection, By(Officer, "SignReturn"), By(Head, "SignReturn"), ct);
        await returns.SubmitAsync(open.Id, By(Officer, "SubmitReturn"), null, ct).DoneAsync();
    }

    private async Task<HesaReturn?> NewestAsync(string? collection, CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<RegistryDbContext>>().CreateDbContextAsync(ct);
        return await db.Set<HesaReturn>().AsNoTracking().Where(r => collection == null || r.Collection == collection).OrderByDescending(r => r.Collection).ThenByDescending(r => r.Sequence).FirstOrDefaultAsync(ct);
    }

    private ChangeContext By(Caller caller, string act) => setup.Change(act, "A simulated term") with { Caller = caller };
}
