namespace StudentRecords.Infrastructure.Store;

/// <summary>New rows of a table that is only added to (trail, inbox): a few go with the save, many are written at once, in the same transaction.</summary>
internal static class ManyRows
{
    /// <summary>Below this a bulk write costs more than it saves.</summary>
    public const int Many = 20;

    /// <summary>To be followed by the save of the context, in the transaction that is open.</summary>
    public static async Task AddAsync<T>(RegistryDbContext db, IReadOnlyCollection<T> rows, CancellationToken ct)
        where T : class
    {
        if (rows.Count < Many)
        {
            db.AddRange(rows);
            return;
        }

        var bulk = new BulkRows<T>(db);
        foreach (var row in rows)
        {
            await bulk.AddAsync(row, ct);
        }

        await bulk.FlushAsync(ct);
    }
}
