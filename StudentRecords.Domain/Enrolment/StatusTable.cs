using System.Globalization;

namespace StudentRecords.Domain.Enrolment;

/// <summary>One line of the table: from this status, this step leads to that one.</summary>
public sealed record StatusTransition(EngagementStatus From, EnrolmentStep Step, EngagementStatus To);

/// <summary>
/// Every legal change of an engagement's status, as data. What is not written here is refused. An engagement that has ended stays
/// ended: who comes back has a new one; what was entered by mistake is undone by a dated correction.
/// </summary>
public static class StatusTable
{
    public const string Clause = "Enrolment status table";

    public static readonly IReadOnlyList<StatusTransition> All =
    [
        new(EngagementStatus.Expected, EnrolmentStep.Confirm, EngagementStatus.Enrolled),
        new(EngagementStatus.Expected, EnrolmentStep.Defer, EngagementStatus.Deferred),
        new(EngagementStatus.Expected, EnrolmentStep.NoShow, EngagementStatus.NoShow),
        new(EngagementStatus.Expected, EnrolmentStep.Transfer, EngagementStatus.Expected),
        new(EngagementStatus.Expected, EnrolmentStep.RecordDeath, EngagementStatus.Deceased),
        new(EngagementStatus.Deferred, EnrolmentStep.TakeUp, EngagementStatus.Expected),
        new(EngagementStatus.Deferred, EnrolmentStep.NoShow, EngagementStatus.NoShow),
        new(EngagementStatus.Deferred, EnrolmentStep.RecordDeath, EngagementStatus.Deceased),
        new(EngagementStatus.Enrolled, EnrolmentStep.Interrupt, EngagementStatus.Interrupted),
        new(EngagementStatus.Enrolled, EnrolmentStep.Transfer, EngagementStatus.Enrolled),
        new(EngagementStatus.Enrolled, EnrolmentStep.Withdraw, EngagementStatus.Withdrawn),
        new(EngagementStatus.Enrolled, EnrolmentStep.Complete, EngagementStatus.Completed),
        new(EngagementStatus.Enrolled, EnrolmentStep.RecordDeath, EngagementStatus.Deceased),
        new(EngagementStatus.Interrupted, EnrolmentStep.Return, EngagementStatus.Enrolled),
        new(EngagementStatus.Interrupted, EnrolmentStep.Withdraw, EngagementStatus.Withdrawn),
        new(EngagementStatus.Interrupted, EnrolmentStep.RecordDeath, EngagementStatus.Deceased),
    ];

    /// <summary>Steps that the status lets one think of, in the order of <see cref="EnrolmentStep"/>.</summary>
    public static IReadOnlyList<EnrolmentStep> From(EngagementStatus status) => [.. All.Where(t => t.From == status).Select(t => t.Step).Order()];

    /// <summary>Where the step leads from the status; null where it may not be taken.</summary>
    public static EngagementStatus? Find(EngagementStatus from, EnrolmentStep step) => All.FirstOrDefault(t => t.From == from && t.Step == step)?.To;

    /// <summary>Null when the step may be taken; otherwise why not, and what may be done instead.</summary>
    public static Refusal? Illegal(EngagementStatus from, EnrolmentStep step)
    {
        if (Find(from, step) is not null)
        {
            return null;
        }

        var needed = string.Join(" or ", All.Where(t => t.Step == step).Select(t => Word(t.From)));
        var instead = From(from);
        return new Refusal("STEP_NOT_ALLOWED", $"The engagement is {Word(from)}; to {Words(step)} it must be {needed}. "
            + (instead.Count == 0 ? "It has ended: who comes back gets a new engagement, and a mistake is undone by a correction." : $"From here one can {string.Join(", ", instead.Select(Words))}."), Clause, "Step");
    }

    /// <summary>As in "the engagement is …".</summary>
    public static string Word(EngagementStatus status) => status == EngagementStatus.NoShow ? "a no-show" : status.ToString().ToLowerInvariant();

    /// <summary>As in "one can …".</summary>
    public static string Words(EnrolmentStep step) => step switch
    {
        EnrolmentStep.NoShow => "record a no-show",
        EnrolmentStep.TakeUp => "take up the deferred place",
        EnrolmentStep.RecordDeath => "record a death",
        _ => step.ToString().ToLower(CultureInfo.InvariantCulture),
    };
}
