using StudentRecords.Domain.Integration;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Web.Components.Pages.Integration;

/// <summary>Filters that lists of messages have in common.</summary>
internal static class FlowFilters
{
    public static ListFilter Flows(FlowDirection direction) => new("flow", "Flow", [.. FlowCatalogue.All.Where(f => f.Direction == direction).Select(f => (f.Code, f.Label))]);

    public static ListFilter Systems(string key, string label) => new(key, label, [.. SystemCatalogue.Names.Where(s => s.Key is not ("SIS" or "ESB")).Select(s => (s.Key, $"{s.Key} {s.Value}"))]);
}
