using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Appeals;
using StudentRecords.Infrastructure.Access;
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
        builder.Property(c => c.PostponedReason).HasMaxLength(2000);
        builder.Property(c => c.FormerNumber).HasMaxLength(12);
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
        builder.HasIndex(d => d.SupersedesId).IsUnique().HasFilter("SupersedesId IS NOT NULL");
    }
}

internal sealed class DeclaredInterestMapping : IEntityTypeConfiguration<DeclaredInterest>
{
    public void Configure(EntityTypeBuilder<DeclaredInterest> builder)
    {
        builder.ToTable("DeclaredInterest", t => t.HasTrigger("DeclaredInterest_Lock"));
        builder.HasOne<ExamBoard>().WithMany().HasForeignKey(i => i.BoardId);
        // a candidate of either tier of boards, so no foreign key
        builder.HasOne<RegistryUser>().WithMany().HasForeignKey(i => i.UserId);
        builder.Property(i => i.CandidateNumber).HasMaxLength(12);
        builder.Property(i => i.WithdrawalReason).HasMaxLength(2000);
        builder.HasIndex(i => new { i.BoardId, i.CandidateNumber });
    }
}

internal sealed class NameUnsealingMapping : IEntityTypeConfiguration<NameUnsealing>
{
    public void Configure(EntityTypeBuilder<NameUnsealing> builder)
    {
        builder.ToTable("NameUnsealing", t => t.HasTrigger("NameUnsealing_AppendOnly"));
        builder.HasOne<ExamBoard>().WithMany().HasForeignKey(u => u.BoardId);
        builder.Property(u => u.CandidateNumber).HasMaxLength(12);
        builder.Property(u => u.Reason).HasMaxLength(2000);
    }
}

internal sealed class AppealMapping : IEntityTypeConfiguration<Appeal>
{
    public void Configure(EntityTypeBuilder<Appeal> builder)
    {
        builder.ToTable("Appeal", t => t.HasTrigger("Appeal_Lock"));
        builder.HasOne<BoardDecision>().WithMany().HasForeignKey(a => a.DecisionId);
        builder.HasOne<ExamBoard>().WithMany().HasForeignKey(a => a.BoardId);
        builder.HasOne<ExamBoard>().WithMany().HasForeignKey(a => a.HearingBoardId);
        builder.HasOne<ModuleRegistration>().WithMany().HasForeignKey(a => a.RegistrationId);
        builder.Ignore(a => a.State);
        builder.Property(a => a.CandidateNumber).HasMaxLength(12);
        builder.Property(a => a.Reference).HasMaxLength(60);
        builder.Property(a => a.Grounds).HasMaxLength(4000);
        builder.Property(a => a.RejectionReason).HasMaxLength(2000);
        builder.HasIndex(a => a.Reference).IsUnique();
    }
}
