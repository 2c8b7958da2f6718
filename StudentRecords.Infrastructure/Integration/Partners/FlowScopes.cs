using StudentRecords.Domain.Integration;

namespace StudentRecords.Infrastructure.Integration.Partners;

/// <summary>What a token may be for: a scope is the code of a flow, and a system has those that it sends or receives.</summary>
public static class FlowScopes
{
    /// <summary>All scopes of a system, in the order of the catalogue.</summary>
    public static IReadOnlyList<string> Of(string system) => [.. FlowCatalogue.All.Where(f => f.From == system || f.To == system).Select(f => f.Code)];

    /// <summary>Those that are asked for, or all where nothing is; null when one is asked for that the system does not have.</summary>
    /// <param name="asked">Parted by spaces, as RFC 6749 has it.</param>
    public static IReadOnlyList<string>? Grant(string system, string? asked)
    {
        var all = Of(system);
        var wanted = (asked ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList();
        return wanted.Count == 0 ? all : wanted.All(all.Contains) ? wanted : null;
    }
}
