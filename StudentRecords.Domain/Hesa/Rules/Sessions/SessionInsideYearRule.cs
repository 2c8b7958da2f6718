namespace StudentRecords.Domain.Hesa.Rules.Sessions;

/// <summary>A session outside its session year.</summary>
public sealed class SessionInsideYearRule : QualityRule
{
    public override string Code => "SR.StudentCourseSession.SCSSTARTDATE.001";

    public override string Entity => "StudentCourseSession";

    public override string Field => "SCSSTARTDATE";

    public override string Says => "A session lies inside its session year.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Has("SESSIONYEARID");

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        at.SessionYear(entity["SESSIONYEARID"]) is not var (start, end) ? $"There is no session year {entity["SESSIONYEARID"]} in the return." : entity.Date("SCSSTARTDATE") < start || entity.Date("SCSENDDATE") > end ? $"The session is not inside the session year {entity["SESSIONYEARID"]}." : null;
}
