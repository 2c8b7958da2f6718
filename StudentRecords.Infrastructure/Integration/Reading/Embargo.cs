using System.Text.Json;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Integration.Reading;

/// <summary>Messages whose content nobody reads before its release: results of applicants (F045), which UCAS and the awarding bodies give under that condition.</summary>
internal static class Embargo
{
    private const string Results = "QualificationResultsReceived";

    /// <summary>Whether the message may not be read at that moment. One whose release cannot be read is withheld: a person corrects it from the sender's own list.</summary>
    public static bool Withholds(string type, string raw, DateTimeOffset now)
    {
        if (type != Results)
        {
            return false;
        }

        try
        {
            return !RawEnvelope.TryRead(raw, out var envelope, out _) || envelope.Data.Deserialize<Release>(ContractJson.Lenient)?.ReleaseAt is not { } release || release > now;
        }
        catch (JsonException)
        {
            return true;
        }
    }

    /// <inheritdoc cref="Withholds(string, string, DateTimeOffset)"/>
    public static bool Withholds(InboxMessage message, DateTimeOffset now) => Withholds(message.Type, message.Raw, now);

    /// <summary>The part of <see cref="UcasResults"/> that says when.</summary>
    private sealed record Release(DateTimeOffset? ReleaseAt);
}
