namespace StudentRecords.Web.Components.Shared;

/// <summary>The product's icons: strokes on a 16 by 16 ground, coloured by the text around them.</summary>
public static class Icons
{
    private static readonly Dictionary<string, string> Paths = new()
    {
        ["home"] = "M2 7.5 8 2.5l6 5M4 6.5v7h8v-7M6.5 13.5v-4h3v4",
        ["person"] = "M8 8a2.75 2.75 0 1 0 0-5.5A2.75 2.75 0 0 0 8 8ZM2.5 14c.4-3 2.6-4.5 5.5-4.5s5.1 1.5 5.5 4.5",
        ["users"] = "M6 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM1.5 13.5c.3-2.6 2-4 4.5-4s4.2 1.4 4.5 4M10.5 3.2a2.5 2.5 0 0 1 0 4.6M11.8 9.8c1.6.5 2.5 1.8 2.7 3.7",
        ["key"] = "M5.5 12.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM7.8 7.6 13.5 2M11 4.5l2 2",
        ["book"] = "M3 2.5h8.5a1 1 0 0 1 1 1v10H4a1 1 0 0 1-1-1ZM3 11.5h9.5M6 5h4",
        ["cap"] = "M8 3 1.5 6 8 9l6.5-3ZM4 7.5v3.2c1 1 2.4 1.5 4 1.5s3-.5 4-1.5V7.5M14.5 6v4",
        ["board"] = "M2 3.5h12v8H2ZM8 11.5v2.5M5 14h6M5 6.5h6M5 8.5h4",
        ["marks"] = "M3 2.5h7l3 3v8H3ZM10 2.5v3h3M5.5 9.5l1.5 1.5 3-3.5",
        ["returns"] = "M2.5 10.5v3h11v-3M8 10.5v-8M4.8 5.5 8 2.3l3.2 3.2",
        ["flows"] = "M2 5h9.5M9 2.5 11.5 5 9 7.5M14 11H4.5M7 8.5 4.5 11 7 13.5",
        ["systems"] = "M2 3h5v4H2ZM9 9h5v4H9ZM4.500 7v4H9",
        ["jobs"] = "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 4.5V8l2.5 1.5",
        ["audit"] = "M8 1.8 13.5 4v4c0 3-2.2 5.2-5.5 6.2C4.700 13.2 2.500 11 2.500 8V4ZM5.500 8l1.800 1.800L10.700 6.300",
        ["money"] = "M2 4h12v8H2ZM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM4 6v.01M12 10v.01",
        ["hold"] = "M4 7.500h8v6H4ZM5.500 7.500V5a2.500 2.500 0 0 1 5 0v2.500",
        ["calendar"] = "M2.500 3.500h11v10h-11ZM2.500 6.500h11M5.500 2v3M10.500 2v3",
        ["document"] = "M3.500 2h6l3 3v9h-9ZM9.500 2v3h3M5.500 8h5M5.500 10.500h5",
        ["history"] = "M2.500 8A5.500 5.500 0 1 0 4.200 4M2.500 2.500v3h3M8 5v3.200l2 1.300",
        ["search"] = "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10ZM10.700 10.700 14 14",
        ["theme"] = "M8 13.500a5.500 5.500 0 1 0 0-11ZM8 2.500v11a5.500 5.500 0 0 1 0-11Z",
        ["fold"] = "M9.500 4 5.500 8l4 4",
        ["good"] = "M3 8.500 6.500 12 13 4.500",
        ["bad"] = "M4 4l8 8M12 4l-8 8",
        ["warn"] = "M8 2.500 14.500 13.500h-13ZM8 6.500v3.500M8 11.800v.010",
        ["info"] = "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 7.500V11M8 5v.010",
        ["wait"] = "M4.500 2h7M4.500 14h7M5 2c0 3 3 4 3 6s-3 3-3 6M11 2c0 3-3 4-3 6s3 3 3 6",
        ["run"] = "M5 3v10l8-5Z",
        ["stop"] = "M4 4h8v8H4Z",
        ["draft"] = "M3 13l.700-3L10.500 3.200l2.300 2.300L6 12.300ZM9 4.700 11.300 7",
        ["lock"] = "M4 7.500h8v6H4ZM5.500 7.500V5a2.500 2.500 0 0 1 5 0v2.500M8 10v1.500",
        ["none"] = "M4 8h8",
        ["open"] = "M6 4l4 4-4 4",
        ["down"] = "M4 6l4 4 4-4",
        ["up"] = "M4 10l4-4 4 4",
        ["file"] = "M8 2v8M5 7.500l3 3 3-3M2.500 11v2.500h11V11",
        ["plus"] = "M8 3v10M3 8h10",
        ["columns"] = "M2.500 3h11v10h-11ZM6.200 3v10M9.800 3v10",
    };

    public static string Path(string name) => Paths.TryGetValue(name, out var path) ? path : throw new ArgumentException($"There is no icon '{name}'.", nameof(name));

    public static bool Has(string name) => Paths.ContainsKey(name);
}
