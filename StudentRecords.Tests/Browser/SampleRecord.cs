using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Browser;

/// <summary>One of everything that has a page of its own, so that each page can be opened with something on it.</summary>
public sealed record SampleRecord
{
    /// <summary>An address for each page with parameters; a page that is not here fails <see cref="EveryPageTests"/>.</summary>
    public required IReadOnlyDictionary<string, string> Addresses { get; init; }

    public static async Task<SampleRecord> MakeAsync(TestRegistry registry)
    {
        var occurrence = await registry.Given.OccurrenceAsync();
        await registry.Given.StudentAsync(occurrence, 63.5m, 48m);
        await registry.Given.StudentAsync(occurrence, 71m, null);
        return new SampleRecord
        {
            Addresses = new Dictionary<string, string>
            {
                ["/problem/{Code:int}"] = "/problem/404",
            },
        };
    }
}
