namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>F011 ModuleSelectionSubmitted: the student asks to be registered on module occurrences.</summary>
public sealed record ModuleSelectionSubmitted
{
    public required PersonRef Student { get; init; }
    public required IReadOnlyList<string> Occurrences { get; init; }

    /// <summary>Null where the portal does not know when it was asked.</summary>
    public DateOnly? RequestedOn { get; init; }

    /// <summary>1 for the first time on these modules.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Which of the person's engagements, where several run beside each other.</summary>
    public string? Stream { get; init; }

    /// <summary>Where a module is full: wait for a place rather than be refused.</summary>
    public bool JoinWaitingList { get; init; }

    public void Check(Checks checks) => checks.Who("/student", Student)
        .That(Occurrences is { Count: > 0 }, "/occurrences", "must name at least one module occurrence.")
        .Between("/attempt", Attempt, 1, 20);
}

/// <summary>F011 SelfServiceRequestRaised: the student asks to leave a module, or the programme.</summary>
public sealed record SelfServiceRequestRaised
{
    public required PersonRef Student { get; init; }

    /// <summary>WithdrawFromModule or WithdrawFromProgramme.</summary>
    public required string Request { get; init; }
    public string? Occurrence { get; init; }
    public DateOnly? EffectiveOn { get; init; }

    /// <summary>HESA RSNENGEND for a withdrawal from the programme.</summary>
    public string EndReason { get; init; } = "11";
    public string? Stream { get; init; }

    public void Check(Checks checks) => checks.Who("/student", Student)
        .That(Request is "WithdrawFromModule" or "WithdrawFromProgramme", "/request", "must be WithdrawFromModule or WithdrawFromProgramme.")
        .That(Request != "WithdrawFromModule" || !string.IsNullOrWhiteSpace(Occurrence), "/occurrence", "is needed to leave a module.")
        .That(Request != "WithdrawFromProgramme" || EffectiveOn is not null, "/effectiveOn", "is needed to leave the programme.");
}

/// <summary>F011 ProfileChangeRequested: contact details that the student owns.</summary>
public sealed record ProfileChangeRequested
{
    public required PersonRef Student { get; init; }
    public string? KnownAs { get; init; }
    public string? Email { get; init; }
    public string? Telephone { get; init; }
    public string? TermPostcode { get; init; }
    public string? HomeAddress { get; init; }
    public string? HomePostcode { get; init; }

    public void Check(Checks checks) => checks.Who("/student", Student)
        .That(Email is null || Email.Contains('@', StringComparison.Ordinal), "/email", "is not an e-mail address.")
        .That((KnownAs ?? Email ?? Telephone ?? TermPostcode ?? HomeAddress ?? HomePostcode) is not null, "/", "changes nothing.");
}
