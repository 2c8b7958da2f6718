using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Telling;

namespace StudentRecords.Tests.Integration.Telling;

/// <summary>What became of a message when it should have gone.</summary>
internal static class AtSend
{
    /// <summary>It is withdrawn for something that is no longer so in the record; that a newer word was written is no such reason.</summary>
    public static void Withdrawn(OutboxMessage message)
    {
        Assert.Equal(OutboxState.Withdrawn, message.State);
        Assert.False(string.IsNullOrWhiteSpace(message.LastError));
        Assert.NotEqual(LatestGate.Overtaken, message.LastError);
    }

    /// <summary>It is withdrawn because a newer word of the same was written, and for nothing else.</summary>
    public static void Overtaken(OutboxMessage message) => Assert.Equal((OutboxState.Withdrawn, LatestGate.Overtaken), (message.State, message.LastError));

    /// <summary>It waits for something that it names, and nobody has it in hand.</summary>
    public static void Waits(OutboxMessage message, string because) => Assert.Equal((OutboxState.Unsent, because, (string?)null), (message.State, message.LastError, message.ClaimedBy));
}
