using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Teaching;

namespace StudentRecords.Infrastructure.Teaching.Mappings;

internal sealed class TeachingEventMapping : IEntityTypeConfiguration<TeachingEvent>
{
    public void Configure(EntityTypeBuilder<TeachingEvent> builder)
    {
        builder.ToTable("TeachingEvent");
        builder.Ignore(e => e.Terms);
        builder.Ignore(e => e.ToldVersion);
        builder.HasOne<ModuleOccurrence>().WithMany().HasForeignKey(e => e.OccurrenceId);
        builder.HasIndex(e => new { e.Key, e.SourceVersion, e.Turns }).IsUnique();
        builder.HasIndex(e => new { e.OccurrenceId, e.StartsAt });
        builder.HasIndex(e => new { e.Room, e.StartsAt });
        builder.HasIndex(e => new { e.GroupCode, e.StartsAt });
        builder.HasIndex(e => new { e.StartsAt, e.IsCurrent });
    }
}

internal sealed class TeachingRoomMapping : IEntityTypeConfiguration<TeachingRoom>
{
    public void Configure(EntityTypeBuilder<TeachingRoom> builder)
    {
        builder.ToTable("TeachingRoom");
        builder.HasIndex(r => r.Key).IsUnique();
        builder.HasIndex(r => new { r.Site, r.Building });
    }
}

internal sealed class TimetableClashMapping : IEntityTypeConfiguration<TimetableClash>
{
    public void Configure(EntityTypeBuilder<TimetableClash> builder)
    {
        builder.ToTable("TimetableClash");
        builder.Property(c => c.Key).HasMaxLength(300);
        builder.Property(c => c.Sentence).HasMaxLength(500);
        builder.HasIndex(c => c.Key).IsUnique();
        builder.HasIndex(c => c.EventKey);
        builder.HasIndex(c => c.OtherKey);
        builder.HasIndex(c => new { c.ClearedAt, c.EndsAt });
    }
}

internal sealed class AttendanceRecordMapping : IEntityTypeConfiguration<AttendanceRecord>
{
    public void Configure(EntityTypeBuilder<AttendanceRecord> builder)
    {
        builder.ToTable("AttendanceRecord");
        builder.HasIndex(r => r.Key).IsUnique();
        builder.HasIndex(r => new { r.PersonId, r.On });
    }
}

internal sealed class AttendanceIndicatorMapping : IEntityTypeConfiguration<AttendanceIndicator>
{
    public void Configure(EntityTypeBuilder<AttendanceIndicator> builder)
    {
        builder.ToTable("AttendanceIndicator");
        builder.HasIndex(i => i.Key).IsUnique();
    }
}

internal sealed class ExamSittingMapping : IEntityTypeConfiguration<ExamSitting>
{
    public void Configure(EntityTypeBuilder<ExamSitting> builder)
    {
        builder.ToTable("ExamSitting");
        builder.HasOne<AssessmentComponent>().WithMany().HasForeignKey(s => s.ComponentId);
        builder.HasIndex(s => s.Key).IsUnique();
    }
}

internal sealed class ExamSeatMapping : IEntityTypeConfiguration<ExamSeat>
{
    public void Configure(EntityTypeBuilder<ExamSeat> builder)
    {
        builder.ToTable("ExamSeat");
        builder.HasOne<ExamSitting>().WithMany().HasForeignKey(s => s.SittingId);
        builder.HasIndex(s => s.Key).IsUnique();
    }
}

internal sealed class SpaceNoticeMapping : IEntityTypeConfiguration<SpaceNotice>
{
    public void Configure(EntityTypeBuilder<SpaceNotice> builder)
    {
        builder.ToTable("SpaceNotice");
        builder.HasIndex(n => n.Key).IsUnique();
        builder.HasIndex(n => n.EndsAt);
        builder.HasIndex(n => new { n.Room, n.StartsAt });
    }
}

internal sealed class SurveyResultMapping : IEntityTypeConfiguration<SurveyResult>
{
    public void Configure(EntityTypeBuilder<SurveyResult> builder)
    {
        builder.ToTable("SurveyResult");
        builder.Property(r => r.Means).HasMaxLength(2000);
        builder.Property(r => r.Actions).HasMaxLength(1000);
        builder.HasOne<ModuleOccurrence>().WithMany().HasForeignKey(r => r.OccurrenceId);
        builder.HasIndex(r => r.Key).IsUnique();
    }
}

internal sealed class SurveyWindowMapping : IEntityTypeConfiguration<SurveyWindow>
{
    public void Configure(EntityTypeBuilder<SurveyWindow> builder)
    {
        builder.ToTable("SurveyWindow");
        builder.HasIndex(w => w.Code).IsUnique();
    }
}
