namespace StudentRecords.Domain.Hesa;

/// <summary>What the compare run writes when an entity that was reported is no longer in the extract.</summary>
public enum VanishClass
{
    /// <summary>Nothing: identifiers with sequence numbers, and all entities that the article gives neither delete nor closing.</summary>
    Nothing,

    /// <summary>An entity with status Delete; it is not put in the file.</summary>
    Delete,

    /// <summary>An Amended entity with its valid-to filled, where that was still blank.</summary>
    ClosedByDate,
}

/// <summary>The class of an entity and the field rows that go with it.</summary>
/// <param name="As">What is written.</param>
/// <param name="Fields">Delete: the fields that get a row with status Delete. Closed by date: identifier, valid-from, valid-to.</param>
/// <param name="Step">Derivation step of those rows; null where the article names none.</param>
public sealed record Vanishing(VanishClass As, IReadOnlyList<string> Fields, int? Step)
{
    public static readonly Vanishing Nothing = new(VanishClass.Nothing, [], null);
}

/// <summary>The fields by which a session's statuses are compared (SessionStatus has rules of its own).</summary>
/// <param name="From">Key: the day from which the status holds.</param>
/// <param name="Status">The status changed to.</param>
/// <param name="SessionStart">The parent's field with the session's start.</param>
/// <param name="Active">The code that needs no report while nothing else was reported.</param>
public sealed record StatusFields(string From, string Status, string SessionStart, string Active);
