namespace StudentRecords.Domain.Enrolment;

// What a progression run opened, taken back.
public sealed partial class Engagement
{
    /// <summary>
    /// Takes back the session of a year that was opened and in which nothing was done; the year before runs on. Gives the session, for the store to let go of: the
    /// trail keeps that it was there. Refused where there is none, where a later one stands, or where it has several parts.
    /// </summary>
    public Outcome<CourseSession> TakeBackSession(string sessionYear)
    {
        List<Refusal> refusals = [];
        var opened = sessions.Where(s => s.SessionYear == sessionYear).ToList();
        if (opened.Count == 0)
        {
            refusals.Add(new("NO_SESSION", $"The student has no session in {sessionYear} any more.", "HESA SESSIONYEARID"));
        }

        if (opened.Count > 1)
        {
            refusals.Add(new("SESSION_IN_PARTS", $"A transfer has parted the session in {sessionYear}; take the transfer back first.", "HESA SESSIONYEARID"));
        }

        if (opened.Count > 0 && sessions.FirstOrDefault(s => s.Start > opened[0].Start && s.SessionYear != sessionYear) is { } later)
        {
            refusals.Add(new("LATER_SESSION", $"The student already has a session in {later.SessionYear}; years are taken back in their order.", "HESA SESSIONYEARID"));
        }

        if (Status != EngagementStatus.Enrolled)
        {
            refusals.Add(new("NOT_ENROLLED", $"The engagement is {StatusTable.Word(Status)}; what came since is taken back first.", StatusTable.Clause));
        }

        if (refusals.Count > 0)
        {
            return Outcome<CourseSession>.Refused(refusals);
        }

        sessions.Remove(opened[0]);
        if (sessions.MaxBy(s => s.Start) is { EndReason: "04" } before && before.End == before.ExpectedEnd)
        {
            before.EndOn(null, null);
        }

        return opened[0];
    }
}
