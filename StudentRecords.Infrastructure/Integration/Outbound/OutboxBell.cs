using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Outbound;

/// <summary>Rings when something is to be told to another system.</summary>
public sealed class OutboxBell : CommitBell<OutboxMessage>;
