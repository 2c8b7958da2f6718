namespace StudentRecords.Domain.Integration.Runbooks;

/// <summary>What kind of trouble it is: who has to do something.</summary>
public enum FailureClass
{
    /// <summary>The hub tries again by itself: a system that does not answer, a message whose parent has not come.</summary>
    Passing,

    /// <summary>One or a few messages that are each their own case; the desk decides.</summary>
    Single,

    /// <summary>The same thing over and over: the cause is with the sender, the receiver or the record, and message by message nothing is won.</summary>
    Systemic,
}

/// <summary>Messages of one flow that have not had their effect, for one reason.</summary>
/// <param name="Code">Reason code; for what does not go out, what the receiver said.</param>
/// <param name="Count">How many.</param>
/// <param name="MovesByItself">Whether the hub goes on trying.</param>
/// <param name="Since">When the oldest of them came or was made.</param>
public sealed record FlowFailure(string Code, int Count, bool MovesByItself, DateTimeOffset Since)
{
    /// <summary>So many with one reason are one cause and not as many cases.</summary>
    public const int Many = 5;

    /// <summary>What passes by itself does so within a day; after that it did not pass.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    /// <summary>Trouble of these reasons is the record's or the contract's and returns with the next message.</summary>
    private static readonly HashSet<string> Lasting = ["FAULT", "UNKNOWN_TYPE", "UNKNOWN_VERSION", MassChange.Code];

    public FailureClass ClassAt(DateTimeOffset now) => this switch
    {
        { MovesByItself: true } when now - Since <= Patience => FailureClass.Passing,
        _ when Count >= Many || Lasting.Contains(Code) || MovesByItself => FailureClass.Systemic,
        _ => FailureClass.Single,
    };
}
