using System.Reflection;
using StudentRecords.Web.Access;

namespace StudentRecords.Web.Components.Shared.Tables;

/// <summary>Every list of the product and what it needs.</summary>
public static class ListingRoll
{
    public static readonly IReadOnlyList<(Type Type, NeedsAttribute Needs)> All =
    [
        .. typeof(IListing).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IListing)))
            .OrderBy(t => t.FullName, StringComparer.Ordinal)
            .Select(t => (t, t.GetCustomAttribute<NeedsAttribute>() ?? throw new InvalidOperationException($"{t.Name} does not say what it [Needs].")))
    ];
}

/// <summary>Something that the search over everything found in a list.</summary>
public sealed record Hit(string Words, string Beside, string Address);

/// <summary>The first hits of one list, and how many it has.</summary>
public sealed record HitsOfList(string Nouns, int Total, string Address, IReadOnlyList<Hit> First);
