using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Students.Retention;

/// <summary>Rows of one table that belong to a class.</summary>
/// <param name="Table">The entity that the rows are of.</param>
/// <param name="People">Whose the rows are, once for each row.</param>
/// <param name="DisposeAsync">Disposes of one person's; gives how many went.</param>
internal sealed record RecordPart(Type Table, Func<RegistryDbContext, long[], IQueryable<long>> People, Func<RegistryDbContext, long, CancellationToken, Task<int>> DisposeAsync)
{
    /// <summary>False for what only follows from other rows.</summary>
    public bool Counts { get; init; } = true;

    /// <summary>All rows of the table.</summary>
    public static RecordPart Whole<T>()
        where T : class, IAboutPerson => new(
        typeof(T),
        (db, people) => db.Set<T>().Where(r => people.Contains(r.PersonId)).Select(r => r.PersonId),
        (db, person, ct) => db.Set<T>().Where(r => r.PersonId == person).ExecuteDeleteAsync(ct));
}
