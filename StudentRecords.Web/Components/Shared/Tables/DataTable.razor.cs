using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Web.Components.Shared.Tables;

/// <summary>A list on screen. Its state is the address; every change of it is a navigation, so that back, reload and a sent link show the same.</summary>
public sealed partial class DataTable<TRow>
{
    private TableQuery query = new();
    private TablePage<TRow>? page;
    private IReadOnlyList<Column<TRow>> columns = [];
    private IReadOnlyList<Column<TRow>> shown = [];
    private IReadOnlyList<ListFilter> filters = [];
    private CancellationTokenSource? asking;
    private string? fault;
    private string address = "";
    private bool isLoading = true;
    private (Listing<TRow>? Listing, long? Of) asked;

    [Parameter, EditorRequired]
    public Listing<TRow> Listing { get; set; } = null!;

    /// <summary>The record under which the list hangs.</summary>
    [Parameter]
    public long? Of { get; set; }

    /// <summary>Told after each load: for figures beside the list.</summary>
    [Parameter]
    public EventCallback<TablePage<TRow>> OnLoaded { get; set; }

    [CascadingParameter]
    private Caller Caller { get; set; } = null!;

    /// <summary>Loads the page anew, after something was changed.</summary>
    public Task RefreshAsync() => InvokeAsync(LoadAsync);

    public void Dispose()
    {
        Navigation.LocationChanged -= OnMoved;
        asking?.Cancel();
        asking?.Dispose();
    }

    protected override void OnInitialized() => Navigation.LocationChanged += OnMoved;

    protected override async Task OnParametersSetAsync()
    {
        if (asked == (Listing, Of))
        {
            return;
        }

        asked = (Listing, Of);
        page = null;
        columns = await Listing.ColumnsAsync(Of, Caller, CancellationToken.None);
        Read();
        filters = await Listing.FiltersAsync(Of, Caller, CancellationToken.None);
        await LoadAsync();
    }

    private void Read()
    {
        query = TableQuery.FromAddress(new Uri(Navigation.Uri).Query, Of);
        shown = [.. columns.Where(c => c.IsExtra == query.Turned.Contains(c.Key))];
    }

    private void OnMoved(object? sender, LocationChangedEventArgs e)
    {
        if (new Uri(e.Location).AbsolutePath == address)
        {
            _ = InvokeAsync(async () =>
            {
                Read();
                await LoadAsync();
            });
        }
    }

    private async Task LoadAsync()
    {
        address = new Uri(Navigation.Uri).AbsolutePath;
        asking?.Cancel();
        asking?.Dispose();
        asking = new CancellationTokenSource();
        var mine = asking.Token;
        (isLoading, fault) = (true, null);
        StateHasChanged();
        try
        {
            var loaded = await Listing.LoadAsync(query, Caller, mine);
            if (!mine.IsCancellationRequested)
            {
                (page, isLoading) = (loaded, false);
                await OnLoaded.InvokeAsync(loaded);
            }
        }
        catch (OperationCanceledException) when (mine.IsCancellationRequested)
        {
            return; // a newer question is on its way, or the page was left
        }
        catch (Exception e) when (e is not UnauthorizedAccessException)
        {
            (isLoading, fault) = (false, Guid.NewGuid().ToString("N")[..8].ToUpperInvariant());
            Log.LogError(e, "List {Listing} could not be loaded, reference {Reference}", Listing.GetType().Name, fault);
        }

        StateHasChanged();
    }

    private async Task<int> CountAsync(TableQuery other) => (await Listing.LoadAsync(other with { Page = 1, Size = 10 }, Caller, CancellationToken.None)).Total;

    private void Go(TableQuery next) => Navigation.NavigateTo(address + next.ToAddress());

    private void SortBy(Column<TRow> column) => Go(query with { Sort = column.Key, Descending = query.Sort == column.Key && !query.Descending, Page = 1 });

    private string? Order(Column<TRow> column) => !column.Sorts ? null : query.Sort != column.Key ? "none" : query.Descending ? "descending" : "ascending";
}
