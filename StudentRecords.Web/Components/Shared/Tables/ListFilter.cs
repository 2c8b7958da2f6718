namespace StudentRecords.Web.Components.Shared.Tables;

/// <summary>A way to narrow a list. The list's query reads it by its key.</summary>
/// <param name="Key">As in <c>TableQuery.Filter(key)</c>.</param>
/// <param name="Label">What is narrowed by: State, Faculty.</param>
/// <param name="Options">Values to choose from; none for a filter that is typed.</param>
public sealed record ListFilter(string Key, string Label, IReadOnlyList<(string Value, string Words)> Options)
{
    /// <summary>Typed in as a day.</summary>
    public bool IsDay { get; init; }

    public static ListFilter Of<TEnum>(string key, string label)
        where TEnum : struct, Enum => new(key, label, [.. Enum.GetValues<TEnum>().Select(v => (v.ToString(), Words.Of(v)))]);

    public static ListFilter Typed(string key, string label) => new(key, label, []);

    public static ListFilter Day(string key, string label) => new(key, label, []) { IsDay = true };

    public string WordsOf(string value) => Options.FirstOrDefault(o => o.Value == value).Words ?? value;
}
