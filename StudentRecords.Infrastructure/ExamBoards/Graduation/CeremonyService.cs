using System.Data;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.ExamBoards.Graduation;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards.Graduation;

/// <summary>A ceremony, or a list of awards in absentia.</summary>
public sealed record PlanCeremony
{
    public required string Title { get; init; }

    public required DateOnly? HeldOn { get; init; }

    public string Place { get; init; } = "";

    /// <summary>Graduands who find a seat.</summary>
    public int? Capacity { get; init; }

    public bool InAbsentia { get; init; }
}

/// <summary>Who is to be put on a ceremony's list: some by the board's decision, or all who are eligible of a programme and year.</summary>
public sealed record PutOnList
{
    public required long CeremonyId { get; init; }

    public IReadOnlyCollection<long> Decisions { get; init; } = [];

    /// <summary>Code; with <see cref="AcademicYear"/>.</summary>
    public string? Programme { get; init; }

    public string? AcademicYear { get; init; }
}

/// <summary>The use cases of ceremonies and their lists, up to conferment.</summary>
public sealed class CeremonyService(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Refusal Unknown = new("NOT_FOUND", "There is no such ceremony.");

    public async Task<Outcome<long>> PlanAsync(PlanCeremony request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Graduations, Level.Change);
        var faults = Ceremony.Faults(request.Title, request.HeldOn, request.Place, request.Capacity, request.InAbsentia);
        if (faults.Count > 0)
        {
            return Outcome<long>.Refused(faults);
        }

        await using var db = store.CreateDbContext();
        var ceremony = new Ceremony(request.Title.Trim(), request.HeldOn!.Value, request.InAbsentia ? "" : request.Place.Trim(), request.InAbsentia ? null : request.Capacity);
        db.Add(ceremony);
        await db.SaveAsync(change, ct);
        return ceremony.Id;
    }

    /// <summary>Puts all of them on the list, or nobody and every reason. Gives how many were put on it.</summary>
    public async Task<Outcome<int>> PutOnListAsync(PutOnList request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Graduations, Level.Change);
        await using var db = store.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, ct);
        if (await db.Set<Ceremony>().FirstOrDefaultAsync(c => c.Id == request.CeremonyId, ct) is not { } ceremony)
        {
            return Outcome<int>.Refused(Unknown);
        }

        var asked = await GraduationReading.ReadAsync(db, GraduationQueries.Reached(db, Asked(db, request), change.Caller), ct);
        var named = request.Programme is null;
        var coming = named ? asked : [.. asked.Where(a => a.Listed is null && a.Standing.Obstacles(change.At).Count == 0)];
        var listed = await db.Set<Graduand>().CountAsync(g => g.CeremonyId == ceremony.Id && g.LeftAt == null, ct);
        List<Refusal> refusals = [.. new[] { ceremony.Closed(), ceremony.Overfull(listed + coming.Count) }.OfType<Refusal>()];
        if (coming.Count == 0)
        {
            refusals.Add(new("NOBODY_ELIGIBLE", named ? "Choose whom to put on the list." : $"Nobody of {request.Programme} {request.AcademicYear} is eligible and on no list."));
        }

        if (named && asked.Count < request.Decisions.Distinct().Count())
        {
            refusals.Add(new("AWARD_UNKNOWN", "One of the awards is not there, or your roles do not reach it."));
        }

        refusals.AddRange(coming.SelectMany(a => a.Standing.Obstacles(change.At)));
        refusals.AddRange(coming.Where(a => a.Listed is not null).Select(a => new Refusal("ALREADY_LISTED", $"{a.Standing.StudentNumber} is on a list already.")));
        if (refusals.Count > 0)
        {
            return Outcome<int>.Refused(refusals);
        }

        db.AddRange(coming.Select(a => new Graduand(ceremony, a.Standing.Award, change.Caller.Name, change.At)));
        await db.SaveAsync(change, ct);
        await transaction.CommitAsync(ct);
        return coming.Count;
    }

    /// <summary>Takes somebody off an open list, with the reason of the change.</summary>
    public async Task<Outcome> TakeOffAsync(long graduandId, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Graduations, Level.Change);
        await using var db = store.CreateDbContext();
        if (await db.Set<Graduand>().FirstOrDefaultAsync(g => g.Id == graduandId && g.LeftAt == null, ct) is not { } graduand)
        {
            return Outcome.Refused("NOT_LISTED", "This place on the list was given up already.");
        }

        var ceremony = await db.Set<Ceremony>().AsNoTracking().SingleAsync(c => c.Id == graduand.CeremonyId, ct);
        if (ceremony.Closed() is { } closed)
        {
            return Outcome.Refused(closed);
        }

        graduand.Leave(change.Reason, change.Caller.Name, change.At);
        await db.SaveAsync(change, ct);
        return Outcome.Done;
    }

    /// <summary>The ceremony does not take place, with the reason of the change; who was on its list comes free for another.</summary>
    public async Task<Outcome> CallOffAsync(long ceremonyId, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Graduations, Level.Change);
        await using var db = store.CreateDbContext();
        if (await db.Set<Ceremony>().FirstOrDefaultAsync(c => c.Id == ceremonyId, ct) is not { } ceremony)
        {
            return Outcome.Refused(Unknown);
        }

        var called = ceremony.CallOff(change.Reason, change.Caller.Name, change.At);
        if (called.Succeeded)
        {
            foreach (var graduand in await db.Set<Graduand>().Where(g => g.CeremonyId == ceremonyId && g.LeftAt == null).ToListAsync(ct))
            {
                graduand.Leave($"{ceremony.Title} was called off", change.Caller.Name, change.At);
            }

            await db.SaveAsync(change, ct);
        }

        return called;
    }

    private static IQueryable<AwardDecision> Asked(RegistryDbContext db, PutOnList request)
    {
        if (request.Programme is not { } code)
        {
            long[] ids = [.. request.Decisions];
            return db.Set<AwardDecision>().AsNoTracking().Where(d => ids.Contains(d.Id));
        }

        return GraduationReading.Awards(db).Where(d => d.AcademicYear == request.AcademicYear && db.Set<Engagement>().Any(e => e.Id == d.EngagementId && e.Programme.Code == code));
    }
}
