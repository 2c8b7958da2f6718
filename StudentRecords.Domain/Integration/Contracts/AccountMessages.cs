namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>F022 CredentialIssued, AccountLocked, AccountUnlocked, RoleAssignmentChanged: an account as Identity has it. There is no field for a secret.</summary>
public sealed record AccountTold
{
    public required PersonRef Student { get; init; }
    public string? Username { get; init; }
    public IReadOnlyList<string>? Roles { get; init; }
    public required DateOnly On { get; init; }

    public void Check(Checks checks) => checks.Who("/student", Student).Past("/on", On).That(Username is null || Username.Length is > 0 and <= 100, "/username", "must have 1 to 100 characters.")
        .That(Roles is null || (Roles.Count <= 20 && Roles.Sum(r => r.Length + 1) <= 200), "/roles", "are too many.");
}

/// <summary>F022 SecurityEventNotified, F044 ServiceRequestResolved, AccountStatusChanged: something that happened to an account.</summary>
public sealed record AccountEventTold : IMayEnd
{
    public required PersonRef Student { get; init; }

    /// <summary>Ticket or event number.</summary>
    public required string Reference { get; init; }
    public required DateOnly On { get; init; }
    public required string Text { get; init; }

    /// <summary>For AccountStatusChanged: whether the account is locked now; null where the change is another.</summary>
    public bool? IsLocked { get; init; }

    /// <summary>An account that is locked.</summary>
    public bool Ends(string message, DateOnly today) => message == "AccountStatusChanged" && IsLocked == true;

    public void Check(Checks checks) => checks.Who("/student", Student).Text("/reference", Reference, 60).Text("/text", Text, 400).Past("/on", On);
}

/// <summary>F044 DataCorrectionCompleted: the desk was told that something in the record is wrong. It asks; the record is changed by whoever owns the field.</summary>
public sealed record CorrectionAsked
{
    public required PersonRef Student { get; init; }
    public required string Ticket { get; init; }

    /// <summary>Which fact.</summary>
    public required string Field { get; init; }
    public required string Wanted { get; init; }
    public required DateOnly On { get; init; }

    public void Check(Checks checks) => checks.Who("/student", Student).Text("/ticket", Ticket, 60).Text("/field", Field, 60).Text("/wanted", Wanted).Past("/on", On);
}
