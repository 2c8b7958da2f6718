using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Infrastructure.Curriculum.Mappings;

internal sealed class ProgrammeMapping : IEntityTypeConfiguration<Programme>
{
    public void Configure(EntityTypeBuilder<Programme> builder)
    {
        builder.ToTable("Programme");
        builder.HasIndex(p => p.Code).IsUnique();
        builder.HasMany(p => p.Versions).WithOne().HasForeignKey(v => v.ProgrammeId);
    }
}

internal sealed class ProgrammeVersionMapping : IEntityTypeConfiguration<ProgrammeVersion>
{
    public void Configure(EntityTypeBuilder<ProgrammeVersion> builder)
    {
        builder.ToTable("ProgrammeVersion");
        builder.Property(v => v.Structure).HasMaxLength(-1);
        builder.HasIndex(v => new { v.ProgrammeId, v.CatalogueVersion }).IsUnique();
    }
}

internal sealed class ModuleMapping : IEntityTypeConfiguration<Module>
{
    public void Configure(EntityTypeBuilder<Module> builder)
    {
        builder.ToTable("Module");
        builder.HasIndex(m => m.Code).IsUnique();
        builder.HasMany(m => m.Versions).WithOne().HasForeignKey(v => v.ModuleId);
    }
}

internal sealed class ModuleVersionMapping : IEntityTypeConfiguration<ModuleVersion>
{
    public void Configure(EntityTypeBuilder<ModuleVersion> builder)
    {
        builder.ToTable("ModuleVersion");
        builder.Property(v => v.Requisites).HasMaxLength(-1);
        builder.HasIndex(v => new { v.ModuleId, v.CatalogueVersion }).IsUnique();
    }
}

internal sealed class ModuleOccurrenceMapping : IEntityTypeConfiguration<ModuleOccurrence>
{
    public void Configure(EntityTypeBuilder<ModuleOccurrence> builder)
    {
        builder.ToTable("ModuleOccurrence");
        builder.Property(o => o.Slots).HasMaxLength(-1);
        builder.HasIndex(o => o.Key).IsUnique();
        builder.HasOne(o => o.Module).WithMany().HasForeignKey(o => o.ModuleId);
        builder.HasOne(o => o.ModuleVersion).WithMany().HasForeignKey(o => o.ModuleVersionId);
        builder.HasMany(o => o.Components).WithOne().HasForeignKey(c => c.OccurrenceId);
    }
}

internal sealed class AssessmentComponentMapping : IEntityTypeConfiguration<AssessmentComponent>
{
    public void Configure(EntityTypeBuilder<AssessmentComponent> builder)
    {
        builder.ToTable("AssessmentComponent");
        builder.HasIndex(c => c.Key).IsUnique();
    }
}

internal sealed class VenueMapping : IEntityTypeConfiguration<Venue>
{
    public void Configure(EntityTypeBuilder<Venue> builder)
    {
        builder.ToTable("Venue");
        builder.Property(v => v.Key).HasMaxLength(50);
        builder.Property(v => v.Postcode).HasMaxLength(8);
        builder.Property(v => v.Ukprn).HasMaxLength(8);
        builder.HasIndex(v => v.Key).IsUnique();
    }
}
