using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Integration.Switching;
using StudentRecords.Infrastructure.Store.Conventions;

namespace StudentRecords.Infrastructure.Integration.Mappings;

internal sealed class ContractTrialMapping : IEntityTypeConfiguration<ContractTrial>
{
    public void Configure(EntityTypeBuilder<ContractTrial> builder)
    {
        builder.ToTable("ContractTrial").IsNotAudited("what another system sends beside what counts; it changes nothing");
        builder.Property(t => t.Flow).HasMaxLength(4);
        builder.Property(t => t.Type).HasMaxLength(100);
        builder.Property(t => t.Key).HasMaxLength(150);
        builder.Property(t => t.Findings).HasMaxLength(ContractTrial.LongestFindings);
        builder.HasIndex(t => new { t.Flow, t.Type, t.Version, t.Key, t.SourceVersion }).IsUnique();
    }
}

internal sealed class ContractSwitchMapping : IEntityTypeConfiguration<ContractSwitch>
{
    public void Configure(EntityTypeBuilder<ContractSwitch> builder)
    {
        builder.ToTable("ContractSwitch");
        builder.Property(s => s.Flow).HasMaxLength(4);
        builder.Property(s => s.Type).HasMaxLength(100);
        builder.Property(s => s.Digest).HasMaxLength(64);
        builder.HasIndex(s => new { s.Flow, s.Type, s.ToVersion }).IsUnique();
    }
}
