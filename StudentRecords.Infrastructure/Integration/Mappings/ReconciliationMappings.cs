using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Integration.Reconciling;
using StudentRecords.Infrastructure.Store.Conventions;

namespace StudentRecords.Infrastructure.Integration.Mappings;

internal sealed class ReconciliationRunMapping : IEntityTypeConfiguration<ReconciliationRun>
{
    public void Configure(EntityTypeBuilder<ReconciliationRun> builder)
    {
        builder.ToTable("ReconciliationRun");
        builder.Property(r => r.Flow).HasMaxLength(4);
        builder.Property(r => r.System).HasMaxLength(20);
        builder.Property(r => r.FigureId).HasMaxLength(100);
        builder.Property(r => r.FigureHash).HasMaxLength(64);
        builder.Property(r => r.SettledBecause).HasMaxLength(2000);
        builder.HasIndex(r => new { r.System, r.Flow, r.FigureId }).IsUnique();
        builder.HasIndex(r => new { r.Flow, r.System, r.Id });
        builder.HasIndex(r => r.State).HasFilter("State IN ('Differs', 'Drift')");
    }
}

internal sealed class ReconciledGroupMapping : IEntityTypeConfiguration<ReconciledGroup>
{
    public void Configure(EntityTypeBuilder<ReconciledGroup> builder)
    {
        builder.ToTable("ReconciledGroup").IsNotAudited("a run's own working, kept whole");
        builder.Property(g => g.Group).HasMaxLength(200);
        builder.Property(g => g.OurHash).HasMaxLength(64);
        builder.Property(g => g.TheirHash).HasMaxLength(64);
        builder.HasOne<ReconciliationRun>().WithMany().HasForeignKey(g => g.RunId);
    }
}

internal sealed class DriftItemMapping : IEntityTypeConfiguration<DriftItem>
{
    public void Configure(EntityTypeBuilder<DriftItem> builder)
    {
        builder.ToTable("DriftItem").IsNotAudited("a run's own working, kept whole");
        builder.Property(d => d.Key).HasMaxLength(300);
        builder.Property(d => d.Group).HasMaxLength(200);
        builder.HasOne<ReconciliationRun>().WithMany().HasForeignKey(d => d.RunId);
        builder.HasIndex(d => new { d.RunId, d.MessageId });
    }
}
