namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>F007 LibraryObligationRaised: something is owed to the library.</summary>
public sealed record LibraryObligationRaised
{
    public required PersonRef Student { get; init; }
    public required string Obligation { get; init; }
    public required string Reason { get; init; }
    public required DateOnly RaisedOn { get; init; }

    /// <summary>Pounds, where it is a fine.</summary>
    public decimal? Amount { get; init; }

    public void Check(Checks checks) => checks.Who("/student", Student).Text("/obligation", Obligation).Text("/reason", Reason, 400)
        .Past("/raisedOn", RaisedOn).Between("/amount", Amount, 0, 100_000);
}

/// <summary>F007 LibraryObligationCleared: applied to its own obligation, and kept for it when it comes first.</summary>
public sealed record LibraryObligationCleared
{
    public required PersonRef Student { get; init; }
    public required string Obligation { get; init; }
    public required string Reason { get; init; }
    public required DateOnly ClearedOn { get; init; }

    public void Check(Checks checks) => checks.Who("/student", Student).Text("/obligation", Obligation).Text("/reason", Reason, 400);
}

/// <summary>F007 LibraryOverdueNotified, LibraryLoanSummary: kept with the student's messages; the record changes in nothing.</summary>
public sealed record LibraryNotice
{
    public required PersonRef Student { get; init; }
    public required DateOnly On { get; init; }

    /// <summary>Items out or overdue.</summary>
    public int Items { get; init; }

    public void Check(Checks checks) => checks.Who("/student", Student).Between("/items", Items, 0, 10_000);
}
