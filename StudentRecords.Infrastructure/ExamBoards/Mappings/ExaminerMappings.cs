using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Examiners;
using StudentRecords.Infrastructure.Access;

namespace StudentRecords.Infrastructure.ExamBoards.Mappings;

internal sealed class SampledWorkMapping : IEntityTypeConfiguration<SampledWork>
{
    public void Configure(EntityTypeBuilder<SampledWork> builder)
    {
        builder.ToTable("SampledWork", t => t.HasTrigger("SampledWork_Lock"));
        builder.HasOne<ExamBoard>().WithMany().HasForeignKey(w => w.BoardId);
        builder.HasOne<BoardCandidate>().WithMany().HasForeignKey(w => w.CandidateId);
        builder.HasOne<RegistryUser>().WithMany().HasForeignKey(w => w.ExaminerUserId);
        builder.Property(w => w.CandidateNumber).HasMaxLength(12);
        builder.Property(w => w.Link).HasMaxLength(1000);
        builder.HasIndex(w => new { w.BoardId, w.ExaminerUserId, w.CandidateId }).IsUnique();
    }
}

internal sealed class ExaminerRemarkMapping : IEntityTypeConfiguration<ExaminerRemark>
{
    public void Configure(EntityTypeBuilder<ExaminerRemark> builder)
    {
        builder.ToTable("ExaminerRemark", t => t.HasTrigger("ExaminerRemark_Lock"));
        builder.HasOne<ExamBoard>().WithMany().HasForeignKey(r => r.BoardId);
        builder.HasOne<RegistryUser>().WithMany().HasForeignKey(r => r.UserId);
        builder.Property(r => r.CandidateNumber).HasMaxLength(12);
        builder.Property(r => r.Text).HasMaxLength(4000);
    }
}

internal sealed class ExaminerReportMapping : IEntityTypeConfiguration<ExaminerReport>
{
    public void Configure(EntityTypeBuilder<ExaminerReport> builder)
    {
        builder.ToTable("ExaminerReport");
        builder.HasOne<RegistryUser>().WithMany().HasForeignKey(r => r.UserId);
        builder.Property(r => r.AcademicYear).HasMaxLength(10);
        builder.Property(r => r.Text).HasMaxLength(-1);
        builder.Property(r => r.Recommendations).HasMaxLength(-1);
        builder.Property(r => r.Response).HasMaxLength(-1);
        builder.HasIndex(r => new { r.UserId, r.AcademicYear }).IsUnique();
    }
}
