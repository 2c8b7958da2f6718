using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment.Groups;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment.Groups;

/// <summary>Makes groups, and changes who is in them: the owner by lists or one by one, a manager by pinned exceptions, nobody else.</summary>
public sealed class GroupService(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>The new group's id.</summary>
    public async Task<Outcome<long>> MakeAsync(MakeGroup request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Enrolments, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        List<Refusal> faults = [.. StudentGroup.Faults(request.Code, request.Title, request.Owner, request.AcademicYear)];
        var code = request.Code.Trim();
        if (await db.Set<StudentGroup>().AnyAsync(g => g.Code == code, ct))
        {
            faults.Add(new Refusal("GROUP_TAKEN", $"There is a group {code} already; give this one another code.", Field: "Code"));
        }

        if (faults.Count > 0)
        {
            return Outcome<long>.Refused(faults);
        }

        var group = new StudentGroup(code, request.Title.Trim(), request.Kind, request.Owner, request.AcademicYear);
        db.Add(group);
        await db.SaveAsync(change, ct);
        return group.Id;
    }

    public async Task<Outcome> ChangeAsync(ChangeMembership request, ChangeContext change, CancellationToken ct = default)
    {
        var pins = request.Act is MembershipAct.PinIn or MembershipAct.PinOut or MembershipAct.Unpin;
        change.Caller.Demand(Room.Enrolments, pins ? Level.Decide : Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        if (await db.Set<StudentGroup>().Include(g => g.Members).SingleOrDefaultAsync(g => g.Id == request.GroupId, ct) is not { } group)
        {
            return Outcome.Refused("GROUP_UNKNOWN", "There is no such group.");
        }

        List<Refusal> refusals = [];
        if (!pins && GroupOwners.Denied(change.Caller, group.Owner) is { } denied)
        {
            refusals.Add(denied);
        }

        var number = request.StudentNumber.Trim();
        var person = await db.Set<Person>().Where(p => p.StudentNumber == number).Select(p => (long?)p.Id).SingleOrDefaultAsync(ct);
        if (person is null)
        {
            refusals.Add(new("PERSON_UNKNOWN", $"There is no student with the number {number}.", null, "StudentNumber"));
        }

        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        var outcome = Apply(group, person!.Value, request.Act, UkTime.Day(change.At), change.Reason);
        if (outcome.Succeeded)
        {
            Track(db, group);
            await db.SaveAsync(change, ct);
            await whole.CommitAsync(ct);
        }

        return outcome;
    }

    /// <summary>Takes the owner's whole list. Refused for everybody but the owner, and whole where a number is not known.</summary>
    public async Task<Outcome<GroupListTaken>> TakeListAsync(TakeGroupList request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        var read = await ReadAsync(db, request, change.Caller, ct);
        if (!read.Succeeded)
        {
            return Outcome<GroupListTaken>.Refused(read.Refusals);
        }

        var (group, people) = read.Value;
        var (came, went) = group.Take(people, UkTime.Day(change.At));
        Track(db, group);
        await db.SaveAsync(change, ct);
        await whole.CommitAsync(ct);
        return new GroupListTaken(came.Count, went.Count, Pinned(group));
    }

    /// <summary>What the owner's list would do, or why it would be refused. Nothing is saved.</summary>
    public async Task<Outcome<GroupListPreview>> PreviewListAsync(TakeGroupList request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var read = await ReadAsync(db, request, change.Caller, ct);
        if (!read.Succeeded)
        {
            return Outcome<GroupListPreview>.Refused(read.Refusals);
        }

        var (group, people) = read.Value;
        var (came, went) = group.Take(people, UkTime.Day(change.At));
        return new GroupListPreview(await NumbersAsync(db, came, ct), await NumbersAsync(db, went, ct), Pinned(group));
    }

    private static async Task<Outcome<(StudentGroup Group, long[] People)>> ReadAsync(RegistryDbContext db, TakeGroupList request, Caller caller, CancellationToken ct)
    {
        if (await db.Set<StudentGroup>().Include(g => g.Members).SingleOrDefaultAsync(g => g.Code == request.Group, ct) is not { } group)
        {
            return Outcome<(StudentGroup, long[])>.Refused("GROUP_UNKNOWN", $"There is no group {request.Group}.");
        }

        List<Refusal> refusals = [];
        if (GroupOwners.Denied(caller, group.Owner) is { } denied)
        {
            refusals.Add(denied);
        }

        var numbers = request.StudentNumbers.Select(n => n.Trim()).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
        var people = await db.Set<Person>().Where(p => numbers.Contains(p.StudentNumber)).Select(p => new { p.Id, p.StudentNumber }).ToListAsync(ct);
        refusals.AddRange(numbers.Except(people.Select(p => p.StudentNumber), StringComparer.Ordinal).Select(n => new Refusal("PERSON_UNKNOWN", $"There is no student with the number {n}.", null, "List")));
        return refusals.Count > 0 ? Outcome<(StudentGroup, long[])>.Refused(refusals) : (group, people.Select(p => p.Id).ToArray());
    }

    private static Task<List<string>> NumbersAsync(RegistryDbContext db, IReadOnlyList<long> people, CancellationToken ct) =>
        db.Set<Person>().Where(p => people.Contains(p.Id)).OrderBy(p => p.StudentNumber).Select(p => p.StudentNumber).ToListAsync(ct);

    private static int Pinned(StudentGroup group) => group.Members.Count(m => m is { IsPinned: true, To: null });

    private static Outcome Apply(StudentGroup group, long person, MembershipAct act, DateOnly today, string reason)
    {
        switch (act)
        {
            case MembershipAct.Add: return group.Add(person, today);
            case MembershipAct.End: return group.End(person, today);
            case MembershipAct.Unpin: return group.Unpin(person, today);
            default:
                group.Pin(person, act == MembershipAct.PinIn, today, reason);
                return Outcome.Done;
        }
    }

    /// <summary>New members carry their ids already, so that the store must be told that they are new.</summary>
    private static void Track(RegistryDbContext db, StudentGroup group)
    {
        foreach (var member in group.Members.Where(m => db.Entry(m).State == EntityState.Detached))
        {
            db.Add(member);
        }
    }
}
