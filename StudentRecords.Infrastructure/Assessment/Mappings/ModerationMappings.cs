using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Assessment.Moderation;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Infrastructure.Assessment.Mappings;

internal sealed class ModerationPolicyMapping : IEntityTypeConfiguration<ModerationPolicy>
{
    public void Configure(EntityTypeBuilder<ModerationPolicy> builder)
    {
        builder.ToTable("ModerationPolicy", t => t.HasTrigger("ModerationPolicy_Lock"));
        builder.Property(p => p.Faculty).HasMaxLength(40);
        builder.Property(p => p.ModuleCode).HasMaxLength(40);
        builder.Property(p => p.Clauses).HasMaxLength(4000);
        builder.HasIndex(p => new { p.Faculty, p.ModuleCode, p.PolicyVersion }).IsUnique();
    }
}

internal sealed class ModerationRoundMapping : IEntityTypeConfiguration<ModerationRound>
{
    public void Configure(EntityTypeBuilder<ModerationRound> builder)
    {
        builder.ToTable("ModerationRound", t => t.HasTrigger("ModerationRound_Lock"));
        builder.HasOne<ModuleOccurrence>().WithMany().HasForeignKey(r => r.OccurrenceId);
        builder.HasOne<AssessmentComponent>().WithMany().HasForeignKey(r => r.ComponentId);
        builder.HasOne<ModerationPolicy>().WithMany().HasForeignKey(r => r.PolicyId);
        builder.HasIndex(r => new { r.ComponentId, r.Ordinal }).IsUnique();
    }
}

internal sealed class ModerationEntryMapping : IEntityTypeConfiguration<ModerationEntry>
{
    public void Configure(EntityTypeBuilder<ModerationEntry> builder)
    {
        builder.ToTable("ModerationEntry", t => t.HasTrigger("ModerationEntry_Lock"));
        builder.HasOne<ModuleRegistration>().WithMany().HasForeignKey(e => e.RegistrationId);
        builder.HasOne<Mark>().WithMany().HasForeignKey(e => e.MarkId);
        builder.HasOne<AssessmentComponent>().WithMany().HasForeignKey(e => e.ComponentId);
        builder.HasOne<ModerationRound>().WithMany().HasForeignKey(e => e.RoundId);
        builder.Property(e => e.Reason).HasMaxLength(2000);
        builder.HasIndex(e => new { e.MarkId, e.Number }).IsUnique();
    }
}
