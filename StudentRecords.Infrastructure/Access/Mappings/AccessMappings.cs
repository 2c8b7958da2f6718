using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Store.Conventions;

namespace StudentRecords.Infrastructure.Access.Mappings;

internal sealed class RegistryUserMapping : IEntityTypeConfiguration<RegistryUser>
{
    public void Configure(EntityTypeBuilder<RegistryUser> builder)
    {
        builder.ToTable("RegistryUser").IsNotAudited("sign-in bookkeeping; what users may do is audited with their assignments");
        builder.Property(u => u.PasswordHash).HasMaxLength(500);
        builder.Property(u => u.SecurityStamp).HasMaxLength(100);
        builder.Property(u => u.ConcurrencyStamp).HasMaxLength(100);
    }
}

internal sealed class RoleAssignmentMapping : IEntityTypeConfiguration<RoleAssignment>
{
    public void Configure(EntityTypeBuilder<RoleAssignment> builder)
    {
        builder.ToTable("RoleAssignment");
        builder.HasOne<RegistryUser>().WithMany().HasForeignKey(a => a.UserId);
    }
}
