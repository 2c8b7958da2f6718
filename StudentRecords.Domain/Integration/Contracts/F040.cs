namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>F040 StudentshipAwarded, StudentshipAmended: a funded research place, whole in each message.</summary>
public sealed record StudentshipTold
{
    public required string Award { get; init; }
    public required PersonRef Student { get; init; }

    /// <summary>The engagement's number, where the student has several.</summary>
    public string? Engagement { get; init; }
    public required string Funder { get; init; }

    /// <summary>Per cent of the fee that the funder pays; null with an amount.</summary>
    public decimal? CoverPercent { get; init; }

    /// <summary>Pounds of fee a year that the funder pays at most.</summary>
    public decimal? CoverAmount { get; init; }

    /// <summary>Pounds a year that the student is paid to live on; null: nothing.</summary>
    public decimal? StipendAmount { get; init; }

    /// <summary>Equal instalments of a year in which the stipend is paid, each in advance; null: twelve.</summary>
    public int? StipendInstalments { get; init; }
    public required DateOnly From { get; init; }
    public DateOnly? To { get; init; }

    public void Check(Checks checks) => checks.Text("/award", Award).Who("/student", Student).Text("/funder", Funder)
        .That(CoverPercent is not null || CoverAmount is not null, "/coverPercent", "or /coverAmount is needed.")
        .Between("/coverPercent", CoverPercent, 0.01m, 100).Between("/coverAmount", CoverAmount, 0.01m, 1_000_000)
        .Between("/stipendAmount", StipendAmount, 0.01m, 100_000)
        .That(StipendInstalments is null || StipendAmount is not null, "/stipendInstalments", "needs a /stipendAmount.")
        .That(StipendInstalments is null or 1 or 2 or 3 or 4 or 6 or 12, "/stipendInstalments", "must be 1, 2, 3, 4, 6 or 12.")
        .That(To is null || To >= From, "/to", "must not be before /from.");
}

/// <summary>F040 StudentshipTerminated: applied only after its award, parked until then.</summary>
public sealed record StudentshipTerminated
{
    public required string Award { get; init; }
    public required PersonRef Student { get; init; }
    public required DateOnly LastDay { get; init; }
    public required string Reason { get; init; }

    public void Check(Checks checks) => checks.Text("/award", Award).Who("/student", Student).Text("/reason", Reason, 500);
}
