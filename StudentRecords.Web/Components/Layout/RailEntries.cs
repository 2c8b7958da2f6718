using StudentRecords.Domain.Access;

namespace StudentRecords.Web.Components.Layout;

/// <summary>One way into an area.</summary>
/// <param name="Group">Heading it stands under.</param>
/// <param name="Words">What it is called.</param>
/// <param name="Address">Where it leads; pages under the address belong to it.</param>
/// <param name="Icon">A name of <see cref="Shared.Icons"/>.</param>
/// <param name="Room">Who may not see this room is not shown the way; null shows it to everybody.</param>
/// <param name="Level">How much of it.</param>
public sealed record RailEntry(string Group, string Words, string Address, string Icon, Room? Room, Level Level = Level.See);

/// <summary>The left rail, one line an area. Groups stand in the order in which they first appear.</summary>
public static class RailEntries
{
    public static readonly IReadOnlyList<RailEntry> All =
    [
        new("", "Home", "/", "home", null),
        new("Records", "Students", "/students", "person", Room.Persons),
        new("Records", "Enrolment desk", "/enrolment", "marks", Room.Enrolments),
        new("Records", "Many at once", "/bulk", "file", Room.Enrolments),
        new("Records", "Programmes", "/programmes", "cap", Room.Catalogue),
        new("Records", "Modules", "/modules", "book", Room.Catalogue),
        new("Records", "Cohort check", "/cohort-check", "marks", Room.Enrolments),
        new("Records", "Waiting lists", "/waiting-lists", "wait", Room.Enrolments),
        new("Records", "Groups", "/groups", "users", Room.Enrolments),
        new("Records", "Timetable", "/timetable", "calendar", Room.Enrolments),
        new("Records", "Surveys", "/surveys", "draft", Room.Enrolments),
        new("Records", "Interventions", "/interventions", "info", Room.Support),
        new("Records", "Holds", "/holds", "hold", Room.Holds),
        new("Money", "Charge runs", "/charge-runs", "money", Room.Money),
        new("Money", "Loan attendance", "/loan-attendance", "good", Room.Money, Level.Decide),
        new("Money", "Fee rules", "/fee-rules", "draft", Room.Money),
        new("Assessment", "Moderation", "/moderation", "marks", Room.Moderation),
        new("Assessment", "Exam boards", "/boards", "board", Room.Boards),
        new("Assessment", "Award boards", "/award-boards", "cap", Room.Boards),
        new("Assessment", "Progression", "/progression", "returns", Room.Enrolments, Level.Decide),
        new("Assessment", "Graduation", "/graduation", "cap", Room.Graduations),
        new("Assessment", "Appeals", "/appeals", "lock", Room.Appeals),
        new("Assessment", "Award regulations", "/regulations", "marks", Room.Catalogue),
        new("Assessment", "Examiner's desk", "/examiner", "board", Room.ExaminerDesk),
        new("Assessment", "Adjustments", "/adjustments", "draft", Room.Adjustments),
        new("Assessment", "Circumstances", "/circumstances", "calendar", Room.Circumstances),
        new("Assessment", "Late outcomes", "/circumstances/late", "wait", Room.LateOutcomes),
        new("Assessment", "Misconduct", "/misconduct", "warn", Room.Misconduct),
        new("Returns", "Returns", "/returns", "returns", Room.Returns),
        new("Integration", "Flows", "/flows", "flows", Room.FlowMessages),
        new("Integration", "Stuck on your flows", "/owned-flows", "warn", Room.OwnedFlows),
        new("Integration", "Systems", "/partners", "systems", Room.FlowMessages),
        new("Administration", "Jobs", "/jobs", "jobs", Room.JobRequests),
        new("Administration", "Retention", "/retention", "history", Room.Persons, Level.Decide),
        new("Administration", "Audit", "/audit", "audit", Room.AuditTrail),
        new("Administration", "Users", "/users", "users", Room.Users),
        new("Administration", "Roles and rights", "/roles", "key", Room.Users),
    ];

    /// <summary>
    /// The entry that a page belongs to: the one that leads to it, else the one at the head of its trail (an award board lies under
    /// <c>/boards</c> and belongs to the award boards), else the one with most of its address.
    /// </summary>
    public static RailEntry? Of(string path, string? area) =>
        All.FirstOrDefault(e => e.Address == path) ?? (area is null ? null : Above(area)) ?? Above(path);

    private static RailEntry? Above(string path) =>
        All.Where(e => path == e.Address || path.StartsWith(e.Address + "/", StringComparison.Ordinal)).MaxBy(e => e.Address.Length);
}
