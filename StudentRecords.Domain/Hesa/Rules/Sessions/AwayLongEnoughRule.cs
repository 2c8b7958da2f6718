namespace StudentRecords.Domain.Hesa.Rules.Sessions;

/// <summary>Activities away that together are shorter than 20 days.</summary>
public sealed class AwayLongEnoughRule : QualityRule
{
    public override string Code => "SR.StudentCourseSession.OVA.001";

    public override string Entity => "StudentCourseSession";

    public override string Field => "SCSESSIONID";

    public override string Says => "Time away is returned where it makes 20 days or more.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Children("OffVenueActivity").All(a => a["ACTDURATIONTYPE"] == "01") && entity.Children("OffVenueActivity").Any() && at.Course(entity["COURSEID"])?.TeacherTraining != "01";

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        entity.Children("OffVenueActivity").Sum(a => a.Number("ACTDURATION") ?? 0) is var days && days < 20 ? $"The activities away make {days:0.#} days; under 20 none need be returned." : null;
}
