using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment.Groups;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Enrolment.Groups;

/// <summary>A group as the list shows it.</summary>
public sealed record GroupRow
{
    public required long Id { get; init; }
    public required string Code { get; init; }
    public required string Title { get; init; }
    public required GroupKind Kind { get; init; }
    public required string Owner { get; init; }
    public required string AcademicYear { get; init; }
    public required int Members { get; init; }
    public required int Pinned { get; init; }
}

/// <summary>Somebody in a group, or kept out of it.</summary>
public sealed record MemberRow
{
    public required long Id { get; init; }
    public required long PersonId { get; init; }
    public required string StudentNumber { get; init; }
    public required string Name { get; init; }
    public required bool IsIn { get; init; }
    public required DateOnly From { get; init; }
    public required DateOnly? To { get; init; }
    public required string? PinnedFor { get; init; }
}

/// <summary>Groups and their members.</summary>
public sealed class GroupQueries(IDbContextFactory<RegistryDbContext> store)
{
    private static readonly Sorting<StudentGroup> GroupSorts = Sorting<StudentGroup>.WithKey(g => g.Id).By("code", g => g.Code).By("title", g => g.Title).By("owner", g => g.Owner).By("year", g => g.AcademicYear);

    private static readonly Sorting<MemberRow> MemberSorts = Sorting<MemberRow>.WithKey(m => m.Id).By("name", m => m.Name).By("number", m => m.StudentNumber).By("from", m => m.From);

    /// <summary>Search: code or title. Filters: <c>kind</c>, <c>owner</c>, <c>year</c>.</summary>
    public async Task<TablePage<GroupRow>> GroupsAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var groups = db.Set<StudentGroup>().AsNoTracking();
        if (query.Search.Length > 0)
        {
            groups = groups.Where(g => EF.Functions.Like(g.Code, SearchPattern.StartingWith(query.Search), SearchPattern.Escape) || EF.Functions.Like(g.Title, SearchPattern.Containing(query.Search), SearchPattern.Escape));
        }

        if (query.Filter<GroupKind>("kind") is { } kind)
        {
            groups = groups.Where(g => g.Kind == kind);
        }

        if (query.Filter("owner") is { } owner)
        {
            groups = groups.Where(g => g.Owner == owner);
        }

        if (query.Filter("year") is { } year)
        {
            groups = groups.Where(g => g.AcademicYear == year);
        }

        return await groups.ToPageAsync(query, GroupSorts, Row, ct);
    }

    /// <summary>Null when there is none.</summary>
    public async Task<GroupRow?> GroupAsync(long id, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<StudentGroup>().AsNoTracking().Where(g => g.Id == id).Select(Row).SingleOrDefaultAsync(ct);
    }

    /// <summary>Of the group that the query hangs under, those in it now unless <c>state</c> is <c>past</c> or <c>pinned</c>. People whom the caller does not reach are left out.</summary>
    public async Task<TablePage<MemberRow>> MembersAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var people = db.Set<Person>().AsNoTracking().Within(db, caller.ReachOf(Room.Enrolments, Level.See));
        var memberships = db.Set<GroupMembership>().AsNoTracking().Where(m => m.GroupId == query.Of);
        memberships = query.Filter("state") switch
        {
            "past" => memberships.Where(m => m.To != null),
            "pinned" => memberships.Where(m => m.To == null && m.PinnedFor != null),
            _ => memberships.Where(m => m.To == null),
        };
        var members = from m in memberships
                      join p in people on m.PersonId equals p.Id
                      select new MemberRow { Id = m.Id, PersonId = p.Id, StudentNumber = p.StudentNumber, Name = p.FamilyName + ", " + p.GivenNames, IsIn = m.IsIn, From = m.From, To = m.To, PinnedFor = m.PinnedFor };
        return await members.ToPageAsync(query, MemberSorts, ct);
    }

    /// <summary>Numbers of those whom the owner's list has in the group now; pinned exceptions stand beside the list.</summary>
    public async Task<IReadOnlyList<string>> ListedAsync(long id, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var people = db.Set<Person>().AsNoTracking().Within(db, caller.ReachOf(Room.Enrolments, Level.See));
        return await (from m in db.Set<GroupMembership>()
                      where m.GroupId == id && m.To == null && m.IsIn && m.PinnedFor == null
                      join p in people on m.PersonId equals p.Id
                      orderby p.StudentNumber
                      select p.StudentNumber).ToListAsync(ct);
    }

    /// <summary>The groups that a student is in now.</summary>
    public async Task<IReadOnlyList<GroupRow>> OfPersonAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<StudentGroup>().AsNoTracking().Where(g => g.Members.Any(m => m.PersonId == personId && m.To == null && m.IsIn)).OrderBy(g => g.Code).Select(Row).ToListAsync(ct);
    }

    /// <summary>Academic years that groups are for, newest first.</summary>
    public async Task<IReadOnlyList<string>> YearsAsync(Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<StudentGroup>().Select(g => g.AcademicYear).Distinct().OrderByDescending(y => y).ToListAsync(ct);
    }

    private static readonly System.Linq.Expressions.Expression<Func<StudentGroup, GroupRow>> Row = g => new GroupRow
    {
        Id = g.Id, Code = g.Code, Title = g.Title, Kind = g.Kind, Owner = g.Owner, AcademicYear = g.AcademicYear,
        Members = g.Members.Count(m => m.To == null && m.IsIn), Pinned = g.Members.Count(m => m.To == null && m.PinnedFor != null),
    };
}
