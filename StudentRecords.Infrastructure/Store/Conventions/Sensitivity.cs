using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace StudentRecords.Infrastructure.Store.Conventions;

/// <summary>Said in a mapping: what of a row is special category, and which tables are no part of the audited record.</summary>
public static class Sensitivity
{
    private const string SpecialCategory = "StudentRecords:SpecialCategory";
    private const string ToldByHash = "StudentRecords:ToldByHash";
    private const string NotAudited = "StudentRecords:NotAudited";

    /// <summary>Equality, health and the like: the trail says that it changed and never what it says.</summary>
    public static PropertyBuilder<T> IsSpecialCategory<T>(this PropertyBuilder<T> property)
    {
        property.HasAnnotation(SpecialCategory, true);
        return property;
    }

    /// <summary>Long computed text that stands in the row itself: the trail tells its SHA-256, so that it can be proven and is not kept twice.</summary>
    public static PropertyBuilder<T> IsToldByHash<T>(this PropertyBuilder<T> property)
    {
        property.HasAnnotation(ToldByHash, true);
        return property;
    }

    /// <summary>The table is not part of the record (queues, sign-in bookkeeping), and why.</summary>
    public static EntityTypeBuilder<T> IsNotAudited<T>(this EntityTypeBuilder<T> entity, string because)
        where T : class
    {
        entity.HasAnnotation(NotAudited, because);
        return entity;
    }

    public static bool IsSpecialCategory(this IReadOnlyProperty property) => property.FindAnnotation(SpecialCategory) is not null;

    public static bool IsToldByHash(this IReadOnlyProperty property) => property.FindAnnotation(ToldByHash) is not null;

    public static bool IsAudited(this IReadOnlyEntityType entity) => entity.FindAnnotation(NotAudited) is null && entity.ClrType.Assembly != typeof(Microsoft.AspNetCore.Identity.IdentityUser).Assembly;
}
