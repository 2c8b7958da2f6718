using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Students.Retention;
using StudentRecords.Infrastructure.Store.Conventions;

namespace StudentRecords.Infrastructure.Students.Mappings;

internal sealed class RetentionRuleMapping : IEntityTypeConfiguration<RetentionRule>
{
    public void Configure(EntityTypeBuilder<RetentionRule> builder)
    {
        builder.ToTable("RetentionRule");
        builder.Property(r => r.Basis).HasMaxLength(1000);
        builder.HasIndex(r => new { r.Class, r.RuleVersion }).IsUnique();
    }
}

internal sealed class LegalHoldMapping : IEntityTypeConfiguration<LegalHold>
{
    public void Configure(EntityTypeBuilder<LegalHold> builder)
    {
        builder.ToTable("LegalHold");
        builder.Property(h => h.Reason).HasMaxLength(1000);
        builder.Property(h => h.LiftReason).HasMaxLength(1000);
    }
}

internal sealed class DisposalRunMapping : IEntityTypeConfiguration<DisposalRun>
{
    public void Configure(EntityTypeBuilder<DisposalRun> builder) => builder.ToTable("DisposalRun");
}

internal sealed class DisposalItemMapping : IEntityTypeConfiguration<DisposalItem>
{
    public void Configure(EntityTypeBuilder<DisposalItem> builder)
    {
        builder.ToTable("DisposalItem");
        builder.Ignore(i => i.IsSettled);
        builder.Property(i => i.KeptBecause).HasMaxLength(500);
        builder.HasOne<DisposalRun>().WithMany().HasForeignKey(i => i.RunId);
        builder.HasIndex(i => new { i.RunId, i.PersonId, i.Class }).IsUnique();
    }
}

internal sealed class SubjectAccessRequestMapping : IEntityTypeConfiguration<SubjectAccessRequest>
{
    public void Configure(EntityTypeBuilder<SubjectAccessRequest> builder) => builder.ToTable("SubjectAccessRequest");
}

internal sealed class TrailKeyMapping : IEntityTypeConfiguration<TrailKey>
{
    public void Configure(EntityTypeBuilder<TrailKey> builder)
    {
        builder.ToTable("TrailKey").IsNotAudited("opens the trail, and is no part of it");
        builder.HasKey(k => k.PersonId);
        builder.Property(k => k.Key).HasMaxLength(32);
    }
}
