using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Access;
using StudentRecords.Infrastructure.Store.Conventions;

namespace StudentRecords.Infrastructure.ExamBoards.Mappings;

internal sealed class ExamBoardMapping : IEntityTypeConfiguration<ExamBoard>
{
    public void Configure(EntityTypeBuilder<ExamBoard> builder)
    {
        builder.ToTable("ExamBoard", t => t.HasTrigger("ExamBoard_Lock"));
        builder.Property(b => b.PackHash).HasMaxLength(64);
        builder.ComplexProperty(b => b.Quorum);
        builder.HasOne<ModuleOccurrence>().WithMany().HasForeignKey(b => b.OccurrenceId);
        builder.Ignore(b => b.Members);
        builder.HasMany(b => b.Seats).WithOne().HasForeignKey(m => m.BoardId);
        // a sitting that follows another is about the same occurrence; no foreign key, because SQLite would rebuild the locked table
        builder.HasIndex(b => b.OccurrenceId).IsUnique().HasFilter("OccurrenceId IS NOT NULL AND FollowsBoardId IS NULL");
        builder.HasIndex(b => b.FollowsBoardId);
        builder.HasIndex(b => new { b.ProgrammeId, b.YearOfProgramme, b.AcademicYear }).IsUnique().HasFilter("ProgrammeId IS NOT NULL AND FollowsBoardId IS NULL");
        builder.HasIndex(b => new { b.AcademicYear, b.Stage });
    }
}

internal sealed class BoardMemberMapping : IEntityTypeConfiguration<BoardMember>
{
    public void Configure(EntityTypeBuilder<BoardMember> builder)
    {
        builder.ToTable("BoardMember", t => t.HasTrigger("BoardMember_Lock"));
        builder.HasOne<RegistryUser>().WithMany().HasForeignKey(m => m.UserId);
        builder.Property(m => m.WaiverReason).HasMaxLength(2000);
        builder.Property(m => m.RemovalReason).HasMaxLength(2000);
        builder.HasIndex(m => new { m.BoardId, m.UserId }).IsUnique().HasFilter("RemovedAt IS NULL");
    }
}

internal sealed class BoardPackMapping : IEntityTypeConfiguration<BoardPack>
{
    public void Configure(EntityTypeBuilder<BoardPack> builder)
    {
        builder.ToTable("BoardPack", t => t.HasTrigger("BoardPack_Lock"));
        builder.HasOne<ExamBoard>().WithMany().HasForeignKey(p => p.BoardId);
        builder.Property(p => p.Hash).HasMaxLength(64);
        builder.Property(p => p.Json).HasMaxLength(-1).IsToldByHash();
        builder.HasIndex(p => new { p.BoardId, p.PackVersion }).IsUnique();
    }
}

internal sealed class ExaminerConfirmationMapping : IEntityTypeConfiguration<ExaminerConfirmation>
{
    public void Configure(EntityTypeBuilder<ExaminerConfirmation> builder)
    {
        builder.ToTable("ExaminerConfirmation", t => t.HasTrigger("ExaminerConfirmation_Lock"));
        builder.HasOne<ExamBoard>().WithMany().HasForeignKey(c => c.BoardId);
        builder.HasOne<RegistryUser>().WithMany().HasForeignKey(c => c.UserId);
        builder.Property(c => c.Comment).HasMaxLength(4000);
        builder.Property(c => c.Form).HasMaxLength(SignedForm.LongestWhere);
        builder.Ignore(c => c.Came);
        builder.HasIndex(c => new { c.BoardId, c.PackVersion });
    }
}

internal sealed class ResultReleaseMapping : IEntityTypeConfiguration<ResultRelease>
{
    public void Configure(EntityTypeBuilder<ResultRelease> builder)
    {
        builder.ToTable("ResultRelease");
        builder.HasOne<ExamBoard>().WithMany().HasForeignKey(r => r.BoardId);
        builder.HasIndex(r => r.BoardId).IsUnique();
    }
}
