using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Students.Merging;

/// <summary>Says that two records are of one person, and takes it back.</summary>
public sealed class MergeService(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>Refused while the record that is to give way has studies that are running: they are ended there first.</summary>
    public async Task<Outcome<long>> MergeAsync(MergePerson request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Persons, Level.Decide);
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        var reached = db.Set<Person>().Within(db, change.Caller.ReachOf(Room.Persons, Level.Decide));
        var gives = await reached.Where(p => p.Id == request.PersonId).Select(p => new { p.Id, p.StudentNumber }).SingleOrDefaultAsync(ct);
        var number = request.KeptNumber.Trim();
        var kept = await reached.Where(p => p.StudentNumber == number).Select(p => new { p.Id, p.StudentNumber }).SingleOrDefaultAsync(ct);
        if (gives is null || kept is null)
        {
            return Outcome<long>.Refused(new Refusal("PERSON_UNKNOWN", "There is no such person, or your roles do not reach them.", "Identity map", nameof(request.KeptNumber)));
        }

        var refusals = await RefusalsAsync(db, (gives.Id, gives.StudentNumber), (kept.Id, kept.StudentNumber), ct);
        if (refusals.Count > 0)
        {
            return Outcome<long>.Refused(refusals);
        }

        var merge = new PersonMerge(gives.Id, kept.Id, change.Reason, UkTime.Day(change.At));
        db.Add(merge);
        await db.SaveAsync(change, ct);
        await whole.CommitAsync(ct);
        return merge.Id;
    }

    public async Task<Outcome> UndoAsync(long mergeId, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Persons, Level.Decide);
        await using var db = await store.CreateDbContextAsync(ct);
        var reached = db.Set<Person>().Within(db, change.Caller.ReachOf(Room.Persons, Level.Decide)).Select(p => p.Id);
        if (await db.Set<PersonMerge>().SingleOrDefaultAsync(m => m.Id == mergeId && reached.Contains(m.PersonId), ct) is not { } merge)
        {
            return Outcome.Refused("MERGE_UNKNOWN", "There is no such merge, or your roles do not reach it.");
        }

        var outcome = merge.Undo(UkTime.Day(change.At), change.Reason);
        if (outcome.Succeeded)
        {
            await db.SaveAsync(change, ct);
        }

        return outcome;
    }

    private static async Task<List<Refusal>> RefusalsAsync(RegistryDbContext db, (long Id, string Number) gives, (long Id, string Number) kept, CancellationToken ct)
    {
        const string Field = nameof(MergePerson.KeptNumber);
        if (gives.Id == kept.Id)
        {
            return [new("SAME_RECORD", "This is the same record; name the one that is kept.", "Identity map", Field)];
        }

        List<Refusal> refusals = [];
        var standing = await db.Set<PersonMerge>().Where(m => m.UndoneOn == null && (m.PersonId == gives.Id || m.PersonId == kept.Id || m.KeptId == gives.Id)).Select(m => new { m.PersonId, m.KeptId }).ToListAsync(ct);
        if (standing.Exists(m => m.PersonId == gives.Id))
        {
            refusals.Add(new("ALREADY_MERGED", $"{gives.Number} gives way to another record already; undo that first.", "Identity map", Field));
        }

        if (standing.Exists(m => m.PersonId == kept.Id))
        {
            refusals.Add(new("GIVES_WAY_ITSELF", $"{kept.Number} gives way to another record itself; name that one.", "Identity map", Field));
        }

        if (standing.Exists(m => m.KeptId == gives.Id))
        {
            refusals.Add(new("KEEPS_ANOTHER", $"Another record gives way to {gives.Number}; undo that first, or merge the other way round.", "Identity map", Field));
        }

        if (await db.Set<Engagement>().AnyAsync(e => e.PersonId == gives.Id && Engagement.OpenStatuses.Contains(e.Status), ct))
        {
            refusals.Add(new("STUDIES_RUN", $"{gives.Number} has studies that are running. End them there, or keep this record and let the other give way.", "Identity map", Field));
        }

        return refusals;
    }
}

/// <summary>Which record gives way to which.</summary>
public sealed record MergePerson
{
    /// <summary>Whose record gives way.</summary>
    public required long PersonId { get; init; }

    /// <summary>Student number of the record that is kept.</summary>
    public required string KeptNumber { get; init; }
}
