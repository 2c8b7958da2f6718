namespace StudentRecords.Infrastructure.Integration.Quarantine;

/// <summary>Another text for a quarantined message; its id, type, key and versions stay.</summary>
public sealed record ProposeCorrection
{
    public required long MessageId { get; init; }

    public required string Raw { get; init; }
}

/// <summary>Quarantined messages of one flow for one reason.</summary>
public sealed record QuarantineGroup(string Flow, string Code);

/// <summary>What came of trying several again.</summary>
/// <param name="Moved">Those that are no longer quarantined or parked.</param>
public sealed record TriedAgain(int Tried, int Moved);
