using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
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
        builder.HasIndex(d => new { d.EngagementId, d.AcademicYear, d.YearOfProgramme }).IsUnique();
    }
}
