using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Sponsorship;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Enrolment.Flows;

namespace StudentRecords.Infrastructure.Integration.Telling;

/// <summary>
/// F012 NotificationIssued: the student hears that a hold was placed or released, what it stops and what they can do about it, in words that are the same
/// for everybody; who looks after them; and that their account was made, locked or opened, without why. Of somebody who has died nothing goes to the portal.
/// </summary>
internal sealed class F012Notices() : Listener("F012", "EWP")
{
    protected override IEnumerable<Told> On(HoldChanged e, ToldSubjects s)
    {
        var (hold, student) = (e.Hold, s.Student(e.Hold.PersonId));
        return s.HasDied(hold.PersonId) ? [] :
        [
            new("NotificationIssued", $"{student}/hold/{hold.Id}/{e.Version}", $"{student}/hold/{hold.Id}", new
            {
                student, notice = hold.IsOpen ? "HoldPlaced" : "HoldReleased", hold = $"{hold.Id}", owner = hold.Source, stops = HoldWords.Stops(hold.Blocks), on = hold.ReleasedOn ?? hold.PlacedOn, text = HoldWords.Of(hold),
            }),
        ];
    }

    protected override IEnumerable<Told> On(RelationshipChanged e, ToldSubjects s)
    {
        var (held, student) = (e.Relationship, s.Student(e.Relationship.PersonId));
        return s.HasDied(held.PersonId) ? [] :
        [
            new("NotificationIssued", $"{student}/{held.StaffNumber}/{held.Role}/{held.From:yyyyMMdd}/{held.SourceVersion}", $"{student}/care/{held.Role}", new
            {
                student, notice = "CareChanged", role = held.Role, staffName = held.StaffName, from = held.From, to = held.To,
            }),
        ];
    }

    protected override IEnumerable<Told> On(AccountChanged e, ToldSubjects s)
    {
        var (account, student) = (e.Account, s.Student(e.Account.PersonId));
        return s.HasDied(account.PersonId) || AccountWords.Of(account) is not { } text ? [] :
        [
            new("NotificationIssued", $"{student}/account/{account.SourceVersion}/{account.Version + 1}", $"{student}/account", new
            {
                student, notice = AccountWords.Notice, isLocked = account.IsLocked, on = account.On, text,
            }),
        ];
    }
}

/// <summary>Whether a hold stands that the library did not place (F008).</summary>
internal static class LibraryBlock
{
    /// <summary>Office of the library's own holds (F007).</summary>
    public const string Own = F007Raised.Source;

    public static bool Of(IEnumerable<Hold> open) => open.Any(h => h.Source != Own);
}

/// <summary>What access the person's holds and permission leave, as Identity hears it (F021): no office, no grounds. No account is closed by either.</summary>
internal static class AccessTold
{
    /// <summary>Finance's holds change what a person may enter (F010); those of other offices do not.</summary>
    public const string Office = "Finance";

    public static Told? Of(HoldChanged e, ToldSubjects s)
    {
        var (hold, person) = (e.Hold, s.Student(e.Hold.PersonId));
        return hold.Source != Office ? null : new("AccessEligibilityChanged", $"{person}/holds/{hold.Id}/{e.Version}", person, new
        {
            person, stops = Stops(s.OpenHolds(hold.PersonId)), effectiveOn = hold.ReleasedOn ?? hold.PlacedOn, version = e.Version,
        });
    }

    public static Told? Of(PermissionChanged e, ToldSubjects s)
    {
        var (permission, person) = (e.Permission, s.Student(e.Permission.PersonId));
        return permission.State == PermissionState.CasAssigned || !s.Engagements(permission.PersonId).Any(g => g.IsOpen) ? null
            : new("AccessEligibilityChanged", $"{person}/permission/{permission.Id}/{permission.Version + 1}", person, new
            {
                person, mayStudyFrom = permission.State == PermissionState.Refused ? null : permission.ValidFrom, mayStudyUntil = permission.State == PermissionState.Refused ? null : permission.ValidUntil, effectiveOn = permission.DecidedOn, version = permission.Version + 1,
            });
    }

    /// <summary>What holds of Finance stop together.</summary>
    public static IReadOnlyList<string> Stops(IEnumerable<Hold> open) => HoldWords.Stops(open.Where(h => h.Source == Office).Aggregate(Blocks.None, (all, h) => all | h.Blocks));
}
