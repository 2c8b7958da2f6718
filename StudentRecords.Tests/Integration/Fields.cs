using System.Text.Json;
using StudentRecords.Domain.Integration;

namespace StudentRecords.Tests.Integration;

/// <summary>What a message holds, by name. Whoever looks at a message also holds it against its published contract.</summary>
internal static class Fields
{
    /// <summary>Names of the fields of its content, in their order.</summary>
    public static IReadOnlyList<string> Of(OutboxMessage message)
    {
        PublishedSchema.Holds(message);
        using var body = JsonDocument.Parse(message.Body);
        return [.. body.RootElement.EnumerateObject().Select(p => p.Name)];
    }

    /// <summary>One field as text.</summary>
    public static string? Of(OutboxMessage message, string field)
    {
        PublishedSchema.Holds(message);
        using var body = JsonDocument.Parse(message.Body);
        return body.RootElement.GetProperty(field).ToString();
    }
}
