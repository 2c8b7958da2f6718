using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Store.Conventions;

namespace StudentRecords.Infrastructure.ExamBoards.Mappings;

internal sealed class BoardCandidateMapping : IEntityTypeConfiguration<BoardCandidate>
{
    public void Configure(EntityTypeBuilder<BoardCandidate> builder)
    {
        builder.ToTable("BoardCandidate", t => t.HasTrigger("BoardCandidate_Lock"));
        builder.HasOne<ExamBoard>().WithMany().HasForeignKey(c => c.BoardId);
        builder.HasOne<ModuleRegistration>().WithMany().HasForeignKey(c => c.RegistrationId);
        builder.Property(c => c.CandidateNumber).HasMaxLength(12);
        builder.Property(c => c.SuggestedGrade).HasMaxLength(40);
        builder.Property(c => c.ProposedGrade).HasMaxLength(40);
        builder.Property(c => c.SuggestionClause).HasMaxLength(500);
        builder.Property(c => c.DecisionClause).HasMaxLength(500);
        builder.Property(c => c.DecisionReason).HasMaxLength(2000);
        builder.HasIndex(c => new { c.BoardId, c.RegistrationId }).IsUnique();
        builder.HasIndex(c => c.CandidateNumber).IsUnique();
        builder.HasIndex(c => c.RegistrationId);
    }
}

internal sealed class BoardDecisionMapping : IEntityTypeConfiguration<BoardDecision>
{
    public void Configure(EntityTypeBuilder<BoardDecision> builder)
    {
        builder.ToTable("BoardDecision", t => t.HasTrigger("BoardDecision_Lock"));
        builder.HasOne<ExamBoard>().WithMany().HasForeignKey(d => d.BoardId);
        builder.HasOne<ModuleRegistration>().WithMany().HasForeignKey(d => d.RegistrationId);
        builder.Property(d => d.CandidateNumber).HasMaxLength(12);
        builder.Property(d => d.Grade).HasMaxLength(40);
        builder.Property(d => d.Clause).HasMaxLength(500);
        builder.Property(d => d.Reason).HasMaxLength(2000);
        builder.Property(d => d.Figures).HasMaxLength(2000);
        builder.Property(d => d.Trace).HasMaxLength(-1).IsToldByHash();
        builder.Property(d => d.RuleCode).HasMaxLength(40);
        builder.HasIndex(d => new { d.BoardId, d.RegistrationId }).IsUnique();
        builder.HasIndex(d => d.RegistrationId);
    }
}
