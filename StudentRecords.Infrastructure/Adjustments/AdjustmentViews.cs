using System.Linq.Expressions;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;
using Microsoft.EntityFrameworkCore;

namespace StudentRecords.Infrastructure.Adjustments;

/// <summary>A version of an adjustment in a list.</summary>
public sealed record AdjustmentRow
{
    public required long Id { get; init; }
    public required long PersonId { get; init; }
    public required string StudentNumber { get; init; }
    public required string FamilyName { get; init; }
    public required string GivenNames { get; init; }
    public required string Key { get; init; }
    public required string CaseReference { get; init; }
    public required int AdjustmentVersion { get; init; }
    public required AdjustmentCategory Category { get; init; }
    public required AdjustmentReach Reach { get; init; }
    public required string ScopeKey { get; init; }
    public required DateOnly From { get; init; }
    public required DateOnly? To { get; init; }
    public required DateOnly? ReviewOn { get; init; }
    public required decimal? Amount { get; init; }
    public required AdjustmentNeed Need { get; init; }
    public required AdjustmentState State { get; init; }
    public required string Source { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>A version in a student's plan, with the receipts of those who were told.</summary>
public sealed record AdjustmentPlanLine(ReasonableAdjustment Adjustment, IReadOnlyList<DistributionRow> Receipts);

/// <summary>A message by which another system was told.</summary>
public sealed record DistributionRow(long Id, string Flow, string Destination, string Type, string Aggregate, string Key, OutboxState State, DateTimeOffset CreatedAt, DateTimeOffset? DeliveredAt, string? Receipt, string? LastError)
{
    /// <summary>Not acknowledged within the time that the flow promises.</summary>
    public bool IsLate { get; init; }

    internal bool LateAt(DateTimeOffset now) => State is OutboxState.Unsent or OutboxState.Dead && CreatedAt < now - DistributionReading.Patience(Flow);
}

/// <summary>Messages of the distribution flows that are about adjustments and extensions.</summary>
internal static class DistributionReading
{
    public static readonly Sorting<OutboxMessage> Sorts = Sorting<OutboxMessage>.WithKey(m => m.Id)
        .By("created", m => m.CreatedAt, descendingFirst: true).By("flow", m => m.Flow).By("state", m => m.State).By("delivered", m => m.DeliveredAt);

    public static readonly Expression<Func<OutboxMessage, DistributionRow>> Row =
        m => new DistributionRow(m.Id, m.Flow, m.Destination, m.Type, m.Aggregate, m.Key, m.State, m.CreatedAt, m.DeliveredAt, m.Receipt, m.LastError);

    /// <summary>How long a receiver has: what the flow catalogue promises.</summary>
    public static TimeSpan Patience(string flow) => flow switch { "F059" => TimeSpan.FromMinutes(5), "F060" => TimeSpan.FromMinutes(15), _ => TimeSpan.FromDays(1) };

    public static IQueryable<OutboxMessage> Of(RegistryDbContext db) => db.Set<OutboxMessage>().AsNoTracking().Where(m => AdjustmentNotices.Flows.Contains(m.Flow) && m.Type != "ExamEntryPublished" && m.Type != "ExamEntryWithdrawn");

    public static IQueryable<OutboxMessage> Late(IQueryable<OutboxMessage> sent, DateTimeOffset now)
    {
        var (learning, attendance, exams) = (now - Patience("F059"), now - Patience("F060"), now - Patience("F061"));
        return sent.Where(m => (m.State == OutboxState.Unsent || m.State == OutboxState.Dead)
            && ((m.Flow == "F059" && m.CreatedAt < learning) || (m.Flow == "F060" && m.CreatedAt < attendance) || (m.Flow == "F061" && m.CreatedAt < exams)));
    }
}
