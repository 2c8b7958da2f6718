using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Moderation;
using StudentRecords.Domain.Audit;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Assessment.Moderation;

/// <summary>The use cases of moderation: a policy, a sample, second marks, agreed marks, closed, confirmed or sent back. Each adds rows and changes none.</summary>
public sealed class ModerationService(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>Puts the next version of a policy into the record.</summary>
    public async Task<Outcome<long>> PublishPolicyAsync(PublishModerationPolicy request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Catalogue, Level.Change);
        var (faculty, module) = (request.Faculty.Trim(), request.ModuleCode.Trim());
        List<Refusal> refusals = [.. ModerationClauses.Read(request.Clauses).Refusals];
        if (string.IsNullOrWhiteSpace(request.Title))
        {
            refusals.Add(new("POLICY_UNNAMED", "Give the policy a title.", "Moderation", nameof(request.Title)));
        }

        await using var db = store.CreateDbContext();
        if (module.Length > 0 && !await db.Set<Domain.Curriculum.Module>().AnyAsync(m => m.Code == module, ct))
        {
            refusals.Add(new("NO_MODULE", $"There is no module {module}.", "Moderation", nameof(request.ModuleCode)));
        }

        if (refusals.Count > 0)
        {
            return Outcome<long>.Refused(refusals);
        }

        var before = await db.Set<ModerationPolicy>().Where(p => p.Faculty == faculty && p.ModuleCode == module).MaxAsync(p => (int?)p.PolicyVersion, ct) ?? 0;
        var policy = new ModerationPolicy
        {
            Faculty = faculty, ModuleCode = module, PolicyVersion = before + 1, Title = request.Title.Trim(), Clauses = request.Clauses, ValidFrom = request.ValidFrom, PublishedBy = change.Caller.Name, PublishedAt = change.At,
        };
        db.Add(policy);
        await db.SaveAsync(change, ct);
        return policy.Id;
    }

    /// <summary>Draws the sample of a component. Gives how many marks are in it.</summary>
    public async Task<Outcome<int>> DrawAsync(long componentId, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        await using var transaction = await db.BeginAsync(ct);
        if (await FindAsync(db, componentId, Level.Change, change, ct) is not { } sheet)
        {
            return Outcome<int>.Refused(ModerationDoor.NotFound.Refusals);
        }

        var before = await db.Set<ModerationRound>().CountAsync(r => r.ComponentId == componentId, ct);
        var drawn = sheet.Draw(before, change.Caller, change.At);
        if (!drawn.Succeeded)
        {
            return Outcome<int>.Refused(drawn.Refusals);
        }

        db.Add(drawn.Value.Round);
        db.AddRange(drawn.Value.Entries);
        await db.SaveAsync(change, ct);
        await transaction.CommitAsync(ct);
        return drawn.Value.Entries.Count(e => e.Act == ModerationAct.Drawn);
    }

    /// <summary>Second marks for some of the sample; all or none.</summary>
    public Task<Outcome> SecondMarkAsync(SecondMarks request, ChangeContext change, CancellationToken ct = default) =>
        ActAsync(request.ComponentId, Level.Change, sheet => sheet.SecondMark(request.Scores, change.Caller, change.At, change.Reason), change, ct);

    /// <summary>A mark that both markers agree on.</summary>
    public Task<Outcome> AgreeAsync(AgreeMark request, ChangeContext change, CancellationToken ct = default) =>
        ActAsync(request.ComponentId, Level.Change, sheet => sheet.Agree(request.MarkId, request.Score, change.Reason, change.Caller, change.At), change, ct);

    /// <summary>Closes the moderation of a component's marks.</summary>
    public Task<Outcome> CloseAsync(long componentId, ChangeContext change, CancellationToken ct = default) =>
        ActAsync(componentId, Level.Change, sheet => sheet.Close(change.Reason, change.Caller, change.At), change, ct);

    /// <summary>Confirms what was moderated.</summary>
    public Task<Outcome> ConfirmAsync(long componentId, ChangeContext change, CancellationToken ct = default) =>
        ActAsync(componentId, Level.Decide, sheet => sheet.Confirm(change.Reason, change.Caller, change.At), change, ct);

    /// <summary>Gives what was moderated back to the moderators.</summary>
    public Task<Outcome> SendBackAsync(long componentId, ChangeContext change, CancellationToken ct = default) =>
        ActAsync(componentId, Level.Decide, sheet => sheet.SendBack(change.Reason, change.Caller, change.At), change, ct);

    private async Task<Outcome> ActAsync(long componentId, Level level, Func<ModerationSheet, Outcome<IReadOnlyList<ModerationEntry>>> act, ChangeContext change, CancellationToken ct)
    {
        await using var db = store.CreateDbContext();
        await using var transaction = await db.BeginAsync(ct);
        if (await FindAsync(db, componentId, level, change, ct) is not { } sheet)
        {
            return ModerationDoor.NotFound;
        }

        var entries = act(sheet);
        if (entries.Succeeded)
        {
            db.AddRange(entries.Value);
            await db.SaveAsync(change, ct);
            await transaction.CommitAsync(ct);
        }

        return Outcome.From([.. entries.Refusals]);
    }

    private static async Task<ModerationSheet?> FindAsync(RegistryDbContext db, long componentId, Level level, ChangeContext change, CancellationToken ct) =>
        await ModerationDoor.ReachesAsync(db, componentId, change.Caller, Room.Moderation, level, ct) ? await ModerationReading.SheetAsync(db, componentId, ct) : null;
}
