using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Hesa;
using StudentRecords.Infrastructure.Hesa.Rules;
using StudentRecords.Infrastructure.Store.Conventions;

namespace StudentRecords.Infrastructure.Hesa.Mappings;

internal sealed class ValueOverrideMapping : IEntityTypeConfiguration<ValueOverride>
{
    public void Configure(EntityTypeBuilder<ValueOverride> builder)
    {
        builder.ToTable("HesaOverride");
        builder.Property(o => o.Collection).HasMaxLength(5);
        builder.Property(o => o.Entity).HasMaxLength(40);
        builder.Property(o => o.KeyPath).HasMaxLength(500);
        builder.Property(o => o.Field).HasMaxLength(40);
        // may be any field of a return, ethnicity and religion among them
        builder.Property(o => o.Value).HasMaxLength(255).IsSpecialCategory();
        builder.Property(o => o.Reason).HasMaxLength(500);
        builder.HasIndex(o => o.Collection);
    }
}

internal sealed class RuleWaiverMapping : IEntityTypeConfiguration<RuleWaiver>
{
    public void Configure(EntityTypeBuilder<RuleWaiver> builder)
    {
        builder.ToTable("HesaWaiver");
        builder.Property(w => w.Collection).HasMaxLength(5);
        builder.Property(w => w.Rule).HasMaxLength(80);
        builder.Property(w => w.Reason).HasMaxLength(500);
        builder.HasIndex(w => new { w.Collection, w.Rule });
    }
}

internal sealed class ReportedFaultMapping : IEntityTypeConfiguration<ReportedFault>
{
    public void Configure(EntityTypeBuilder<ReportedFault> builder)
    {
        builder.ToTable("HesaReportedFault");
        builder.Property(f => f.Rule).HasMaxLength(80);
        builder.Property(f => f.Key).HasMaxLength(300);
        builder.Property(f => f.Sentence).HasMaxLength(1000);
        builder.HasOne<HesaReturn>().WithMany().HasForeignKey(f => f.ReturnId);
        builder.HasIndex(f => new { f.ReturnId, f.Rule, f.Key }).IsUnique();
    }
}

internal sealed class SetFindingMapping : IEntityTypeConfiguration<SetFinding>
{
    public void Configure(EntityTypeBuilder<SetFinding> builder)
    {
        builder.ToTable("HesaFinding").IsNotAudited("worked out in bulk; the return that it belongs to is audited");
        builder.Property(f => f.Rule).HasMaxLength(80);
        builder.Property(f => f.Entity).HasMaxLength(40);
        builder.Property(f => f.KeyPath).HasMaxLength(500);
        builder.Property(f => f.Sentence).HasMaxLength(500);
        builder.Property(f => f.Value).HasMaxLength(255);
        builder.Property(f => f.SourceKind).HasMaxLength(40);
        builder.HasIndex(f => new { f.Check, f.Rule });
    }
}

internal sealed class RuleResultMapping : IEntityTypeConfiguration<RuleResult>
{
    public void Configure(EntityTypeBuilder<RuleResult> builder)
    {
        builder.ToTable("HesaRuleResult").IsNotAudited("worked out in bulk; the return that it belongs to is audited");
        builder.Property(r => r.Rule).HasMaxLength(80);
        builder.HasKey(r => new { r.Check, r.Rule });
    }
}
