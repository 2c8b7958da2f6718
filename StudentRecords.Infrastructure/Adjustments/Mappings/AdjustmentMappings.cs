using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Store.Conventions;

namespace StudentRecords.Infrastructure.Adjustments.Mappings;

internal sealed class ReasonableAdjustmentMapping : IEntityTypeConfiguration<ReasonableAdjustment>
{
    public void Configure(EntityTypeBuilder<ReasonableAdjustment> builder)
    {
        builder.ToTable("ReasonableAdjustment");
        builder.HasOne(a => a.Person).WithMany().HasForeignKey(a => a.PersonId);
        builder.Property(a => a.Key).HasMaxLength(60);
        builder.Property(a => a.CaseReference).HasMaxLength(60);
        builder.Property(a => a.ScopeKey).HasMaxLength(60);
        builder.Property(a => a.Category).IsSpecialCategory();
        builder.Property(a => a.Amount).IsSpecialCategory();
        builder.Property(a => a.Need).IsSpecialCategory();
        builder.Ignore(a => a.Terms);
        builder.Ignore(a => a.IsGranted);
        builder.HasIndex(a => new { a.Key, a.AdjustmentVersion }).IsUnique();
        builder.HasIndex(a => new { a.PersonId, a.State });
        builder.HasIndex(a => new { a.State, a.ReviewOn });
    }
}

internal sealed class ExceptionalCircumstanceMapping : IEntityTypeConfiguration<ExceptionalCircumstance>
{
    public void Configure(EntityTypeBuilder<ExceptionalCircumstance> builder)
    {
        builder.ToTable("ExceptionalCircumstance");
        builder.HasOne(c => c.Person).WithMany().HasForeignKey(c => c.PersonId);
        builder.Property(c => c.Key).HasMaxLength(60);
        builder.Property(c => c.Outcome).IsSpecialCategory();
        builder.Property(c => c.Severity).IsSpecialCategory();
        builder.HasIndex(c => c.Key).IsUnique();
    }
}

internal sealed class CircumstanceItemMapping : IEntityTypeConfiguration<CircumstanceItem>
{
    public void Configure(EntityTypeBuilder<CircumstanceItem> builder)
    {
        builder.ToTable("CircumstanceItem");
        builder.HasOne(i => i.Claim).WithMany().HasForeignKey(i => i.ClaimId);
        builder.HasOne<ModuleRegistration>().WithMany().HasForeignKey(i => i.RegistrationId);
        builder.HasOne<AssessmentComponent>().WithMany().HasForeignKey(i => i.ComponentId);
        builder.HasOne<ExamBoard>().WithMany().HasForeignKey(i => i.BoardId);
        builder.Property(i => i.Outcome).IsSpecialCategory();
        builder.Property(i => i.Severity).IsSpecialCategory();
        builder.Ignore(i => i.Code);
        builder.HasIndex(i => new { i.RegistrationId, i.State });
        builder.HasIndex(i => i.State);
    }
}
