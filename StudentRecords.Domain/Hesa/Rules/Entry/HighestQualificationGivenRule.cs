namespace StudentRecords.Domain.Hesa.Rules.Entry;

/// <summary>No highest qualification at entry; reduced returns and the exempt initiatives have none.</summary>
public sealed class HighestQualificationGivenRule : QualityRule
{
    public override string Code => "SR.EntryProfile.HIGHESTQOE.001";

    public override string Entity => "EntryProfile";

    public override string Field => "HIGHESTQOE";

    public override string Says => "The highest qualification at entry is returned.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Parent is { } engagement && !engagement.Has("INCOMINGEXCHANGE") && !engagement.Children("StudentInitiative").Any(i => i["STUINITID"] is "027" or "030") && engagement.Children("StudentCourseSession").Any(s => s.Children("ModuleInstance").Any());

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity.Has("HIGHESTQOE") ? null : "No highest qualification at entry is recorded.";
}
