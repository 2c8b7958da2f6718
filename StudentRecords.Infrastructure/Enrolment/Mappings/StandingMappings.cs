using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Sponsorship;

namespace StudentRecords.Infrastructure.Enrolment.Mappings;

internal sealed class PermissionToStudyMapping : IEntityTypeConfiguration<PermissionToStudy>
{
    public void Configure(EntityTypeBuilder<PermissionToStudy> builder)
    {
        builder.ToTable("PermissionToStudy");
        builder.Property(p => p.CasNumber).HasMaxLength(40);
        builder.HasOne(p => p.Person).WithMany().HasForeignKey(p => p.PersonId);
        builder.HasIndex(p => p.CasNumber).IsUnique();
    }
}

internal sealed class QuietHandlingMapping : IEntityTypeConfiguration<QuietHandling>
{
    public void Configure(EntityTypeBuilder<QuietHandling> builder)
    {
        builder.ToTable("QuietHandling");
        builder.Property(q => q.Settlement).HasMaxLength(2000);
        builder.HasIndex(q => q.SettledAt);
    }
}
