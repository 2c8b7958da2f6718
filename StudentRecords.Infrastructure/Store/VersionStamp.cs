using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using StudentRecords.Domain;

namespace StudentRecords.Infrastructure.Store;

/// <summary>Raises the version of every changed row that two people can edit.</summary>
internal static class VersionStamp
{
    public static void Raise(ChangeTracker tracker)
    {
        foreach (var entry in tracker.Entries<IVersioned>())
        {
            if (entry.State is EntityState.Added or EntityState.Modified)
            {
                var version = entry.Property(e => e.Version);
                version.CurrentValue = (entry.State == EntityState.Added ? 0 : version.OriginalValue) + 1;
            }
        }
    }
}
