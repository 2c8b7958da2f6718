namespace StudentRecords.Domain.Support;

/// <summary>What a student is told of their account (F012): what it is now and whom to ask, never why.</summary>
public static class AccountWords
{
    /// <summary>Name of the notice.</summary>
    public const string Notice = "AccountChanged";

    /// <summary>Null where the last event is none of the student's: roles that were given or taken.</summary>
    public static string? Of(AccountState account) => account.LastEvent switch
    {
        "CredentialIssued" => "You have an account now. IT Services tell you how to sign in for the first time.",
        "AccountLocked" or "AccountUnlocked" or "AccountStatusChanged" => account.IsLocked
            ? "Your account has been locked. Ask the IT service desk how to have it opened again; your enrolment and your results are not changed by it."
            : "Your account is open.",
        _ => null,
    };
}
