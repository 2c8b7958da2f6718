using StudentRecords.Domain.Integration;

namespace StudentRecords.Infrastructure.Integration.Quarantine;

/// <summary>Another text for a quarantined message; its id, type, key and versions stay.</summary>
public sealed record ProposeCorrection
{
    public required long MessageId { get; init; }

    public required string Raw { get; init; }
}

/// <summary>Quarantined messages of one flow that failed alike.</summary>
/// <param name="Flow">Code of the flow.</param>
/// <param name="Fingerprint">What they have in common (<see cref="Domain.Integration.Fingerprint"/>), or a reason code alone for all of that reason.</param>
public sealed record QuarantineGroup(string Flow, string Fingerprint)
{
    /// <summary>Reason code of the group.</summary>
    public string Code => Fingerprint.Split('-')[0];

    internal IQueryable<InboxMessage> Of(IQueryable<InboxMessage> inbox) => inbox.Where(m => m.State == InboxState.Quarantined && m.Flow == Flow && (m.Fingerprint == Fingerprint || m.ReasonCode == Fingerprint));
}

/// <summary>What came of trying several again.</summary>
/// <param name="Moved">Those that are no longer quarantined or parked.</param>
public sealed record TriedAgain(int Tried, int Moved);
