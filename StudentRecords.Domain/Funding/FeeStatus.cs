using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Domain.Funding;

/// <summary>Who somebody is to the fees regulations: it decides which price holds.</summary>
public enum FeeStatus
{
    /// <summary>Settled in the United Kingdom.</summary>
    Home,

    /// <summary>The Channel Islands and the Isle of Man.</summary>
    Islands,
    Overseas,
}

/// <summary>A decision of the fees office on somebody's fee status. Added to, never changed: the last recorded of those in effect holds.</summary>
public sealed class FeeStatusDecision : IAboutPerson
{
    /// <summary>HESA country codes of the United Kingdom and of the islands.</summary>
    private static readonly string[] Kingdom = ["XF", "XG", "XH", "XI", "XK", "GB"];
    private static readonly string[] Isles = ["GG", "JE", "IM", "XL"];

    private FeeStatusDecision() { }

    public FeeStatusDecision(Engagement engagement, FeeStatus status, DateOnly effective, DateTimeOffset recordedAt, string reason)
    {
        EngagementId = engagement.Id;
        PersonId = engagement.PersonId;
        Status = status;
        EffectiveOn = effective;
        RecordedAt = recordedAt;
        Reason = reason;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long PersonId { get; private set; }

    public long EngagementId { get; private set; }

    public FeeStatus Status { get; private set; }

    public DateOnly EffectiveOn { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }

    public string Reason { get; private set; } = "";

    /// <summary>What holds on a day. Where nobody has decided, the country that the person came from says; nothing known is Home.</summary>
    public static FeeStatus On(IEnumerable<FeeStatusDecision> decisions, string? homeCountry, DateOnly day) =>
        decisions.Where(d => d.EffectiveOn <= day).MaxBy(d => (d.RecordedAt, d.Id)) is { } decided ? decided.Status
        : homeCountry is null || Kingdom.Contains(homeCountry) ? FeeStatus.Home
        : Isles.Contains(homeCountry) ? FeeStatus.Islands : FeeStatus.Overseas;
}
