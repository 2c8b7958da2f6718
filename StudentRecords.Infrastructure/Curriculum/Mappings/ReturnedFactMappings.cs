using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Infrastructure.Curriculum.Mappings;

internal sealed class ProgrammeInitiativeMapping : IEntityTypeConfiguration<ProgrammeInitiative>
{
    public void Configure(EntityTypeBuilder<ProgrammeInitiative> builder)
    {
        builder.ToTable("ProgrammeInitiative");
        builder.Property(f => f.Code).HasMaxLength(3);
        builder.HasOne<Programme>().WithMany().HasForeignKey(f => f.ProgrammeId);
    }
}

internal sealed class ProgrammeAccreditationMapping : IEntityTypeConfiguration<ProgrammeAccreditation>
{
    public void Configure(EntityTypeBuilder<ProgrammeAccreditation> builder)
    {
        builder.ToTable("ProgrammeAccreditation");
        builder.Property(f => f.Code).HasMaxLength(5);
        builder.HasOne<Programme>().WithMany().HasForeignKey(f => f.ProgrammeId);
    }
}

internal sealed class ProgrammeReferenceMapping : IEntityTypeConfiguration<ProgrammeReference>
{
    public void Configure(EntityTypeBuilder<ProgrammeReference> builder)
    {
        builder.ToTable("ProgrammeReference");
        builder.Property(f => f.Kind).HasMaxLength(2);
        builder.Property(f => f.Code).HasMaxLength(50);
        builder.HasOne<Programme>().WithMany().HasForeignKey(f => f.ProgrammeId);
    }
}

internal sealed class TeachingPlaceMapping : IEntityTypeConfiguration<TeachingPlace>
{
    public void Configure(EntityTypeBuilder<TeachingPlace> builder)
    {
        builder.ToTable("TeachingPlace");
        builder.Property(f => f.Venue).HasMaxLength(50);
        builder.HasOne<Programme>().WithMany().HasForeignKey(f => f.ProgrammeId);
    }
}

internal sealed class ProgrammeShareMapping : IEntityTypeConfiguration<ProgrammeShare>
{
    public void Configure(EntityTypeBuilder<ProgrammeShare> builder)
    {
        builder.ToTable("ProgrammeShare");
        builder.Property(f => f.Code).HasMaxLength(8);
        builder.Property(f => f.Specialism).HasMaxLength(2);
        builder.HasOne<Programme>().WithMany().HasForeignKey(f => f.ProgrammeId);
    }
}

internal sealed class ModuleShareMapping : IEntityTypeConfiguration<ModuleShare>
{
    public void Configure(EntityTypeBuilder<ModuleShare> builder)
    {
        builder.ToTable("ModuleShare");
        builder.Property(f => f.Code).HasMaxLength(8);
        builder.HasOne<Module>().WithMany().HasForeignKey(f => f.ModuleId);
    }
}
