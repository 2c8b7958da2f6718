using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Support;

namespace StudentRecords.Infrastructure.Support.Mappings;

internal sealed class InterventionMapping : IEntityTypeConfiguration<Intervention>
{
    public void Configure(EntityTypeBuilder<Intervention> builder)
    {
        builder.ToTable("Intervention");
        builder.Ignore(i => i.IsWaiting);
        builder.Ignore(i => i.WasClosedByPerson);
        builder.Property(i => i.Summary).HasMaxLength(500);
        builder.Property(i => i.Outcome).HasMaxLength(1000);
        builder.HasIndex(i => i.Key).IsUnique();
        builder.HasIndex(i => new { i.State, i.DueOn });
    }
}

internal sealed class AcademicRelationshipMapping : IEntityTypeConfiguration<AcademicRelationship>
{
    public void Configure(EntityTypeBuilder<AcademicRelationship> builder)
    {
        builder.ToTable("AcademicRelationship");
        builder.Ignore(r => r.IsSupervision);
        builder.HasIndex(r => r.Key).IsUnique();
        builder.HasIndex(r => new { r.Role, r.To });
    }
}

internal sealed class ResidenceBookingMapping : IEntityTypeConfiguration<ResidenceBooking>
{
    public void Configure(EntityTypeBuilder<ResidenceBooking> builder)
    {
        builder.ToTable("ResidenceBooking");
        builder.Ignore(b => b.IsRunning);
        builder.HasIndex(b => b.Key).IsUnique();
    }
}

internal sealed class AccountStateMapping : IEntityTypeConfiguration<AccountState>
{
    public void Configure(EntityTypeBuilder<AccountState> builder)
    {
        builder.ToTable("AccountState");
        builder.HasIndex(a => a.Key).IsUnique();
    }
}

internal sealed class AccountNoteMapping : IEntityTypeConfiguration<AccountNote>
{
    public void Configure(EntityTypeBuilder<AccountNote> builder)
    {
        builder.ToTable("AccountNote");
        builder.Property(n => n.Text).HasMaxLength(400);
        builder.HasIndex(n => n.Key).IsUnique();
    }
}

internal sealed class PolicyNoticeMapping : IEntityTypeConfiguration<PolicyNotice>
{
    public void Configure(EntityTypeBuilder<PolicyNotice> builder)
    {
        builder.ToTable("PolicyNotice");
        builder.HasIndex(n => n.Key).IsUnique();
    }
}

internal sealed class PolicyAcknowledgementMapping : IEntityTypeConfiguration<PolicyAcknowledgement>
{
    public void Configure(EntityTypeBuilder<PolicyAcknowledgement> builder)
    {
        builder.ToTable("PolicyAcknowledgement");
        builder.HasOne<PolicyNotice>().WithMany().HasForeignKey(a => a.NoticeId);
        builder.HasIndex(a => new { a.NoticeId, a.PersonId, a.PolicyVersion }).IsUnique();
    }
}

internal sealed class StudentStaffRoleMapping : IEntityTypeConfiguration<StudentStaffRole>
{
    public void Configure(EntityTypeBuilder<StudentStaffRole> builder)
    {
        builder.ToTable("StudentStaffRole");
        builder.HasOne<Engagement>().WithMany().HasForeignKey(r => r.EngagementId);
        builder.HasIndex(r => r.Key).IsUnique();
    }
}

internal sealed class ResearchMilestoneMapping : IEntityTypeConfiguration<ResearchMilestone>
{
    public void Configure(EntityTypeBuilder<ResearchMilestone> builder)
    {
        builder.ToTable("ResearchMilestone");
        builder.Property(m => m.Title).HasMaxLength(400);
        builder.HasIndex(m => m.Key).IsUnique();
    }
}
