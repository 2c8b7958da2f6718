using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Funding;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Funding;

/// <summary>A fee rule to be put into the record; it becomes the next version for its programme and year.</summary>
public sealed record PublishFeeRule
{
    public required string ProgrammeCode { get; init; }

    public required string FromYear { get; init; }

    public required string Title { get; init; }

    /// <summary>JSON of <see cref="FeeTerms"/>.</summary>
    public required string Clauses { get; init; }
}

/// <summary>Publishes fee rules. What was published is never changed; the next version takes its place, and the next charge run assesses by it.</summary>
public sealed class FeeRuleService(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>Every fault of the rule at once; nothing is saved.</summary>
    public async Task<IReadOnlyList<Refusal>> CheckAsync(PublishFeeRule request, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Money, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        return await FaultsAsync(db, request, ct);
    }

    /// <summary>The new rule's id.</summary>
    public async Task<Outcome<long>> PublishAsync(PublishFeeRule request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Money, Level.Decide);
        await using var db = await store.CreateDbContextAsync(ct);
        await using var whole = await db.BeginAsync(ct);
        var faults = await FaultsAsync(db, request, ct);
        if (faults.Count > 0)
        {
            return Outcome<long>.Refused(faults);
        }

        var last = await db.Set<FeeRule>().Where(r => r.ProgrammeCode == request.ProgrammeCode && r.FromYear == request.FromYear).MaxAsync(r => (int?)r.RuleVersion, ct) ?? 0;
        var rule = new FeeRule { ProgrammeCode = request.ProgrammeCode, FromYear = request.FromYear, RuleVersion = last + 1, Title = request.Title.Trim(), Clauses = request.Clauses };
        db.Add(rule);
        await db.SaveAsync(change, ct);
        await whole.CommitAsync(ct);
        return rule.Id;
    }

    private static async Task<IReadOnlyList<Refusal>> FaultsAsync(RegistryDbContext db, PublishFeeRule request, CancellationToken ct)
    {
        List<Refusal> faults = [];
        if (!await db.Set<Programme>().AnyAsync(p => p.Code == request.ProgrammeCode, ct))
        {
            faults.Add(new("PROGRAMME_UNKNOWN", $"There is no programme {request.ProgrammeCode}.", Field: "Programme"));
        }

        if (!AcademicYear.TryParse(request.FromYear, out _))
        {
            faults.Add(new("YEAR", "Say from which academic year of entry it holds, such as 2025/26.", Field: "FromYear"));
        }

        if (string.IsNullOrWhiteSpace(request.Title))
        {
            faults.Add(new("TITLE_MISSING", "Give the rule a title.", Field: "Title"));
        }

        faults.AddRange(FeeTerms.Read(request.Clauses).Refusals.Select(r => r with { Field = "Clauses" }));
        return faults;
    }
}
