namespace StudentRecords.Domain.ExamBoards;

/// <summary>In what way a sitting follows a ratified board. Each is a board of its own, with its own pack, word of the examiner and lock.</summary>
public enum BoardSequel
{
    /// <summary>The same board meets again for the candidates it postponed.</summary>
    Resumed,

    /// <summary>The chair decides for the board; reported to its next meeting.</summary>
    ChairsAction,

    /// <summary>An appeal that two people approved leads to another decision beside the first.</summary>
    Appeal,
}
