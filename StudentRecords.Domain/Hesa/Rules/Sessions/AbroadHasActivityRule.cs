namespace StudentRecords.Domain.Hesa.Rules.Sessions;

/// <summary>STUDYABROAD without an activity away.</summary>
public sealed class AbroadHasActivityRule : QualityRule
{
    public override string Code => "SR.StudentCourseSession.OVA.002";

    public override string Entity => "StudentCourseSession";

    public override string Field => "STUDYABROAD";

    public override string Says => "Who studies abroad has an activity away.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Has("STUDYABROAD");

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity.Children("OffVenueActivity").Any() ? null : "The session is said to be abroad, and no activity away is returned.";
}
