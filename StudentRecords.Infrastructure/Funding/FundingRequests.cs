using StudentRecords.Domain.Funding;

namespace StudentRecords.Infrastructure.Funding;

/// <summary>A scholarship or sponsor entered by a person; studentships and loans come by flow.</summary>
public sealed record GiveAward
{
    public required long EngagementId { get; init; }

    public required AwardKind Kind { get; init; }

    public required AwardTerms Terms { get; init; }
}

/// <summary>An award ended by a person on its last day.</summary>
public sealed record EndAward(long AwardId, long Version, DateOnly LastDay);

/// <summary>The fees office's decision on a fee status, from a day on.</summary>
public sealed record DecideFeeStatus(long EngagementId, FeeStatus Status, DateOnly EffectiveOn);

/// <summary>A loan overpayment was dealt with.</summary>
public sealed record SettleNotice(long NoticeId, long Version);
