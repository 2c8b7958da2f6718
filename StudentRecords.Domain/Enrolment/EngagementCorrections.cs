namespace StudentRecords.Domain.Enrolment;

// Corrections in the past: a new dated entry gives a step another day or takes it back, and what followed from the steps is derived anew.
public sealed partial class Engagement
{
    /// <summary>Steps whose whole effect follows from the entries, so that it can be derived anew.</summary>
    private static readonly EnrolmentStep[] Derivable =
        [EnrolmentStep.Confirm, EnrolmentStep.Interrupt, EnrolmentStep.Return, EnrolmentStep.Withdraw, EnrolmentStep.NoShow, EnrolmentStep.RecordDeath, EnrolmentStep.Complete];

    /// <summary>What may be corrected: the standing steps that a correction can derive anew.</summary>
    public static bool MayCorrect(StatusEntry entry) => entry.Step is { } step && Derivable.Contains(step);

    /// <summary>Gives a step another day (<paramref name="newDay"/>) or takes it back (null). What is left must be a legal sequence.</summary>
    /// <param name="place"><see cref="StatusEntry.Place"/> of the step.</param>
    public Outcome Correct(int place, DateOnly? newDay, string reason, DateTimeOffset recordedAt)
    {
        var standing = StatusHistory.Standing(statuses);
        if (standing.FirstOrDefault(s => s.Place == place) is not { } entry)
        {
            return Outcome.Refused("NO_SUCH_STEP", "There is no such step, or it was taken back already.", StatusTable.Clause);
        }

        if (!MayCorrect(entry))
        {
            return Outcome.Refused("NOT_CORRECTED_LIKE_THIS", entry.Step is { } step
                ? $"To correct “{StatusTable.Words(step)}”, take the step again with the right answers; it can take effect from the same day."
                : "The first entry stands with the engagement's start.", StatusTable.Clause);
        }

        if (newDay == entry.EffectiveOn)
        {
            return Outcome.Refused("SAME_DAY", $"The step is in effect from {newDay:d MMM yyyy} already.", StatusTable.Clause);
        }

        var correction = new StatusEntry(this, statuses.Count + 1, entry.Status, newDay ?? entry.EffectiveOn, recordedAt, reason) { Step = entry.Step, EndReason = entry.EndReason, Corrects = place, IsUndone = newDay is null };
        var refusals = Broken([.. standing.Select(s => s == entry ? correction : s).Where(s => !s.IsUndone)]);
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        statuses.Add(correction);
        DeriveAnew(entry);
        return Outcome.Done;
    }

    private static List<Refusal> Broken(List<StatusEntry> sequence)
    {
        List<Refusal> refusals = [];
        for (var i = 1; i < sequence.Count; i++)
        {
            var (before, entry) = (sequence[i - 1], sequence[i]);
            if (entry.Step is { } step && StatusTable.Find(before.Status, step) != entry.Status)
            {
                refusals.Add(new("LEAVES_ILLEGAL_SEQUENCE", $"It would leave “{StatusTable.Words(step)}” ({entry.EffectiveOn:d MMM yyyy}) after {StatusTable.Word(before.Status)}; correct that later step first.", StatusTable.Clause));
            }

            if (before.Status != EngagementStatus.Expected && entry.EffectiveOn < before.EffectiveOn)
            {
                refusals.Add(new("OUT_OF_SEQUENCE", $"{StatusTable.Word(entry.Status)} from {entry.EffectiveOn:d MMM yyyy} would come before {StatusTable.Word(before.Status)} from {before.EffectiveOn:d MMM yyyy}.", StatusTable.Clause, "EffectiveOn"));
            }
        }

        return refusals;
    }

    private void DeriveAnew(StatusEntry corrected)
    {
        var now = Current;
        Status = now.Status;
        if (corrected.Step is EnrolmentStep.Withdraw or EnrolmentStep.NoShow or EnrolmentStep.RecordDeath or EnrolmentStep.Complete)
        {
            Reopen(End);
        }

        if (!IsOpen)
        {
            Close(now);
        }
    }

    /// <summary>Sessions that the ending cut short run on as they were expected to; those with a later one behind them ended with their year.</summary>
    private void Reopen(DateOnly? ended)
    {
        foreach (var session in sessions.Where(s => !s.IsTransferred && (s.End == ended || (s.End == s.Start && s.Start > ended))))
        {
            var isOver = sessions.Exists(s => s.Start > session.Start);
            session.EndOn(isOver ? session.ExpectedEnd : null, isOver ? "04" : null);
        }

        (End, EndReason) = (null, null);
    }
}
