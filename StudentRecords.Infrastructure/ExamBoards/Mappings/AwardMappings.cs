using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Appeals;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Infrastructure.Store.Conventions;

namespace StudentRecords.Infrastructure.ExamBoards.Mappings;

internal sealed class AwardCandidateMapping : IEntityTypeConfiguration<AwardCandidate>
{
    public void Configure(EntityTypeBuilder<AwardCandidate> builder)
    {
        builder.ToTable("AwardCandidate", t => t.HasTrigger("AwardCandidate_Lock"));
        builder.HasOne<ExamBoard>().WithMany().HasForeignKey(c => c.BoardId);
        builder.HasOne<Engagement>().WithMany().HasForeignKey(c => c.EngagementId);
        builder.Property(c => c.CandidateNumber).HasMaxLength(12);
        builder.Property(c => c.SuggestionClause).HasMaxLength(500);
        builder.Property(c => c.ForTheBoard).HasMaxLength(500);
        builder.Property(c => c.DecisionClause).HasMaxLength(500);
        builder.Property(c => c.DecisionReason).HasMaxLength(2000);
        builder.Property(c => c.PostponedReason).HasMaxLength(2000);
        builder.Property(c => c.Trace).HasMaxLength(-1).IsToldByHash();
        builder.HasIndex(c => new { c.BoardId, c.EngagementId }).IsUnique();
        builder.HasIndex(c => c.CandidateNumber).IsUnique();
    }
}

internal sealed class AwardDecisionMapping : IEntityTypeConfiguration<AwardDecision>
{
    public void Configure(EntityTypeBuilder<AwardDecision> builder)
    {
        builder.ToTable("AwardDecision", t => t.HasTrigger("AwardDecision_Lock"));
        builder.HasOne<ExamBoard>().WithMany().HasForeignKey(d => d.BoardId);
        builder.HasOne<Engagement>().WithMany().HasForeignKey(d => d.EngagementId);
        builder.Property(d => d.CandidateNumber).HasMaxLength(12);
        builder.Property(d => d.AcademicYear).HasMaxLength(10);
        builder.Property(d => d.Clause).HasMaxLength(500);
        builder.Property(d => d.Reason).HasMaxLength(2000);
        builder.Property(d => d.Trace).HasMaxLength(-1).IsToldByHash();
        builder.HasIndex(d => new { d.EngagementId, d.AcademicYear, d.YearOfProgramme });
        builder.HasIndex(d => new { d.BoardId, d.EngagementId }).IsUnique();
        // no foreign key, because SQLite would rebuild the locked table
        builder.HasIndex(d => d.SupersedesId).IsUnique().HasFilter("SupersedesId IS NOT NULL");
    }
}

internal sealed class AwardPrizeMapping : IEntityTypeConfiguration<AwardPrize>
{
    public void Configure(EntityTypeBuilder<AwardPrize> builder)
    {
        builder.ToTable("AwardPrize", t => t.HasTrigger("AwardPrize_Lock"));
        builder.HasOne<ExamBoard>().WithMany().HasForeignKey(p => p.BoardId);
        builder.HasOne<Engagement>().WithMany().HasForeignKey(p => p.EngagementId);
        builder.Property(p => p.CandidateNumber).HasMaxLength(12);
        builder.Property(p => p.Name).HasMaxLength(200);
        builder.Property(p => p.Grounds).HasMaxLength(1000);
        builder.Property(p => p.TakenBackReason).HasMaxLength(2000);
    }
}

internal sealed class AwardAppealMapping : IEntityTypeConfiguration<AwardAppeal>
{
    public void Configure(EntityTypeBuilder<AwardAppeal> builder)
    {
        builder.ToTable("AwardAppeal", t => t.HasTrigger("AwardAppeal_Lock"));
        builder.HasOne<AwardDecision>().WithMany().HasForeignKey(a => a.DecisionId);
        builder.HasOne<ExamBoard>().WithMany().HasForeignKey(a => a.BoardId);
        builder.HasOne<ExamBoard>().WithMany().HasForeignKey(a => a.HearingBoardId);
        builder.HasOne<Engagement>().WithMany().HasForeignKey(a => a.EngagementId);
        builder.Ignore(a => a.State);
        builder.Property(a => a.CandidateNumber).HasMaxLength(12);
        builder.Property(a => a.Reference).HasMaxLength(60);
        builder.Property(a => a.Grounds).HasMaxLength(4000);
        builder.Property(a => a.RejectionReason).HasMaxLength(2000);
        builder.HasIndex(a => a.Reference).IsUnique();
    }
}
