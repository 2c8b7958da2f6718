using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Enrolment;

/// <summary>Engagements and holds of one person.</summary>
public sealed class EnrolmentQueries(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Expression<Func<Engagement, EngagementView>> View = e => new EngagementView
    {
        Id = e.Id, Version = e.Version, PersonId = e.PersonId, Numhus = e.Numhus, ProgrammeId = e.ProgrammeId, ProgrammeCode = e.Programme.Code, ProgrammeTitle = e.ProgrammeVersion.Title,
        Award = e.ProgrammeVersion.Award, Status = e.Status, Mode = e.Mode, Start = e.Start, ExpectedEnd = e.ExpectedEnd, End = e.End, EndReason = e.EndReason, IsSponsored = e.IsSponsored,
    };

    private static readonly Expression<Func<Hold, HoldView>> HeldView = h =>
        new HoldView(h.Id, h.Version, h.PersonId, h.Source, h.Key, h.Reason, h.HowToClear, h.Blocks, h.PlacedOn, h.ReleasedOn, h.ReleaseReason);

    /// <summary>Newest first; empty for people whom the caller's roles do not reach.</summary>
    public async Task<IReadOnlyList<EngagementView>> OfPersonAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await CompleteAsync(db, await Reached(db, caller).Where(e => e.PersonId == personId).OrderByDescending(e => e.Start).Select(View).ToListAsync(ct), ct);
    }

    public async Task<EngagementView?> FindAsync(long engagementId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return (await CompleteAsync(db, await Reached(db, caller).Where(e => e.Id == engagementId).Select(View).ToListAsync(ct), ct)).SingleOrDefault();
    }

    /// <summary>Open ones first, newest first.</summary>
    public async Task<IReadOnlyList<HoldView>> HoldsAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Holds, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var holds = await ReachedHolds(db, caller).Where(h => h.PersonId == personId).Select(HeldView).ToListAsync(ct);
        return [.. holds.OrderByDescending(h => h.IsOpen).ThenByDescending(h => h.PlacedOn)];
    }

    public async Task<HoldView?> HoldAsync(long holdId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Holds, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await ReachedHolds(db, caller).Where(h => h.Id == holdId).Select(HeldView).SingleOrDefaultAsync(ct);
    }

    /// <summary>Programmes that take students within the caller's reach, and the venues.</summary>
    public async Task<TransferChoices> TransferChoicesAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        var programmes = await db.Set<Domain.Curriculum.Programme>().AsNoTracking().Within(caller.ReachOf(Room.Enrolments, Level.Change)).Where(p => !p.IsRetired).OrderBy(p => p.Code).Select(p => new { p.Code, p.Title }).ToListAsync(ct);
        var venues = await db.Set<Domain.Curriculum.Venue>().AsNoTracking().OrderBy(v => v.Name).Select(v => new { v.Key, v.Name }).ToListAsync(ct);
        return new TransferChoices([.. programmes.Select(p => (p.Code, p.Title))], [.. venues.Select(v => (v.Key, v.Name))]);
    }

    private static IQueryable<Engagement> Reached(RegistryDbContext db, Caller caller)
    {
        var programmes = db.Set<Domain.Curriculum.Programme>().Within(caller.ReachOf(Room.Enrolments, Level.See)).Select(p => p.Id);
        return db.Set<Engagement>().AsNoTracking().Where(e => programmes.Contains(e.ProgrammeId));
    }

    private static IQueryable<Hold> ReachedHolds(RegistryDbContext db, Caller caller)
    {
        var people = db.Set<Person>().Within(db, caller.ReachOf(Room.Holds, Level.See)).Select(p => p.Id);
        return db.Set<Hold>().AsNoTracking().Where(h => people.Contains(h.PersonId));
    }

    private static async Task<IReadOnlyList<EngagementView>> CompleteAsync(RegistryDbContext db, List<EngagementView> engagements, CancellationToken ct)
    {
        var ids = engagements.Select(e => e.Id).ToArray();
        var sessions = (await db.Set<CourseSession>().AsNoTracking().Where(s => ids.Contains(s.EngagementId)).OrderByDescending(s => s.Start)
            .Select(s => new SessionView(s.EngagementId, s.SessionYear, s.YearOfProgramme, s.Start, s.ExpectedEnd, s.End, s.EndReason, s.Mode, s.Part, s.PlannedLoad, db.Set<ModuleRegistration>().Count(r => r.SessionId == s.Id)))
            .ToListAsync(ct)).ToLookup(s => s.EngagementId);
        var statuses = (await db.Set<StatusEntry>().AsNoTracking().Where(s => ids.Contains(s.EngagementId)).OrderBy(s => s.Ordinal).ToListAsync(ct)).ToLookup(s => s.EngagementId);
        return [.. engagements.Select(e => e with { Sessions = [.. sessions[e.Id]], Statuses = [.. statuses[e.Id]] })];
    }
}
