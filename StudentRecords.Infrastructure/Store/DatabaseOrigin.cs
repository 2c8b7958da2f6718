using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Infrastructure.Store.Conventions;

namespace StudentRecords.Infrastructure.Store;

/// <summary>
/// What filled this database first. A replay or the demo institution acts in the name of people who do not exist; it is never let
/// loose on a record that somebody else began.
/// </summary>
public sealed class DatabaseOrigin
{
    public int Id { get; init; } = 1;

    /// <summary>replay oulad, demo; nothing is written for an institution's own record.</summary>
    public required string MadeBy { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Takes a new, empty database for <paramref name="maker"/>. False when it belongs to another, or already holds people.</summary>
    public static async Task<bool> ClaimAsync(RegistryDbContext db, string maker, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Set<DatabaseOrigin>().AsNoTracking().SingleOrDefaultAsync(ct) is { } origin)
        {
            return origin.MadeBy == maker;
        }

        if (await db.Set<Domain.Students.Person>().AnyAsync(ct))
        {
            return false;
        }

        db.Add(new DatabaseOrigin { MadeBy = maker, At = now });
        await db.SaveChangesAsync(ct);
        return true;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<DatabaseOrigin>
    {
        public void Configure(EntityTypeBuilder<DatabaseOrigin> builder)
        {
            builder.ToTable("DatabaseOrigin").IsNotAudited("says where the database comes from");
            builder.Property(o => o.MadeBy).HasMaxLength(40);
        }
    }
}
