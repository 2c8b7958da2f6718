using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using StudentRecords.Domain;
using StudentRecords.Domain.Students;

namespace StudentRecords.Infrastructure.Store.Conventions;

/// <summary>What holds for every table: ids come from the record, nothing cascades, versions are concurrency tokens, personal rows point to a person.</summary>
internal static class RecordConventions
{
    public static void Apply(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes().ToList())
        {
            if (entity.FindPrimaryKey() is { Properties: [{ ClrType: var type } id] } && (type == typeof(long) || type == typeof(int)))
            {
                id.ValueGenerated = ValueGenerated.Never;
            }

            if (typeof(IVersioned).IsAssignableFrom(entity.ClrType))
            {
                entity.FindProperty(nameof(IVersioned.Version))!.IsConcurrencyToken = true;
            }

            if (typeof(IAboutPerson).IsAssignableFrom(entity.ClrType) && entity.ClrType != typeof(Person)
                && entity.FindProperty(nameof(IAboutPerson.PersonId)) is { } person && !person.IsForeignKey())
            {
                builder.Entity(entity.ClrType).HasOne(typeof(Person)).WithMany().HasForeignKey(nameof(IAboutPerson.PersonId));
            }
        }

        foreach (var key in builder.Model.GetEntityTypes().SelectMany(e => e.GetForeignKeys()))
        {
            key.DeleteBehavior = DeleteBehavior.Restrict;
        }
    }
}
