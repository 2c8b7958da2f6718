using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Audit;
using StudentRecords.Infrastructure.Store.Conventions;

namespace StudentRecords.Infrastructure.Audit.Mappings;

internal sealed class AuditEntryMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("AuditEntry", t => t.HasTrigger("AuditEntry_AppendOnly")).IsNotAudited("is the trail");
        builder.HasKey(e => e.Sequence);
        builder.Property(e => e.Reason).HasMaxLength(2000);
        builder.Property(e => e.Changes).HasMaxLength(-1);
        builder.Property(e => e.PreviousHash).HasMaxLength(64);
        builder.Property(e => e.Hash).HasMaxLength(64);
        builder.HasIndex(e => new { e.SubjectKind, e.SubjectId });
        builder.HasIndex(e => e.CorrelationId);
        builder.HasIndex(e => e.At);
        // covers counts of the trail's search
        builder.HasIndex(e => new { e.Actor, e.Act, e.At });
    }
}

internal sealed class AuditHeadMapping : IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<AuditHead> builder)
    {
        builder.ToTable("AuditHead", t => t.HasTrigger("AuditHead_Forward")).IsNotAudited("is the trail");
        builder.Property(e => e.Hash).HasMaxLength(64);
        builder.HasData(new AuditHead());
    }
}
