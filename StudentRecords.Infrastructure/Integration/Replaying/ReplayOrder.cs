using StudentRecords.Domain.Integration;

namespace StudentRecords.Infrastructure.Integration.Replaying;

/// <summary>A replay as it was confirmed.</summary>
/// <param name="Choice">Which messages.</param>
/// <param name="UpTo">What was made or came in later was not in the preview and stays out.</param>
/// <param name="Hidden">Flows that whoever asks is not to know of when they are about one student.</param>
/// <param name="Reason">Why, in the person's words.</param>
/// <param name="Evidence">Where the evidence lies.</param>
internal sealed record ReplayOrder(ReplayChoice Choice, DateTimeOffset UpTo, IReadOnlyList<string> Hidden, string Reason, string? Evidence = null);
