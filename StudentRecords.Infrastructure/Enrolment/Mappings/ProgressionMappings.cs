using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Progression;
using StudentRecords.Domain.ExamBoards.Awards;

namespace StudentRecords.Infrastructure.Enrolment.Mappings;

internal sealed class ProgressionEntryMapping : IEntityTypeConfiguration<ProgressionEntry>
{
    public void Configure(EntityTypeBuilder<ProgressionEntry> builder)
    {
        builder.ToTable("ProgressionEntry", t => t.HasTrigger("ProgressionEntry_Lock"));
        builder.HasOne<Engagement>().WithMany().HasForeignKey(e => e.EngagementId);
        builder.HasOne<AwardDecision>().WithMany().HasForeignKey(e => e.DecisionId);
        builder.Property(e => e.SessionYear).HasMaxLength(20);
        builder.Property(e => e.Reason).HasMaxLength(2000);
        builder.HasIndex(e => new { e.DecisionId, e.Ordinal }).IsUnique();
    }
}

internal sealed class ResitEntryMapping : IEntityTypeConfiguration<ResitEntry>
{
    public void Configure(EntityTypeBuilder<ResitEntry> builder)
    {
        builder.ToTable("ResitEntry", t => t.HasTrigger("ResitEntry_Lock"));
        builder.HasOne<Engagement>().WithMany().HasForeignKey(e => e.EngagementId);
        builder.HasOne<ProgressionEntry>().WithMany().HasForeignKey(e => e.ProgressionId);
        builder.HasOne<ModuleRegistration>().WithMany().HasForeignKey(e => e.RegistrationId);
        builder.Property(e => e.ModuleCode).HasMaxLength(40);
        builder.Property(e => e.Diet).HasMaxLength(10);
        builder.HasIndex(e => new { e.ProgressionId, e.RegistrationId }).IsUnique();
        builder.HasIndex(e => e.Diet);
    }
}
