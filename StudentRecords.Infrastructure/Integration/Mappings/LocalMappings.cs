using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Integration;

namespace StudentRecords.Infrastructure.Integration.Mappings;

internal sealed class LocalSystemMapping : IEntityTypeConfiguration<LocalSystem>
{
    public void Configure(EntityTypeBuilder<LocalSystem> builder)
    {
        builder.ToTable("LocalSystem");
        builder.Property(s => s.System).HasMaxLength(20);
        builder.HasIndex(s => s.System).IsUnique();
    }
}

internal sealed class LocalFlowMapping : IEntityTypeConfiguration<LocalFlow>
{
    public void Configure(EntityTypeBuilder<LocalFlow> builder)
    {
        builder.ToTable("LocalFlow");
        builder.Property(f => f.Flow).HasMaxLength(4);
        builder.Property(f => f.PausedBecause).HasMaxLength(1000);
        builder.HasIndex(f => f.Flow).IsUnique();
    }
}
