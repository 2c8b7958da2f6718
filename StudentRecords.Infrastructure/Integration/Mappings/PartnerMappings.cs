using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store.Conventions;

namespace StudentRecords.Infrastructure.Integration.Mappings;

internal sealed class PartnerCredentialMapping : IEntityTypeConfiguration<PartnerCredential>
{
    public void Configure(EntityTypeBuilder<PartnerCredential> builder)
    {
        builder.ToTable("PartnerCredential");
        builder.Property(c => c.System).HasMaxLength(20);
        builder.Property(c => c.KeyId).HasMaxLength(60);
        builder.Property(c => c.ProtectedSecret).HasMaxLength(1000).IsToldByHash();
        builder.HasIndex(c => c.KeyId).IsUnique();
        builder.HasIndex(c => c.System);
    }
}

internal sealed class PartnerChannelMapping : IEntityTypeConfiguration<PartnerChannel>
{
    public void Configure(EntityTypeBuilder<PartnerChannel> builder)
    {
        builder.ToTable("PartnerChannel");
        builder.Property(c => c.System).HasMaxLength(20);
        builder.Property(c => c.Address).HasMaxLength(500);
        builder.Property(c => c.ProtectedSecret).HasMaxLength(1000).IsToldByHash();
        builder.Property(c => c.FormerSecret).HasMaxLength(1000).IsToldByHash();
        builder.Property(c => c.PausedBecause).HasMaxLength(1000);
        builder.HasIndex(c => c.System).IsUnique();
    }
}
