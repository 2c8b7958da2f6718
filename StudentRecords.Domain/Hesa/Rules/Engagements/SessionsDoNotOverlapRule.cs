namespace StudentRecords.Domain.Hesa.Rules.Engagements;

/// <summary>Two sessions of one engagement on the same day.</summary>
public sealed class SessionsDoNotOverlapRule : QualityRule
{
    public override string Code => "SR.Engagement.SESSIONS.001";

    public override string Entity => "Engagement";

    public override string Field => "NUMHUS";

    public override string Says => "The sessions of an engagement do not overlap.";

    protected override bool Covers(EntityInTree entity, ReturnAtHand at) => entity.Children("StudentCourseSession").Skip(1).Any();

    protected override string? Fault(EntityInTree entity, ReturnAtHand at)
    {
        var sessions = entity.Children("StudentCourseSession").Where(s => s.Date("SCSSTARTDATE") is not null).OrderBy(s => s["SCSSTARTDATE"], StringComparer.Ordinal).ToList();
        for (var i = 1; i < sessions.Count; i++)
        {
            if ((sessions[i - 1].Date("SCSENDDATE") ?? sessions[i - 1].Date("SCSEXPECTEDENDDATE")) >= sessions[i].Date("SCSSTARTDATE"))
            {
                return $"Session {sessions[i]["SCSESSIONID"]} starts on {sessions[i]["SCSSTARTDATE"]}, before {sessions[i - 1]["SCSESSIONID"]} has ended.";
            }
        }

        return null;
    }
}
