using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Support;

/// <summary>An intervention as lists show it.</summary>
public sealed record InterventionRow
{
    public required long Id { get; init; }
    public required long Version { get; init; }
    public required long PersonId { get; init; }
    public required string StudentNumber { get; init; }
    public required string Name { get; init; }
    public required InterventionKind Kind { get; init; }
    public required InterventionState State { get; init; }
    public required string Source { get; init; }
    public required string Summary { get; init; }
    public required DateOnly OpenedOn { get; init; }
    public DateOnly? DueOn { get; init; }
    public string? Owner { get; init; }
    public string? Outcome { get; init; }
    public DateOnly? ClosedOn { get; init; }
}

/// <summary>What is to be done for students, and what was.</summary>
public sealed class InterventionQueries(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    /// <summary>A last day no further off than this is near.</summary>
    internal const int NearDays = 3;

    private static readonly Sorting<InterventionRow> Sorts = Sorting<InterventionRow>.WithKey(i => i.Id)
        .By("due", i => i.DueOn).By("opened", i => i.OpenedOn, descendingFirst: true).By("name", i => i.Name).By("kind", i => i.Kind).By("state", i => i.State).By("owner", i => i.Owner);

    /// <summary>Search: name, number or summary. Filters: <c>state</c>, <c>kind</c>, <c>waits</c> (yes: neither closed nor withdrawn), <c>last</c> (past, near, later: waits, and its last day is past, within three days, or later or not set; sponsor: a case of the sponsor's with two working days left at most).</summary>
    public async Task<TablePage<InterventionRow>> ListAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Support, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var people = db.Set<Person>().Within(db, caller.ReachOf(Room.Support, Level.See)).Select(p => p.Id);
        var rows = Rows(db).Where(i => people.Contains(i.PersonId));
        if (query.Search.Length > 0)
        {
            var like = SearchPattern.Containing(query.Search);
            rows = rows.Where(i => EF.Functions.Like(i.Name, like, SearchPattern.Escape) || EF.Functions.Like(i.StudentNumber, like, SearchPattern.Escape) || EF.Functions.Like(i.Summary, like, SearchPattern.Escape));
        }

        if (query.Filter<InterventionState>("state") is { } state)
        {
            rows = rows.Where(i => i.State == state);
        }

        if (query.Filter<InterventionKind>("kind") is { } kind)
        {
            rows = rows.Where(i => i.Kind == kind);
        }

        if (query.Filter("waits") is not null)
        {
            rows = rows.Where(i => Intervention.WaitingStates.Contains(i.State));
        }

        if (query.Filter("last") is { } last)
        {
            var today = UkTime.Day(clock.GetUtcNow());
            var near = today.AddDays(NearDays);
            rows = rows.Where(i => Intervention.WaitingStates.Contains(i.State));
            rows = last switch { "sponsor" => SponsorNear(rows, today), "past" => rows.Where(i => i.DueOn < today), "near" => rows.Where(i => i.DueOn >= today && i.DueOn <= near), _ => rows.Where(i => i.DueOn == null || i.DueOn > near) };
        }

        return await rows.ToPageAsync(query, Sorts, i => i, ct);
    }

    /// <summary>Cases on which the sponsor's licence depends, with two working days left at most.</summary>
    private static IQueryable<InterventionRow> SponsorNear(IQueryable<InterventionRow> rows, DateOnly today)
    {
        var until = ContactPoints.NearUntil(today);
        return rows.Where(i => Intervention.SponsorKinds.Contains(i.Kind) && i.DueOn >= today && i.DueOn <= until);
    }

    internal static IQueryable<InterventionRow> Rows(RegistryDbContext db) =>
        from i in db.Set<Intervention>().AsNoTracking()
        join p in db.Set<Person>() on i.PersonId equals p.Id
        select new InterventionRow
        {
            Id = i.Id, Version = i.Version, PersonId = i.PersonId, StudentNumber = p.StudentNumber, Name = (p.KnownAs ?? p.GivenNames) + " " + p.FamilyName, Kind = i.Kind, State = i.State, Source = i.Source, Summary = i.Summary,
            OpenedOn = i.OpenedOn, DueOn = i.DueOn, Owner = i.Owner, Outcome = i.Outcome, ClosedOn = i.ClosedOn,
        };
}
