using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Meetings;

namespace StudentRecords.Infrastructure.ExamBoards.Mappings;

internal sealed class AgendaItemMapping : IEntityTypeConfiguration<AgendaItem>
{
    public void Configure(EntityTypeBuilder<AgendaItem> builder)
    {
        builder.ToTable("AgendaItem");
        builder.HasOne<ExamBoard>().WithMany().HasForeignKey(i => i.BoardId);
        builder.Property(i => i.Minute).HasMaxLength(4000);
        builder.HasIndex(i => new { i.BoardId, i.Place }).IsUnique();
    }
}

internal sealed class BoardActionMapping : IEntityTypeConfiguration<BoardAction>
{
    public void Configure(EntityTypeBuilder<BoardAction> builder)
    {
        builder.ToTable("BoardAction");
        builder.HasOne<ExamBoard>().WithMany().HasForeignKey(a => a.BoardId);
        builder.Property(a => a.Text).HasMaxLength(1000);
        builder.Property(a => a.Result).HasMaxLength(1000);
    }
}

internal sealed class BoardMinutesMapping : IEntityTypeConfiguration<BoardMinutes>
{
    public void Configure(EntityTypeBuilder<BoardMinutes> builder)
    {
        builder.ToTable("BoardMinutes", t => t.HasTrigger("BoardMinutes_AppendOnly"));
        builder.HasOne<ExamBoard>().WithMany().HasForeignKey(m => m.BoardId);
        builder.Property(m => m.Hash).HasMaxLength(64);
        builder.HasIndex(m => m.BoardId).IsUnique();
    }
}

internal sealed class MarkScalingMapping : IEntityTypeConfiguration<MarkScaling>
{
    public void Configure(EntityTypeBuilder<MarkScaling> builder)
    {
        builder.ToTable("MarkScaling", t => t.HasTrigger("MarkScaling_Lock"));
        builder.HasOne<ExamBoard>().WithMany().HasForeignKey(s => s.BoardId);
        builder.HasOne<AssessmentComponent>().WithMany().HasForeignKey(s => s.ComponentId);
        builder.Ignore(s => s.Words);
        builder.Property(s => s.Reason).HasMaxLength(2000);
        builder.HasIndex(s => new { s.BoardId, s.ComponentId }).IsUnique().HasFilter("WithdrawnAt IS NULL");
    }
}
