using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;

namespace StudentRecords.Infrastructure.Demo;

/// <summary>The named stand-ins in whose name the demo's past was made. The trail marks each as simulated.</summary>
internal static class DemoActors
{
    public static readonly Caller Admissions = As("Adam Adeyemi", Role.AdmissionsOfficer);
    public static readonly Caller Officer = As("Olga Osei", Role.RegistryOfficer);
    public static readonly Caller Manager = As("Martin Mbeki", Role.RegistryManager);
    public static readonly Caller Programmes = As("Priya Patel", Role.ProgrammeAdministrator);
    public static readonly Caller Fees = As("Femi Fashola", Role.FeesOfficer);
    public static readonly Caller Integrity = As("Iris Inglis", Role.AcademicIntegrityOfficer);

    public static Caller As(string name, Role role, long? userId = null) =>
        new(name, userId, [new RoleGrant(role, Scope.Everything)]) { IsSimulated = true };

    /// <summary>An act of the demo's past: dated when it would have been done, but never later than the clock says now.</summary>
    public static ChangeContext Act(this TimeProvider clock, Caller caller, string act, string reason, DateOnly day, int hour = 10)
    {
        var then = new DateTimeOffset(day.ToDateTime(new TimeOnly(hour, 0)), TimeSpan.Zero);
        var now = clock.GetUtcNow();
        return new ChangeContext { Caller = caller, At = then < now ? then : now, Act = act, Reason = reason };
    }
}
