using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Infrastructure.Store.Conventions;

namespace StudentRecords.Infrastructure.Funding.Mappings;

internal sealed class ChargeRunMapping : IEntityTypeConfiguration<ChargeRun>
{
    public void Configure(EntityTypeBuilder<ChargeRun> builder)
    {
        builder.ToTable("ChargeRun");
        builder.Ignore(r => r.Name);
        builder.Ignore(r => r.IsOpen);
        builder.HasIndex(r => new { r.AcademicYear, r.Number }).IsUnique();
    }
}

internal sealed class ChargeRunLineMapping : IEntityTypeConfiguration<ChargeRunLine>
{
    public void Configure(EntityTypeBuilder<ChargeRunLine> builder)
    {
        builder.ToTable("ChargeRunLine").IsNotAudited("the charge and the run are told; the line joins them");
        builder.HasOne<ChargeRun>().WithMany().HasForeignKey(l => l.RunId);
        builder.HasOne<FeeCharge>().WithMany().HasForeignKey(l => l.ChargeId);
        builder.HasIndex(l => new { l.RunId, l.ChargeId }).IsUnique();
        builder.HasIndex(l => l.ChargeId);
    }
}

internal sealed class ChargeRunFindingMapping : IEntityTypeConfiguration<ChargeRunFinding>
{
    public void Configure(EntityTypeBuilder<ChargeRunFinding> builder)
    {
        builder.ToTable("ChargeRunFinding").IsNotAudited("follows from the rules and the record");
        builder.Property(f => f.Sentence).HasMaxLength(500);
        builder.HasOne<ChargeRun>().WithMany().HasForeignKey(f => f.RunId);
        builder.HasOne<Engagement>().WithMany().HasForeignKey(f => f.EngagementId);
    }
}
