using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Students;

namespace StudentRecords.Infrastructure.Students.Mappings;

internal sealed class PersonMergeMapping : IEntityTypeConfiguration<PersonMerge>
{
    public void Configure(EntityTypeBuilder<PersonMerge> builder)
    {
        builder.ToTable("PersonMerge");
        builder.Property(m => m.Reason).HasMaxLength(1000);
        builder.Property(m => m.UndoReason).HasMaxLength(1000);
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.KeptId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(m => m.PersonId, "OneMerge").HasFilter("UndoneOn IS NULL").IsUnique();
    }
}
