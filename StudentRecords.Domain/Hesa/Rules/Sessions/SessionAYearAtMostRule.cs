namespace StudentRecords.Domain.Hesa.Rules.Sessions;

/// <summary>A session of more than a year.</summary>
public sealed class SessionAYearAtMostRule : QualityRule
{
    public override string Code => "SR.StudentCourseSession.SCSSTARTDATE.002";

    public override string Entity => "StudentCourseSession";

    public override string Field => "SCSSTARTDATE";

    public override string Says => "A session is a year at most.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Date("SCSSTARTDATE") is not null;

    protected override string? Fault(EntityInTree entity, ReturnAtHand at) =>
        (entity.Date("SCSENDDATE") ?? entity.Date("SCSEXPECTEDENDDATE")) >= entity.Date("SCSSTARTDATE")!.Value.AddYears(1) ? "The session is longer than a year." : null;
}
