using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Enrolment.Flows;

/// <summary>
/// UCAS does not say whether the institution sponsors a visa. Whoever may need one is held from enrolling until admissions (F005) or Compliance says so: otherwise a passed identity
/// check would enrol somebody without a permission to study.
/// </summary>
internal static class SponsorshipUnsaid
{
    private const string Owner = "Compliance";

    /// <summary>HESA NATION of those who need no visa: the United Kingdom, its older code for Great Britain, Ireland.</summary>
    private static readonly string[] NeedNone = ["GB", "XK", "IE"];

    public static void Hold(FlowSlice slice, Activation activation, Engagement engagement, AcceptedPlace place)
    {
        if (place.Sponsored is not null || engagement.Person.Nationality is not { } nation || NeedNone.Contains(nation))
        {
            return;
        }

        var hold = new Hold(engagement.Person, Owner, Key(engagement), "UCAS does not say whether the visa is to be sponsored",
            "Admissions hands the applicant over, or Compliance says at the engagement whether it is sponsored and releases this.", Blocks.Enrolment, slice.Today);
        slice.Db.Add(hold);
        activation.Placed(hold);
    }

    public static void Release(IEnumerable<Hold> open, Engagement engagement, DateOnly today, string because) =>
        open.FirstOrDefault(h => h.IsOpen && h.Source == Owner && h.Key == Key(engagement))?.Release(today, because);

    private static string Key(Engagement engagement) => $"UCAS/{engagement.Numhus}";
}
