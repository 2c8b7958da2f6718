using Microsoft.EntityFrameworkCore;

namespace StudentRecords.Infrastructure.Store;

/// <summary>New rows that no other row of the save refers to: where there are many they leave it, and are written at once after it in the same transaction.</summary>
internal sealed class RowsAside<T>(RegistryDbContext db)
    where T : class
{
    private List<T> rows = [];

    /// <summary>To be called when the rows are as they are to be written.</summary>
    public void Take()
    {
        var added = db.ChangeTracker.Entries<T>().Where(e => e.State == EntityState.Added).ToList();
        if (added.Count > ManyRows.Many)
        {
            // one stays, so that whoever watches the save hears of them
            rows = added.Skip(1).Select(e => e.Entity).ToList();
            added.Skip(1).ToList().ForEach(e => e.State = EntityState.Detached);
        }
    }

    public Task WriteAsync(CancellationToken ct) => ManyRows.AddAsync(db, rows, ct);

    /// <summary>A save that failed may be tried again, with them.</summary>
    public void GiveBack() => db.AddRange(rows);
}
