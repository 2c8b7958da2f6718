using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Infrastructure.Assessment.Mappings;

internal sealed class MarkMapping : IEntityTypeConfiguration<Mark>
{
    public void Configure(EntityTypeBuilder<Mark> builder)
    {
        builder.ToTable("Mark");
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
