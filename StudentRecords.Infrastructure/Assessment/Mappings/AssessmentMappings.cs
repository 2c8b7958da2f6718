using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Store.Conventions;

namespace StudentRecords.Infrastructure.Assessment.Mappings;

internal sealed class MarkMapping : IEntityTypeConfiguration<Mark>
{
    public void Configure(EntityTypeBuilder<Mark> builder)
    {
        builder.ToTable("Mark", t => t.HasTrigger("Mark_Lock"));
        builder.HasOne<ModuleRegistration>().WithMany().HasForeignKey(m => m.RegistrationId);
        builder.HasOne(m => m.Component).WithMany().HasForeignKey(m => m.ComponentId);
        builder.HasIndex(m => new { m.RegistrationId, m.ComponentId, m.Attempt, m.MarkVersion }).IsUnique();
    }
}

internal sealed class MarkRuleMapping : IEntityTypeConfiguration<MarkRule>
{
    public void Configure(EntityTypeBuilder<MarkRule> builder)
    {
        builder.ToTable("MarkRule");
        builder.Property(r => r.Clauses).HasMaxLength(-1);
        builder.HasIndex(r => new { r.Code, r.RuleVersion }).IsUnique();
    }
}

internal sealed class ModuleResultMapping : IEntityTypeConfiguration<ModuleResult>
{
    public void Configure(EntityTypeBuilder<ModuleResult> builder)
    {
        builder.ToTable("ModuleResult", t => t.HasTrigger("ModuleResult_Lock"));
        builder.HasOne<ModuleRegistration>().WithMany().HasForeignKey(r => r.RegistrationId);
        builder.Property(r => r.Figures).HasMaxLength(2000);
        builder.Property(r => r.Grade).HasMaxLength(40);
        builder.Property(r => r.Clause).HasMaxLength(500);
        builder.Property(r => r.Missing).HasMaxLength(2000);
        builder.Property(r => r.Trace).HasMaxLength(-1).IsToldByHash();
        builder.Property(r => r.RuleCode).HasMaxLength(40);
        builder.HasIndex(r => r.RegistrationId).IsUnique();
    }
}
