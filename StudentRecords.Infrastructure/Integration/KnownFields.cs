using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using StudentRecords.Domain;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Inbound;

namespace StudentRecords.Infrastructure.Integration;

/// <summary>Which fields a contract has, so that what it does not have can be asked whose it is.</summary>
internal static class KnownFields
{
    private static readonly ConcurrentDictionary<Type, HashSet<string>> Names = [];

    /// <summary>Every field of the content that the contract does not have and that somebody else owns.</summary>
    public static IReadOnlyList<Refusal> OfOthers(InboxMessage message, IInboundFlow flow, JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.Object || flow.Contracts.FirstOrDefault(c => c.Version == message.ContractVersion) is not { } contract)
        {
            return [];
        }

        var known = Names.GetOrAdd(contract.Content, type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.Name).ToHashSet(StringComparer.OrdinalIgnoreCase));
        List<Refusal>? found = null;
        foreach (var field in data.EnumerateObject())
        {
            if (!known.Contains(field.Name) && FieldOwners.Refuses(message.Flow, message.Source, field.Name) is { } refusal)
            {
                (found ??= []).Add(refusal);
            }
        }

        return found ?? [];
    }
}
