using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Adjustments;

/// <summary>Reads reasonable adjustments. Every reading is written into the trail.</summary>
public sealed class AdjustmentQueries(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    private static readonly Sorting<AdjustmentRow> Sorts = Sorting<AdjustmentRow>.WithKey(r => r.Id)
        .By("name", r => r.FamilyName).By("student", r => r.StudentNumber).By("category", r => r.Category).By("from", r => r.From).By("to", r => r.To).By("review", r => r.ReviewOn).By("state", r => r.State).By("recorded", r => r.RecordedAt);

    /// <summary>Filters: <c>category</c>, <c>state</c>, <c>show</c> (current, review, ending, all). Newest versions unless all are asked for.</summary>
    public async Task<TablePage<AdjustmentRow>> PageAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Adjustments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var today = Domain.Calendar.UkTime.Day(clock.GetUtcNow());
        var adjustments = db.Set<ReasonableAdjustment>().AsNoTracking();
        adjustments = query.Filter("show") switch
        {
            "all" => adjustments,
            "review" => adjustments.Where(a => a.State == AdjustmentState.Granted && a.ReviewOn != null && a.ReviewOn <= today),
            "current" => adjustments.Where(a => a.State == AdjustmentState.Granted && a.From <= today && (a.To == null || a.To >= today)),
            "ending" => adjustments.Where(a => a.State == AdjustmentState.Granted && a.To != null && a.To >= today && a.To <= today.AddDays(30)),
            _ => adjustments.Where(a => a.State != AdjustmentState.Superseded),
        };
        if (query.Filter<AdjustmentCategory>("category") is { } category)
        {
            adjustments = adjustments.Where(a => a.Category == category);
        }

        if (query.Filter<AdjustmentState>("state") is { } state)
        {
            adjustments = adjustments.Where(a => a.State == state);
        }

        if (query.Search.Length > 0)
        {
            var like = SearchPattern.Containing(query.Search);
            adjustments = adjustments.Where(a => EF.Functions.Like(a.Person.StudentNumber, like, SearchPattern.Escape) || EF.Functions.Like(a.Person.FamilyName, like, SearchPattern.Escape) || EF.Functions.Like(a.Key, like, SearchPattern.Escape));
        }

        var reached = db.Set<Person>().Within(db, caller.ReachOf(Room.Adjustments, Level.See)).Select(p => p.Id);
        var page = await adjustments.Where(a => reached.Contains(a.PersonId)).Select(a => new AdjustmentRow
        {
            Id = a.Id, PersonId = a.PersonId, StudentNumber = a.Person.StudentNumber, FamilyName = a.Person.FamilyName, GivenNames = a.Person.GivenNames, Key = a.Key, CaseReference = a.CaseReference,
            AdjustmentVersion = a.AdjustmentVersion, Category = a.Category, Reach = a.Reach, ScopeKey = a.ScopeKey, From = a.From, To = a.To, ReviewOn = a.ReviewOn, Amount = a.Amount, Need = a.Need, State = a.State, Source = a.Source, RecordedAt = a.RecordedAt,
        }).ToPageAsync(query, Sorts, ct);
        await ReadTrail.TellAsync(db, caller, clock.GetUtcNow(), "ListAdjustments", (nameof(ReasonableAdjustment), 0), (nameof(ReasonableAdjustment), page.Rows.Select(r => r.Id)), ct);
        return page;
    }

    /// <summary>One student's plan: every version, newest first, with what other systems were told and said. Empty for people whom the caller's roles do not reach.</summary>
    public async Task<IReadOnlyList<AdjustmentPlanLine>> PlanAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Adjustments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        if (!await db.Set<Person>().Where(p => p.Id == personId).Within(db, caller.ReachOf(Room.Adjustments, Level.See)).AnyAsync(ct))
        {
            return [];
        }

        var adjustments = await db.Set<ReasonableAdjustment>().AsNoTracking().Where(a => a.PersonId == personId).OrderByDescending(a => a.RecordedAt).ThenByDescending(a => a.Id).ToListAsync(ct);
        var sent = await DistributionReading.Of(db).Where(m => m.PersonId == personId).OrderBy(m => m.Id).Select(DistributionReading.Row).ToListAsync(ct);
        var lanes = sent.ToLookup(s => s.Aggregate);
        var number = await db.Set<Person>().Where(p => p.Id == personId).Select(p => p.StudentNumber).SingleAsync(ct);
        await ReadTrail.TellAsync(db, caller, clock.GetUtcNow(), "ReadAdjustments", (nameof(Person), personId), (nameof(ReasonableAdjustment), adjustments.Select(a => a.Id)), ct);
        var now = clock.GetUtcNow();
        return [.. adjustments.Select(a => new AdjustmentPlanLine(a, [.. lanes[$"{number}/adjustment/{a.Key}"].Where(s => s.Key.EndsWith($"/{a.AdjustmentVersion}", StringComparison.Ordinal)).Select(s => s with { IsLate = s.LateAt(now) })]))];
    }

    /// <summary>What the student is assessed by, to choose from; empty for people whom the caller's roles do not reach.</summary>
    public async Task<IReadOnlyList<StudentAssessment>> AssessmentsAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Adjustments, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<Person>().Where(p => p.Id == personId).Within(db, caller.ReachOf(Room.Adjustments, Level.Change)).AnyAsync(ct) ? await StudentAssessments.ReadAsync(db, personId, ct) : [];
    }

    /// <summary>What other systems were told of adjustments, and whether they have acknowledged it in time. Filters: <c>flow</c>, <c>show</c> (late, waiting).</summary>
    public async Task<TablePage<DistributionRow>> DistributionsAsync(TableQuery query, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Adjustments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var sent = DistributionReading.Of(db);
        sent = query.Filter("show") switch
        {
            "late" => DistributionReading.Late(sent, now),
            "waiting" => sent.Where(m => m.State == OutboxState.Unsent || m.State == OutboxState.Dead),
            _ => sent,
        };
        if (query.Filter("flow") is { } flow)
        {
            sent = sent.Where(m => m.Flow == flow);
        }

        if (query.Search.Length > 0)
        {
            var like = SearchPattern.Containing(query.Search);
            sent = sent.Where(m => EF.Functions.Like(m.Aggregate, like, SearchPattern.Escape));
        }

        var page = await sent.ToPageAsync(query, DistributionReading.Sorts, DistributionReading.Row, ct);
        await ReadTrail.TellAsync(db, caller, now, "ListDistributions", (nameof(ReasonableAdjustment), 0), (nameof(OutboxMessage), page.Rows.Select(r => r.Id)), ct);
        return page with { Rows = [.. page.Rows.Select(r => r with { IsLate = r.LateAt(now) })] };
    }
}
