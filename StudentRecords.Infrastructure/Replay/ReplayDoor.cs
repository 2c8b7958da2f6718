namespace StudentRecords.Infrastructure.Replay;

/// <summary>Sends one batch of messages of a flow in the name of a system, and tells what the door answered.</summary>
public delegate Task<ReplayAnswer> ReplayDoor(string flow, string source, IReadOnlyList<string> lines, CancellationToken ct);

/// <param name="Received">Lines of the batch.</param>
/// <param name="Repeated">Of them known already.</param>
/// <param name="Turned">No message at all; the sender keeps it.</param>
public sealed record ReplayAnswer(int Received, int Repeated, int Turned);
