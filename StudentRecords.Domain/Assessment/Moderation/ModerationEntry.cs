using StudentRecords.Domain.Access;

namespace StudentRecords.Domain.Assessment.Moderation;

/// <summary>One act upon one mark. Rows are added and never changed, so that the way of a mark to the board is its history.</summary>
public sealed class ModerationEntry : IAboutPerson
{
    private ModerationEntry() { }

    internal ModerationEntry(MarkInModeration mark, ModerationAct act, MarkState state, ModerationEntryFacts facts)
    {
        PersonId = mark.PersonId;
        RegistrationId = mark.RegistrationId;
        MarkId = mark.MarkId;
        ComponentId = mark.ComponentId;
        RoundId = facts.RoundId ?? mark.RoundId;
        Number = mark.Entries.Count + 1;
        Act = act;
        State = state;
        Score = facts.Score;
        Reason = facts.Reason;
        By = facts.By.Name;
        ByUserId = facts.By.UserId;
        At = facts.At;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long PersonId { get; private set; }

    public long RegistrationId { get; private set; }

    public long MarkId { get; private set; }

    public long ComponentId { get; private set; }

    /// <summary>The sample that it belongs to; null before one was drawn.</summary>
    public long? RoundId { get; private set; }

    /// <summary>1, 2, 3 … within the mark: two people who act at once cannot both be the next.</summary>
    public int Number { get; private set; }

    public ModerationAct Act { get; private set; }

    /// <summary>Where the mark stands after it.</summary>
    public MarkState State { get; private set; }

    /// <summary>The second mark, or the agreed one.</summary>
    public decimal? Score { get; private set; }

    /// <summary>Why; for a drawn mark the ground on which it was drawn.</summary>
    public string Reason { get; private set; } = "";

    public string By { get; private set; } = "";

    /// <summary>Null where the record itself acted.</summary>
    public long? ByUserId { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>Whether this person did it.</summary>
    public bool IsBy(Caller caller) => ByUserId is { } id && caller.UserId is { } other ? id == other : By == caller.Name;
}

/// <summary>Who does something to marks, when and why.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, or on what ground.</param>
public sealed record ModerationEntryFacts(Caller By, DateTimeOffset At, string Reason)
{
    public decimal? Score { get; init; }

    /// <summary>Null keeps the mark in its round.</summary>
    public long? RoundId { get; init; }
}
