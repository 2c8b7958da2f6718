using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Support;
using StudentRecords.Web.Components.Shared;
using StudentRecords.Web.Components.Shared.Tables;

namespace StudentRecords.Tests.Components;

public sealed class DataTableTests : BunitContext
{
    private readonly Fruits fruits = new();

    public DataTableTests()
    {
        Services.AddSingleton(TimeProvider.System);
        Services.AddCascadingValue(_ => TestRegistry.Caller(Role.Auditor));
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public void BeforeTheAnswer_ASkeletonOfTheTableIsShown()
    {
        fruits.Answer = new TaskCompletionSource();
        var table = Table();
        Assert.Equal(["Name", "Weight"], table.FindAll("th").Select(h => h.TextContent.Trim()));
        Assert.Single(table.FindAll("tbody.skeleton"));
        Assert.Equal("true", table.Find("section").GetAttribute("aria-busy"));
        fruits.Answer.SetResult();
        table.WaitForAssertion(() => Assert.Empty(table.FindAll("tbody.skeleton")));
    }

    [Fact]
    public void Rows_OpenByTheLinkInTheirFirstCell()
    {
        var table = Table();
        Assert.Equal("/fruits/Apple", table.Find("tbody tr td:first-child a").GetAttribute("href"));
        Assert.Empty(table.FindAll("td:nth-child(2) a"));
    }

    [Fact]
    public void Heads_SortByTheAddressAndTurnOnTheSecondClick()
    {
        var table = Table();
        table.FindAll("th button")[1].Click();
        Assert.EndsWith("?sort=weight", Navigation.Uri, StringComparison.Ordinal);
        table.WaitForAssertion(() => Assert.Equal("ascending", table.FindAll("th")[1].GetAttribute("aria-sort")));
        Assert.Equal(["Cherry", "Banana", "Apple"], Names(table));
        table.FindAll("th button")[1].Click();
        Assert.EndsWith("?sort=-weight", Navigation.Uri, StringComparison.Ordinal);
        table.WaitForAssertion(() => Assert.Equal(["Apple", "Banana", "Cherry"], Names(table)));
    }

    [Fact]
    public void Address_GivesTheWholeState()
    {
        Navigation.NavigateTo("/fruits?q=an&f.colour=yellow&cols=weight");
        var table = Table();
        Assert.Equal(["Banana"], Names(table));
        Assert.Equal(["Name"], table.FindAll("th").Select(h => h.TextContent.Trim()));
        Assert.Equal("/fruits.csv?q=an&f.colour=yellow&cols=weight", table.Find("a[download]").GetAttribute("href"));
        Assert.Equal(2, table.FindAll(".narrowed li").Count);
    }

    [Fact]
    public void NothingFound_SaysWhichFilterToDropAndWhatThatWouldFind()
    {
        Navigation.NavigateTo("/fruits?q=apple&f.colour=yellow");
        var table = Table();
        table.WaitForAssertion(() => Assert.Contains("Drop Colour: Yellow (1 found)", table.Find(".empty").TextContent, StringComparison.Ordinal));
        table.FindAll(".empty button").Single(b => b.TextContent.Contains("Colour", StringComparison.Ordinal)).Click();
        table.WaitForAssertion(() => Assert.Equal(["Apple"], Names(table)));
    }

    [Fact]
    public void NothingAtAll_IsSaidInASentence()
    {
        fruits.All = [];
        Assert.Equal("There are no fruits yet.", Table().Find(".empty p").TextContent);
    }

    [Fact]
    public void Fault_IsShownWithAReferenceAndCanBeTriedAgain()
    {
        fruits.Fault = new InvalidOperationException("the store is away");
        var table = Table();
        Assert.Contains("could not be loaded", table.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("the store is away", table.Markup, StringComparison.Ordinal);
        fruits.Fault = null;
        table.Find("[role=alert] button").Click();
        table.WaitForAssertion(() => Assert.Equal(3, Names(table).Count));
    }

    [Fact]
    public void SlowAnswerToAnOldQuestion_IsDropped()
    {
        Navigation.NavigateTo("/fruits");
        var table = Table();
        var slow = fruits.Answer = new TaskCompletionSource();
        Navigation.NavigateTo("/fruits?q=apple");
        fruits.Answer = null;
        Navigation.NavigateTo("/fruits?q=cherry");
        table.WaitForAssertion(() => Assert.Equal(["Cherry"], Names(table)));
        slow.SetResult();
        table.WaitForAssertion(() => Assert.Equal(["Cherry"], Names(table)));
    }

    [Fact]
    public async Task Csv_HasExactlyWhatIsFilteredAndRunsNoFormulas()
    {
        fruits.All = [new Fruit("=cmd()", 1, "red"), new Fruit("Pear, \"Conference\"", 2.5m, "green"), new Fruit("Lime", 3, "green")];
        using var file = new MemoryStream();
        await fruits.WriteCsvAsync(TableQuery.FromAddress("?f.colour=green&sort=-name&size=10"), TestRegistry.Caller(Role.Auditor), file, CancellationToken.None);
        Assert.Equal("Name,Weight,Colour\r\n\"Pear, \"\"Conference\"\"\",2.5,green\r\nLime,3,green\r\n", new StreamReader(new MemoryStream(file.ToArray())).ReadToEnd());
        using var all = new MemoryStream();
        await fruits.WriteCsvAsync(new TableQuery(), TestRegistry.Caller(Role.Auditor), all, CancellationToken.None);
        Assert.Contains("'=cmd()", System.Text.Encoding.UTF8.GetString(all.ToArray()), StringComparison.Ordinal);
    }

    private IRenderedComponent<DataTable<Fruit>> Table() => Render<DataTable<Fruit>>(p => p.Add(t => t.Listing, fruits));

    private static List<string> Names(IRenderedComponent<DataTable<Fruit>> table) => [.. table.FindAll("tbody tr td:first-child").Select(c => c.TextContent.Trim())];

    private sealed record Fruit(string Name, decimal Weight, string Colour);

    private sealed class Fruits : Listing<Fruit>
    {
        private static readonly Sorting<Fruit> Sorts = Sorting<Fruit>.WithKey(f => f.Name).By("name", f => f.Name).By("weight", f => f.Weight);

        public List<Fruit> All { get; set; } = [new("Apple", 150, "red"), new("Banana", 120, "yellow"), new("Cherry", 8, "red")];

        public TaskCompletionSource? Answer { get; set; }

        public Exception? Fault { get; set; }

        public override string Path => "/fruits";

        public override string Nouns => "fruits";

        public override string SearchHint => "Name";

        public override IReadOnlyList<Column<Fruit>> Columns { get; } =
            [new("name", "Name", f => f.Name), new("weight", "Weight", f => f.Weight) { IsNumber = true }, new("colour", "Colour", f => f.Colour) { IsExtra = true, Sorts = false }];

        public override string RowLink(Fruit row) => $"/fruits/{row.Name}";

        public override ValueTask<IReadOnlyList<ListFilter>> FiltersAsync(long? of, Caller caller, CancellationToken ct) =>
            new((IReadOnlyList<ListFilter>)[new ListFilter("colour", "Colour", [("red", "Red"), ("yellow", "Yellow"), ("green", "Green")])]);

        public override async Task<TablePage<Fruit>> LoadAsync(TableQuery query, Caller caller, CancellationToken ct)
        {
            if (Answer is { } answer)
            {
                await answer.Task;
            }

            return Fault is null
                ? All.Where(f => f.Name.Contains(query.Search, StringComparison.OrdinalIgnoreCase) && (query.Filter("colour") is not { } c || f.Colour == c)).ToList().ToPage(query, Sorts)
                : throw Fault;
        }
    }
}
