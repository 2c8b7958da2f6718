using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Infrastructure.Enrolment.Bulk;
using StudentRecords.Infrastructure.Store.Conventions;

namespace StudentRecords.Infrastructure.Enrolment.Mappings;

internal sealed class BulkRunMapping : IEntityTypeConfiguration<BulkRun>
{
    public void Configure(EntityTypeBuilder<BulkRun> builder)
    {
        builder.ToTable("BulkRun").IsNotAudited("a work list; what it changes is told in each student's history");
        builder.Property(r => r.Columns).HasMaxLength(1000);
        builder.Property(r => r.Reach).HasMaxLength(4000);
        builder.Property(r => r.Reason).HasMaxLength(2000);
        builder.Property(r => r.Effects).HasMaxLength(4000);
        builder.HasIndex(r => r.RequestedAt);
    }
}

internal sealed class BulkLineMapping : IEntityTypeConfiguration<BulkLine>
{
    public void Configure(EntityTypeBuilder<BulkLine> builder)
    {
        builder.ToTable("BulkLine").IsNotAudited("a work list; what it changes is told in each student's history");
        builder.Ignore(l => l.Values);
        builder.Property(l => l.Fields).HasMaxLength(4000);
        builder.Property(l => l.Answer).HasMaxLength(2000);
        builder.HasOne<BulkRun>().WithMany().HasForeignKey(l => l.RunId);
        builder.HasIndex(l => new { l.RunId, l.State, l.Number });
    }
}
