namespace StudentRecords.Domain.Hesa.Rules.Engagements;

/// <summary>No expected end.</summary>
public sealed class ExpectedEndGivenRule : QualityRule
{
    public override string Code => "SR.Engagement.ENGEXPECTEDENDDATE.001";

    public override string Entity => "Engagement";

    public override string Field => "ENGEXPECTEDENDDATE";

    public override string Says => "An engagement has an expected end, unless it is an exchange or has no normal length.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => !entity.Has("INCOMINGEXCHANGE") && !entity.Children("StudentCourseSession").Any(s => at.Course(s["COURSEID"])?.FullyFlexible == "01");

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity.Has("ENGEXPECTEDENDDATE") ? null : "No expected end is recorded.";
}
