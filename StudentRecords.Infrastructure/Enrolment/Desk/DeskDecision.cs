using StudentRecords.Domain;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Infrastructure.Enrolment.Desk;

/// <summary>What an engagement waits for on a day, what is in the way and who mends it. The same refusals as the use case gives, with the way to each.</summary>
internal static class DeskDecision
{
    public static DeskEngagement Of(Engagement engagement, EngagementView view, EnrolmentStanding standing, DateOnly today)
    {
        var at = $"/students/{engagement.PersonId}/enrolments/{engagement.Id}";
        switch (engagement.Status)
        {
            case EngagementStatus.Expected:
                return With(view, "to be enrolled", Obstacles.ToConfirming(engagement, standing, engagement.Start < today ? engagement.Start : today), standing, "Confirm enrolment", $"{at}/confirm");
            case EngagementStatus.Interrupted:
                return With(view, $"to come back; interrupted since {engagement.Current.EffectiveOn:d MMM yyyy}", [], standing, "Return to study", $"{at}/return");
            case EngagementStatus.Deferred:
                return With(view, $"to take up the place, deferred to {engagement.Start:d MMM yyyy}", [], standing, "Take up the place", $"{at}/takeup");
            default:
                var year = SessionYear.For(engagement.Start, today);
                var next = SessionYear.For(engagement.Start, year.End.AddDays(1));
                var isEnrolled = engagement.Sessions.Any(s => s.SessionYear == year.Id) || engagement.Start > today;
                var wanted = isEnrolled ? next : year;
                if (isEnrolled && (engagement.ExpectedEnd < next.Start || today < next.Start.AddMonths(-3) || engagement.Start > today))
                {
                    return new DeskEngagement(view, $"for nothing: enrolled for {(engagement.Sessions.Any(s => s.SessionYear == year.Id) ? year.Id : $"the start on {engagement.Start:d MMM yyyy}")}", [], null, null);
                }

                return With(view, $"to be re-enrolled for {wanted.Id}", Obstacles.ToReEnrolling(engagement, standing, wanted), standing, "Re-enrol", $"{at}/re-enrol?year={wanted.ReturnedIn}");
        }
    }

    private static DeskEngagement With(EngagementView view, string wanted, IReadOnlyList<Refusal> refusals, EnrolmentStanding standing, string next, string address)
    {
        var holds = new Queue<Hold>(standing.OpenHolds.Where(h => refusals.Any(r => r.Code == "HOLD" && r.Sentence.Contains(h.Reason, StringComparison.Ordinal))));
        var found = refusals.Select(r => r.Code == "HOLD" && holds.TryDequeue(out var hold) ? Of(r, hold, view) : Of(r, view)).ToList();
        return found.Count == 0 ? new DeskEngagement(view, wanted, [], next, address) : new DeskEngagement(view, wanted, found, found.Find(f => f.Way is not null)?.Way, found.Find(f => f.Way is not null)?.Address);
    }

    private static Obstacle Of(Refusal refusal, Hold hold, EngagementView view) =>
        new(refusal.Code, $"{hold.Source} has placed a hold since {hold.PlacedOn:d MMM yyyy}: {hold.Reason}. {hold.HowToClear}", hold.Source, "Release the hold", $"/students/{view.PersonId}/holds/{hold.Id}/release");

    private static Obstacle Of(Refusal refusal, EngagementView view) => refusal.Code switch
    {
        "IDENTITY_NOT_VERIFIED" => new(refusal.Code, refusal.Sentence, "Admissions Compliance", "See the check", $"/students/{view.PersonId}"),
        "NO_PERMISSION_TO_STUDY" => new(refusal.Code, refusal.Sentence, "Compliance", "Permission to study", $"/students/{view.PersonId}/sponsorship"),
        "OVERLAPPING_ENGAGEMENT" => new(refusal.Code, refusal.Sentence, "Registry manager", "Confirm, saying why", $"/students/{view.PersonId}/enrolments/{view.Id}/confirm"),
        "PAST_EXPECTED_END" => new(refusal.Code, refusal.Sentence, "Programme office", "Complete", $"/students/{view.PersonId}/enrolments/{view.Id}/complete"),
        _ => new(refusal.Code, refusal.Sentence, "Registry", null, null),
    };
}
