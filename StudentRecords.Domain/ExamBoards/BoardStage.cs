namespace StudentRecords.Domain.ExamBoards;

/// <summary>What a board considers.</summary>
public enum BoardKind
{
    /// <summary>First tier: the marks of one module occurrence. No personal discussion.</summary>
    Module,

    /// <summary>Second tier: progression and awards of people.</summary>
    ProgressionAward,
}

/// <summary>How far a board has come. It only goes forward, but for a pack that is frozen anew.</summary>
public enum BoardStage
{
    /// <summary>Members, candidates and results are being gathered.</summary>
    Preparing,

    /// <summary>A pack is frozen and lies before the members and the external examiner.</summary>
    Frozen,

    /// <summary>The board sits; decisions are taken on screen.</summary>
    InSession,

    /// <summary>Decided and locked; the lock never opens.</summary>
    Ratified,
}
