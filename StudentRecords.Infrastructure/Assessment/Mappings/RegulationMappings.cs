using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Infrastructure.Store.Conventions;

namespace StudentRecords.Infrastructure.Assessment.Mappings;

internal sealed class AwardRegulationMapping : IEntityTypeConfiguration<AwardRegulation>
{
    public void Configure(EntityTypeBuilder<AwardRegulation> builder)
    {
        builder.ToTable("AwardRegulation", t => t.HasTrigger("AwardRegulation_Lock"));
        builder.Property(r => r.Code).HasMaxLength(40);
        builder.Property(r => r.FromEntryYear).HasMaxLength(7);
        builder.Property(r => r.Clauses).HasMaxLength(-1).IsToldByHash();
        builder.HasIndex(r => new { r.Code, r.RegulationVersion }).IsUnique();
    }
}

internal sealed class RegulationBindingMapping : IEntityTypeConfiguration<RegulationBinding>
{
    public void Configure(EntityTypeBuilder<RegulationBinding> builder)
    {
        builder.ToTable("RegulationBinding", t => t.HasTrigger("RegulationBinding_Lock"));
        builder.Property(b => b.FromEntryYear).HasMaxLength(7);
        builder.HasOne<ProgrammeVersion>().WithMany().HasForeignKey(b => b.ProgrammeVersionId);
        builder.HasOne(b => b.Regulation).WithMany().HasForeignKey(b => b.RegulationId);
        builder.HasIndex(b => new { b.ProgrammeVersionId, b.FromEntryYear, b.Ordinal }).IsUnique();
    }
}
