using StudentRecords.Domain.Calendar;

namespace StudentRecords.Domain.Enrolment;

/// <summary>What stands in the way of an enrolment, all of it at once: each names what is missing, who owns it, and how it is mended.</summary>
public static class Obstacles
{
    public static IReadOnlyList<Refusal> ToConfirming(Engagement engagement, EnrolmentStanding standing, DateOnly effective)
    {
        List<Refusal> found = StatusTable.Illegal(engagement.Status, EnrolmentStep.Confirm) is { } illegal ? [illegal] : [];
        if (!standing.IdentityVerified)
        {
            found.Add(new("IDENTITY_NOT_VERIFIED", "Identity verification has not passed; Admissions Compliance owns the check.", "F026"));
        }

        found.AddRange(Held(standing, Blocks.Enrolment));
        found.AddRange(NotPermitted(engagement, standing, effective > engagement.Start ? effective : engagement.Start));
        found.AddRange(Died(standing));
        if (!standing.OverlapAllowed)
        {
            found.AddRange(Overlapping(engagement, standing.Others));
        }

        return found;
    }

    public static IReadOnlyList<Refusal> ToReEnrolling(Engagement engagement, EnrolmentStanding standing, SessionYear year)
    {
        List<Refusal> found = [];
        if (engagement.Status != EngagementStatus.Enrolled)
        {
            found.Add(new("NOT_ENROLLED", $"The engagement is {StatusTable.Word(engagement.Status)}; only an enrolled student re-enrols. {Instead(engagement.Status)}", StatusTable.Clause));
        }

        if (engagement.Sessions.FirstOrDefault(s => s.SessionYear == year.Id) is { } held)
        {
            found.Add(new("ALREADY_RE_ENROLLED", $"The student has a session in {year.Id} already, year {held.YearOfProgramme}.", "HESA SESSIONYEARID"));
        }

        if (engagement.Sessions.FirstOrDefault(s => s.Start > year.Start) is { } later && later.SessionYear != year.Id)
        {
            found.Add(new("LATER_SESSION", $"The student already has a session in {later.SessionYear}; years are enrolled in their order.", "HESA SESSIONYEARID"));
        }

        if (engagement.ExpectedEnd < year.Start)
        {
            found.Add(new("PAST_EXPECTED_END", $"The engagement was expected to end on {engagement.ExpectedEnd:d MMM yyyy}, before {year.Id} begins; the programme office extends it or completes it.", "HESA ENGEXPECTEDENDDATE"));
        }

        found.AddRange(Held(standing, Blocks.Enrolment | Blocks.Progression));
        found.AddRange(NotPermitted(engagement, standing, year.Start));
        found.AddRange(Died(standing));
        return found;
    }

    /// <summary>Completing with what the engagement was for is what leads to graduation; a hold on graduation stops it.</summary>
    public static IReadOnlyList<Refusal> ToGraduating(EnrolmentStanding standing) => [.. Held(standing, Blocks.Graduation)];

    /// <summary>Full-time engagements that run in the same days; a manager may allow it with a reason.</summary>
    public static IEnumerable<Refusal> Overlapping(Engagement engagement, IEnumerable<Engagement> others) =>
        !engagement.IsFullTime ? [] : others.Where(o => o.Id != engagement.Id && o is { IsFullTime: true, Status: EngagementStatus.Enrolled or EngagementStatus.Interrupted })
            .Where(o => o.Start <= (engagement.ExpectedEnd ?? DateOnly.MaxValue) && engagement.Start <= (o.End ?? o.ExpectedEnd ?? DateOnly.MaxValue))
            .Select(o => new Refusal("OVERLAPPING_ENGAGEMENT",
                $"The student is full time on {o.Numhus} from {o.Start:d MMM yyyy} as well; two full-time engagements at once need a registry manager, who says why.", StatusTable.Clause, "OverlapAllowed"));

    private static IEnumerable<Refusal> Held(EnrolmentStanding standing, Blocks blocks) => standing.OpenHolds.Where(h => h.IsOpen && (h.Blocks & blocks) != 0)
        .Select(h => new Refusal("HOLD", $"{h.Source} has placed a hold since {h.PlacedOn:d MMM yyyy}: {h.Reason}. {h.HowToClear}", h.Clause));

    private static IEnumerable<Refusal> NotPermitted(Engagement engagement, EnrolmentStanding standing, DateOnly day)
    {
        if (!engagement.IsSponsored || standing.Permissions.Any(p => p.Covers(day)))
        {
            yield break;
        }

        var newest = standing.Permissions.MaxBy(p => p.DecidedOn);
        yield return new Refusal("NO_PERMISSION_TO_STUDY", $"The student is sponsored and has no permission to study on {day:d MMM yyyy}; "
            + (newest is null ? "no CAS is on the record." : $"CAS {newest.CasNumber} is {Words(newest.State)}{(newest.ValidUntil is { } until ? $", leave until {until:d MMM yyyy}" : "")}.")
            + " Compliance owns it and records what UK Visas & Immigration says.", "F052");
    }

    private static IEnumerable<Refusal> Died(EnrolmentStanding standing) =>
        standing.HasDied ? [new Refusal("DECEASED", "The student is recorded as having died; if that is wrong, a registry manager corrects it first.", StatusTable.Clause)] : [];

    private static string Words(Sponsorship.PermissionState state) => state switch
    {
        Sponsorship.PermissionState.CasAssigned => "assigned and the visa not yet decided",
        Sponsorship.PermissionState.Granted => "granted",
        Sponsorship.PermissionState.Refused => "refused",
        _ => "curtailed",
    };

    private static string Instead(EngagementStatus status) => status switch
    {
        EngagementStatus.Interrupted => "Return the student to study first.",
        EngagementStatus.Expected => "Confirm the enrolment first.",
        EngagementStatus.Deferred => "Take up the deferred place first.",
        _ => "Who comes back gets a new engagement.",
    };
}
