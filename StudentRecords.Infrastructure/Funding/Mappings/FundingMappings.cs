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
        builder.ToTable("FeeCharge", t => t.HasTrigger("FeeCharge_Lock"));
        builder.HasOne<Engagement>().WithMany().HasForeignKey(c => c.EngagementId);
        builder.HasOne<FeeCharge>().WithOne().HasForeignKey<FeeCharge>(c => c.ReversesId);
        // rows from before sponsors were told apart bill the student
        builder.Property(c => c.Sponsor).HasDefaultValue(Payers.Student);
        builder.HasIndex(c => new { c.AcademicYear, c.Id });
    }
}

internal sealed class FeeRuleMapping : IEntityTypeConfiguration<FeeRule>
{
    public void Configure(EntityTypeBuilder<FeeRule> builder)
    {
        builder.ToTable("FeeRule");
        builder.Ignore(r => r.Name);
        builder.Property(r => r.Title).HasDefaultValue("");
        builder.Property(r => r.Clauses).HasMaxLength(-1);
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

internal sealed class FeeStatusDecisionMapping : IEntityTypeConfiguration<FeeStatusDecision>
{
    public void Configure(EntityTypeBuilder<FeeStatusDecision> builder)
    {
        builder.ToTable("FeeStatusDecision");
        builder.Property(d => d.Reason).HasMaxLength(500);
        builder.HasOne<Engagement>().WithMany().HasForeignKey(d => d.EngagementId);
    }
}

internal sealed class FundingAwardMapping : IEntityTypeConfiguration<FundingAward>
{
    public void Configure(EntityTypeBuilder<FundingAward> builder)
    {
        builder.ToTable("FundingAward");
        builder.Ignore(a => a.Terms);
        builder.Property(a => a.EndReason).HasMaxLength(500);
        builder.HasOne<Engagement>().WithMany().HasForeignKey(a => a.EngagementId);
        // one grant may fund several students
        builder.HasIndex(a => new { a.Source, a.Key, a.PersonId }).IsUnique();
    }
}

internal sealed class AidPaymentMapping : IEntityTypeConfiguration<AidPayment>
{
    public void Configure(EntityTypeBuilder<AidPayment> builder)
    {
        builder.ToTable("AidPayment");
        builder.HasIndex(p => p.Key).IsUnique();
    }
}

internal sealed class LoanNoticeMapping : IEntityTypeConfiguration<LoanNotice>
{
    public void Configure(EntityTypeBuilder<LoanNotice> builder)
    {
        builder.ToTable("LoanNotice");
        builder.Ignore(n => n.IsWaiting);
        builder.Ignore(n => n.DueOn);
        builder.Property(n => n.SettledBecause).HasMaxLength(2000);
        builder.HasIndex(n => new { n.PersonId, n.AcademicYear, n.Reference, n.SourceVersion }).IsUnique();
        builder.HasIndex(n => n.Kind, "OpenOverpayments").HasFilter("SettledOn IS NULL");
    }
}

internal sealed class FinanceBalanceMapping : IEntityTypeConfiguration<FinanceBalance>
{
    public void Configure(EntityTypeBuilder<FinanceBalance> builder)
    {
        builder.ToTable("FinanceBalance");
        builder.HasIndex(b => b.PersonId).IsUnique();
    }
}
