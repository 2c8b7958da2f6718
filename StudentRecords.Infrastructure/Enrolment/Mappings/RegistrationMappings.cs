using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Enrolment.Groups;
using StudentRecords.Domain.Enrolment.Registration;

namespace StudentRecords.Infrastructure.Enrolment.Mappings;

internal sealed class WaitingEntryMapping : IEntityTypeConfiguration<WaitingEntry>
{
    public void Configure(EntityTypeBuilder<WaitingEntry> builder)
    {
        builder.ToTable("WaitingEntry");
        builder.Property(w => w.PassedOverFor).HasMaxLength(500);
        builder.HasOne(w => w.Engagement).WithMany().HasForeignKey(w => w.EngagementId);
        builder.HasOne(w => w.Occurrence).WithMany().HasForeignKey(w => w.OccurrenceId);
        builder.HasIndex(w => new { w.OccurrenceId, w.Place }).IsUnique();
        // nobody stands twice in a line
        builder.HasIndex(w => new { w.PersonId, w.OccurrenceId }).HasFilter("State = 'Waiting'").IsUnique();
    }
}

internal sealed class StudentGroupMapping : IEntityTypeConfiguration<StudentGroup>
{
    public void Configure(EntityTypeBuilder<StudentGroup> builder)
    {
        builder.ToTable("StudentGroup");
        builder.Property(g => g.Code).HasMaxLength(40);
        builder.HasIndex(g => g.Code).IsUnique();
        builder.HasMany(g => g.Members).WithOne().HasForeignKey(m => m.GroupId);
    }
}

internal sealed class GroupMembershipMapping : IEntityTypeConfiguration<GroupMembership>
{
    public void Configure(EntityTypeBuilder<GroupMembership> builder)
    {
        builder.ToTable("GroupMembership");
        builder.Property(m => m.From).HasColumnName("FromDay");
        builder.Property(m => m.To).HasColumnName("ToDay");
        builder.Property(m => m.PinnedFor).HasMaxLength(500);
        builder.HasIndex(m => new { m.GroupId, m.PersonId }).HasFilter("ToDay IS NULL").IsUnique();
    }
}
