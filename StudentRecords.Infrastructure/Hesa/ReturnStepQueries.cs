using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Jobs;
using StudentRecords.Infrastructure.Hesa.Jobs;
using StudentRecords.Infrastructure.Hesa.Returns;
using StudentRecords.Infrastructure.Hesa.Rules;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Hesa;

/// <summary>What may be done with a return now: every reason against each step, none where it may be taken.</summary>
/// <param name="JobId">The job at work on it, waiting or running.</param>
public sealed record ReturnSteps(IReadOnlyList<Refusal> Compare, IReadOnlyList<Refusal> Write, IReadOnlyList<Refusal> Check, IReadOnlyList<Refusal> Approve, IReadOnlyList<Refusal> Sign, IReadOnlyList<Refusal> Submit, long? JobId)
{
    /// <summary>What the authority's last report on the collection holds against the return; null when nothing does.</summary>
    public UnsettledFindings? Unsettled { get; init; }
}

/// <summary>The next steps of a return, asked before anybody is offered them.</summary>
public sealed class ReturnStepQueries(IDbContextFactory<RegistryDbContext> store, RuleBook book, InstitutionProfile institution)
{
    /// <summary>Null when there is no such return.</summary>
    public async Task<ReturnSteps?> OfAsync(long returnId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Returns, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<HesaReturn>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == returnId, ct) is not { } found)
        {
            return null;
        }

        var unsettled = await UnsettledFindings.OfAsync(db, book, institution, found.Collection, ct);
        var picture = await ReturnSubmission.PictureAsync(db, found, ct);
        List<string> keys = [ReturnJobKeys.Compare(returnId), ReturnJobKeys.Check(returnId), ReturnJobKeys.Submit(returnId)];
        if (found.State == ReturnState.Building)
        {
            keys.Add(ReturnJobKeys.Build(found.Collection));
        }

        var job = await db.Set<JobRequest>().AsNoTracking().Where(j => keys.Contains(j.DedupeKey!) && (j.State == JobState.Queued || j.State == JobState.Running))
            .OrderBy(j => j.Id).Select(j => (long?)j.Id).FirstOrDefaultAsync(ct);
        return new ReturnSteps(found.MayBeCompared().Refusals, found.MayBeWritten().Refusals, found.MayBeChecked().Refusals, found.MayBeApproved(unsettled?.Count ?? 0).Refusals, found.MayBeSigned(caller.Name, unsettled?.Count ?? 0).Refusals, found.MayBeSubmitted(picture?.Set ?? 0).Refusals, job)
        {
            Unsettled = unsettled,
        };
    }
}
