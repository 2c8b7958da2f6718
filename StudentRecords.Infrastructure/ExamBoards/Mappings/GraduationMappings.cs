using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.ExamBoards.Graduation;

namespace StudentRecords.Infrastructure.ExamBoards.Mappings;

internal sealed class CeremonyMapping : IEntityTypeConfiguration<Ceremony>
{
    public void Configure(EntityTypeBuilder<Ceremony> builder)
    {
        builder.ToTable("Ceremony");
        builder.Ignore(c => c.State);
        builder.Property(c => c.CallOffReason).HasMaxLength(2000);
        builder.HasIndex(c => c.HeldOn);
    }
}

internal sealed class GraduandMapping : IEntityTypeConfiguration<Graduand>
{
    public void Configure(EntityTypeBuilder<Graduand> builder)
    {
        builder.ToTable("Graduand");
        builder.HasOne<Ceremony>().WithMany().HasForeignKey(g => g.CeremonyId);
        builder.HasOne<Engagement>().WithMany().HasForeignKey(g => g.EngagementId);
        builder.HasOne<AwardDecision>().WithMany().HasForeignKey(g => g.AwardDecisionId);
        builder.Property(g => g.LeftReason).HasMaxLength(2000);
        // one list at a time
        builder.HasIndex(g => g.EngagementId).IsUnique().HasFilter("LeftAt IS NULL");
    }
}

internal sealed class ConfermentMapping : IEntityTypeConfiguration<Conferment>
{
    public void Configure(EntityTypeBuilder<Conferment> builder)
    {
        builder.ToTable("Conferment", t => t.HasTrigger("Conferment_Lock"));
        builder.HasOne<Ceremony>().WithMany().HasForeignKey(c => c.CeremonyId);
        builder.HasOne<Engagement>().WithMany().HasForeignKey(c => c.EngagementId);
        builder.HasOne<AwardDecision>().WithMany().HasForeignKey(c => c.AwardDecisionId);
        builder.HasOne<Conferment>().WithMany().HasForeignKey(c => c.RevokesId);
        builder.Property(c => c.CertificateNumber).HasMaxLength(20);
        builder.Property(c => c.Reason).HasMaxLength(2000);
        builder.HasIndex(c => c.RevokesId).IsUnique().HasFilter("RevokesId IS NOT NULL");
        builder.HasIndex(c => new { c.CertificateNumber, c.Act }).IsUnique();
    }
}
