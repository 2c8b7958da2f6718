using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Support;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Tests.Store;

/// <summary>Every list of the product, by every column, with every choice of every filter, on the screen's query and into the file.</summary>
[Collection(WebCollection.Name)]
public sealed class ListingTests(WebRegistry web)
{
    private static readonly Caller Everybody = TestRegistry.Caller(Enum.GetValues<Role>());

    public static TheoryData<string> Listings => [.. Types.Select(t => t.Name)];

    private static IEnumerable<Type> Types => typeof(IListing).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IListing)));

    [Theory]
    [MemberData(nameof(Listings))]
    public Task EveryListing_SortsFiltersAndSearches(string name)
    {
        var type = Types.Single(t => t.Name == name);
        var row = BasesOf(type).Single(b => b.IsGenericType && b.GetGenericTypeDefinition() == typeof(Listing<>)).GetGenericArguments()[0];
        var ask = typeof(ListingTests).GetMethod(nameof(AskAsync), BindingFlags.NonPublic | BindingFlags.Instance)!.MakeGenericMethod(row);
        return (Task)ask.Invoke(this, [type])!;
    }

    private async Task AskAsync<TRow>(Type type)
    {
        await using var scope = web.Services.CreateAsyncScope();
        var listing = (Listing<TRow>)scope.ServiceProvider.GetRequiredService(type);
        var of = listing.Path.Contains("{of", StringComparison.Ordinal) ? 1L : (long?)null;
        var filters = await listing.FiltersAsync(of, Everybody, CancellationToken.None);
        List<TableQuery> queries =
        [
            new(),
            new() { Search = "x_%[" },
            .. listing.Columns.Where(c => c.Sorts).SelectMany(c => (TableQuery[])[new() { Sort = c.Key }, new() { Sort = c.Key, Descending = true }]),
            .. filters.SelectMany(f => Values(f).Select(v => new TableQuery().With(f.Key, v))),
        ];
        foreach (var query in queries)
        {
            var page = await listing.LoadAsync(query with { Of = of }, Everybody, CancellationToken.None);
            Assert.True(page.Total >= page.Rows.Count);
        }

        using var file = new MemoryStream();
        await listing.WriteCsvAsync(new TableQuery { Of = of }, Everybody, file, CancellationToken.None);
        Assert.True(file.ToArray().Length > 0);
    }

    private static IEnumerable<string> Values(ListFilter filter) => filter switch
    {
        { IsDay: true } => ["2024-06-03"],
        { Options.Count: 0 } => ["x", "1"],
        _ => filter.Options.Select(o => o.Value),
    };

    private static IEnumerable<Type> BasesOf(Type type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            yield return at;
        }
    }
}
