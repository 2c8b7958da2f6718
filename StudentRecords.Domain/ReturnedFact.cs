namespace StudentRecords.Domain;

/// <summary>A fact that is numbered 1, 2, 3 within its engagement. Systems outside know it by the number, so that what is recorded in place of a wrong one keeps it.</summary>
public interface INumberedFact
{
    int Ordinal { get; }
}

/// <summary>
/// A fact that is recorded because a return asks for it. It is never edited: a wrong one is taken back, and counts from then on as never said;
/// one that comes to its end is ended, and stays true of the time before.
/// </summary>
public abstract class ReturnedFact : IVersioned
{
    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    /// <summary>First day on which it holds.</summary>
    public DateOnly From { get; protected set; }

    /// <summary>Last day on which it holds; null while it goes on.</summary>
    public DateOnly? To { get; private set; }

    /// <summary>Taken back: it was wrong, or it turned out not to happen.</summary>
    public DateOnly? TakenBackOn { get; private set; }

    /// <summary>Whether it holds on at least one day of the time.</summary>
    public bool HoldsWithin(DateOnly first, DateOnly last) => TakenBackOn is null && From <= last && (To is null || To >= first);

    /// <summary>Refused before its first day, and for one that was taken back.</summary>
    public Outcome End(DateOnly lastDay)
    {
        List<Refusal> refusals = [];
        if (TakenBackOn is not null)
        {
            refusals.Add(new("TAKEN_BACK", $"It was taken back on {TakenBackOn:d MMM yyyy}; there is nothing to end."));
        }

        if (lastDay < From)
        {
            refusals.Add(new("BEFORE_IT_BEGAN", $"It begins on {From:d MMM yyyy} and cannot end before that; take it back if it never was so.", Field: "To"));
        }

        if (refusals.Count == 0)
        {
            To = lastDay;
        }

        return Outcome.From(refusals);
    }

    public Outcome TakeBack(DateOnly day)
    {
        if (TakenBackOn is not null)
        {
            return Outcome.Refused("TAKEN_BACK", $"It was taken back on {TakenBackOn:d MMM yyyy} already.");
        }

        TakenBackOn = day;
        return Outcome.Done;
    }
}
