using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Hesa;
using StudentRecords.Infrastructure.Hesa.Returns;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Hesa.Rules;

/// <summary>What people decide of a checked return: its approval, the two signatures, and what a rule may come to.</summary>
public sealed class ReturnApprovalService(IDbContextFactory<RegistryDbContext> store, RuleBook book, InstitutionProfile institution)
{
    /// <summary>Refused, with every reason, while it is not checked, a rule is broken, an entity is in error or the authority's last findings are not settled.</summary>
    public Task<Outcome> ApproveAsync(long returnId, ChangeContext change, CancellationToken ct = default) =>
        DecideAsync(returnId, change, "ApproveReturn", (r, unsettled) => r.Approve(change.Caller.Name, unsettled, change.At), ct);

    /// <summary>One of the two signatures; the second is another person's.</summary>
    public Task<Outcome> SignAsync(long returnId, ChangeContext change, CancellationToken ct = default) =>
        DecideAsync(returnId, change, "SignReturn", (r, unsettled) => r.Sign(change.Caller.Name, unsettled, change.At), ct);

    /// <summary>Asks that a rule may fail more often in a collection; gives the waiver's id.</summary>
    public async Task<Outcome<long>> AskWaiverAsync(AskWaiver request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Returns, Level.Change);
        List<Refusal> refusals = [];
        if (book.For(request.Collection).All(r => r.Code != request.Rule))
        {
            refusals.Add(new("RULE_UNKNOWN", $"Collection {request.Collection} has no rule {request.Rule}.", Field: "Rule"));
        }

        if (request.Records < 0 || request.Percent is < 0 or > 100)
        {
            refusals.Add(new("TOLERANCE_WRONG", "Give a number of records, and a share between 0 and 100 per cent.", Field: "Records"));
        }

        if (refusals.Count > 0)
        {
            return Outcome<long>.Refused(refusals);
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var waiver = db.Add(new RuleWaiver(request.Collection, request.Rule, request.Records, request.Percent, change.Reason, change.Caller.Name, change.At)).Entity;
        await db.SaveAsync(change.For("AskWaiver"), ct);
        return waiver.Id;
    }

    /// <summary>Grants what another person asked for, and reckons anew what is broken in the collection's returns.</summary>
    public async Task<Outcome> GrantWaiverAsync(long waiverId, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Returns, Level.Decide);
        await using var db = await store.CreateDbContextAsync(ct);
        await using var transaction = await db.BeginAsync(ct);
        if (await db.Set<RuleWaiver>().SingleOrDefaultAsync(w => w.Id == waiverId, ct) is not { } waiver)
        {
            return Outcome.Refused("WAIVER_UNKNOWN", "There is no such waiver.");
        }

        var granted = waiver.Grant(change.Caller.Name, change.At);
        if (!granted.Succeeded)
        {
            return granted;
        }

        await db.SaveAsync(change.For("GrantWaiver"), ct);
        foreach (var checkedReturn in await db.Set<HesaReturn>().Where(r => r.Collection == waiver.Collection && r.State == ReturnState.Validated).ToListAsync(ct))
        {
            var results = await db.Set<RuleResult>().AsNoTracking().Where(r => r.Check == checkedReturn.Check).ToListAsync(ct);
            checkedReturn.Reckoned(await Broken.CountAsync(db, book, institution, waiver.Collection, results, ct));
        }

        await db.SaveAsync(change.For("GrantWaiver"), ct);
        await transaction.CommitAsync(ct);
        return granted;
    }

    private async Task<Outcome> DecideAsync(long returnId, ChangeContext change, string act, Func<HesaReturn, int, Outcome> decide, CancellationToken ct)
    {
        change.Caller.Demand(Room.Returns, Level.Decide);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<HesaReturn>().SingleOrDefaultAsync(r => r.Id == returnId, ct) is not { } found)
        {
            return Outcome.Refused("RETURN_UNKNOWN", "There is no such return.");
        }

        var unsettled = await UnsettledFindings.OfAsync(db, book, institution, found.Collection, ct);
        var outcome = decide(found, unsettled?.Count ?? 0);
        if (!outcome.Succeeded)
        {
            return outcome;
        }

        try
        {
            await db.SaveAsync(change.For(act), ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Outcome.Refused("CHANGED_MEANWHILE", "Somebody decided about the return at the same moment; look at it again.", "Concurrent edit");
        }

        return outcome;
    }
}

/// <summary>So many records and so much of the population of a rule may fail in a collection; the change's reason says why.</summary>
public sealed record AskWaiver(string Collection, string Rule, int Records, decimal Percent);
