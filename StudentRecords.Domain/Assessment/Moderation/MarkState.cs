namespace StudentRecords.Domain.Assessment.Moderation;

/// <summary>How far a mark has come on its way to a board. It is read from the newest <see cref="ModerationEntry"/>; a mark without one is entered.</summary>
public enum MarkState
{
    /// <summary>Given by the learning environment or by hand.</summary>
    Entered,

    /// <summary>Second marked in the sample, or covered by it.</summary>
    Moderated,

    /// <summary>Found right by somebody who neither entered nor moderated it.</summary>
    Confirmed,

    /// <summary>Ratified with its result; locked.</summary>
    AgreedByBoard,
}

/// <summary>What was done with a mark.</summary>
public enum ModerationAct
{
    /// <summary>Typed in by hand.</summary>
    Entered,

    /// <summary>Drawn into the sample.</summary>
    Drawn,

    /// <summary>In the set from which the sample was drawn, and not in the sample.</summary>
    Covered,

    SecondMarked,

    /// <summary>A mark that both markers agree on stands in the place of the first.</summary>
    Agreed,

    Moderated,

    /// <summary>Found wanting by who was to confirm; it is moderated again.</summary>
    SentBack,

    Confirmed,

    AgreedByBoard,
}
