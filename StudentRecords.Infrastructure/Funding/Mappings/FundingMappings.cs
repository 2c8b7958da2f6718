using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Infrastructure.Store.Conventions;

namespace StudentRecords.Infrastructure.Funding.Mappings;

internal sealed class PaymentMapping : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> builder)
    {
        builder.ToTable("Payment");
        builder.HasIndex(p => p.Key).IsUnique();
    }
}

internal sealed class FeeChargeMapping : IEntityTypeConfiguration<FeeCharge>
{
    public void Configure(EntityTypeBuilder<FeeCharge> builder)
    {
        builder.ToTable("FeeCharge");
        builder.HasOne<Engagement>().WithMany().HasForeignKey(c => c.EngagementId);
        builder.HasOne<FeeCharge>().WithOne().HasForeignKey<FeeCharge>(c => c.ReversesId);
    }
}

internal sealed class FeeRuleMapping : IEntityTypeConfiguration<FeeRule>
{
    public void Configure(EntityTypeBuilder<FeeRule> builder)
    {
        builder.ToTable("FeeRule");
        builder.Ignore(r => r.Name);
        builder.HasIndex(r => new { r.ProgrammeCode, r.FromYear, r.RuleVersion }).IsUnique();
    }
}

internal sealed class FinancialSupportMapping : IEntityTypeConfiguration<FinancialSupport>
{
    public void Configure(EntityTypeBuilder<FinancialSupport> builder)
    {
        builder.ToTable("FinancialSupport");
        // 100 tells of a disability
        builder.Property(f => f.Kind).HasMaxLength(3).IsSpecialCategory();
        builder.HasOne<Engagement>().WithMany().HasForeignKey(f => f.EngagementId);
    }
}
