namespace StudentRecords.Domain.Hesa.Rules.Sessions;

/// <summary>An end without a reason, or a reason without an end.</summary>
public sealed class SessionEndReasonRule : QualityRule
{
    public override string Code => "SR.StudentCourseSession.RSNSCSEND.001";

    public override string Entity => "StudentCourseSession";

    public override string Field => "RSNSCSEND";

    public override string Says => "A session has a reason of its end exactly when it has ended.";

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity.Has("SCSENDDATE") == entity.Has("RSNSCSEND") ? null : entity.Has("SCSENDDATE") ? "The session has ended and no reason is given." : "A reason of the end is given and no end.";
}
