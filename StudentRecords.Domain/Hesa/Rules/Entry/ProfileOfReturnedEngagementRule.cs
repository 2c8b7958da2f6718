namespace StudentRecords.Domain.Hesa.Rules.Entry;

/// <summary>An entry profile whose engagement is not returned.</summary>
public sealed class ProfileOfReturnedEngagementRule : QualityRule
{
    public override string Code => "SR.EntryProfile.ENGAGEMENT.001";

    public override string Entity => "EntryProfile";

    public override string Field => "PERMADDCOUNTRY";

    public override string Says => "An entry profile stands in an engagement that is returned with its start.";

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity.Parent is { Name: "Engagement" } engagement && engagement.Has("ENGSTARTDATE") ? null : "The engagement that it belongs to is not returned.";
}
