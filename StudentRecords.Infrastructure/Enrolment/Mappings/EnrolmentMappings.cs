using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Infrastructure.Enrolment.Mappings;

internal sealed class ApplicationMapping : IEntityTypeConfiguration<Application>
{
    public void Configure(EntityTypeBuilder<Application> builder)
    {
        builder.ToTable("Application");
        builder.HasOne(a => a.Person).WithMany().HasForeignKey(a => a.PersonId);
        builder.HasIndex(a => new { a.Source, a.Key }).IsUnique();
    }
}

internal sealed class EngagementMapping : IEntityTypeConfiguration<Engagement>
{
    public void Configure(EntityTypeBuilder<Engagement> builder)
    {
        builder.ToTable("Engagement");
        builder.Property(e => e.Numhus).HasMaxLength(50);
        builder.HasOne(e => e.Person).WithMany().HasForeignKey(e => e.PersonId);
        builder.HasOne(e => e.Programme).WithMany().HasForeignKey(e => e.ProgrammeId);
        builder.HasOne(e => e.ProgrammeVersion).WithMany().HasForeignKey(e => e.ProgrammeVersionId);
        builder.HasOne(e => e.Venue).WithMany().HasForeignKey(e => e.VenueId);
        builder.Ignore(e => e.Current);
        builder.Ignore(e => e.IsFullTime);
        builder.Ignore(e => e.IsOpen);
        builder.HasMany(e => e.Sessions).WithOne(s => s.Engagement).HasForeignKey(s => s.EngagementId);
        builder.HasMany(e => e.Statuses).WithOne(s => s.Engagement).HasForeignKey(s => s.EngagementId);
        builder.HasIndex(e => new { e.PersonId, e.Numhus }).IsUnique();
        // covers the student search's filters
        builder.HasIndex(e => new { e.ProgrammeId, e.PersonId, e.Status });
        builder.HasIndex(e => new { e.Status, e.PersonId });
    }
}

internal sealed class EntryProfileMapping : IEntityTypeConfiguration<EntryProfile>
{
    public void Configure(EntityTypeBuilder<EntryProfile> builder)
    {
        builder.ToTable("EntryProfile");
        builder.HasOne(p => p.Engagement).WithMany().HasForeignKey(p => p.EngagementId);
        builder.HasIndex(p => p.EngagementId).IsUnique();
        builder.Property(p => p.HighestQualification).HasMaxLength(5);
        builder.Property(p => p.HomeCountry).HasMaxLength(2);
        builder.Property(p => p.HomePostcode).HasMaxLength(8);
        builder.Property(p => p.CareLeaver).HasMaxLength(2);
        builder.Property(p => p.ParentalEducation).HasMaxLength(2);
        builder.Property(p => p.SocioEconomicClass).HasMaxLength(2);
        builder.Property(p => p.Occupation).HasMaxLength(4);
        builder.Property(p => p.PreviousProvider).HasMaxLength(8);
        builder.Property(p => p.UcasScheme).HasMaxLength(4);
    }
}

internal sealed class StatusEntryMapping : IEntityTypeConfiguration<StatusEntry>
{
    public void Configure(EntityTypeBuilder<StatusEntry> builder)
    {
        builder.ToTable("EngagementStatus");
        builder.Property(s => s.Reason).HasMaxLength(500);
        builder.Ignore(s => s.Place);
        builder.HasIndex(s => new { s.EngagementId, s.Ordinal }).IsUnique();
    }
}

internal sealed class CourseSessionMapping : IEntityTypeConfiguration<CourseSession>
{
    public void Configure(EntityTypeBuilder<CourseSession> builder)
    {
        builder.ToTable("CourseSession");
        builder.HasOne<ProgrammeVersion>().WithMany().HasForeignKey(s => s.ProgrammeVersionId);
        builder.HasOne<Venue>().WithMany().HasForeignKey(s => s.VenueId);
        builder.HasIndex(s => new { s.EngagementId, s.SessionYear, s.Part }).IsUnique();
        builder.HasIndex(s => new { s.SessionYear, s.PersonId, s.EngagementId });
    }
}

internal sealed class ModuleRegistrationMapping : IEntityTypeConfiguration<ModuleRegistration>
{
    public void Configure(EntityTypeBuilder<ModuleRegistration> builder)
    {
        builder.ToTable("ModuleRegistration", t => t.HasTrigger("ModuleRegistration_Lock"));
        builder.HasOne(r => r.Engagement).WithMany().HasForeignKey(r => r.EngagementId);
        builder.HasOne(r => r.Session).WithMany().HasForeignKey(r => r.SessionId);
        builder.HasOne(r => r.Occurrence).WithMany().HasForeignKey(r => r.OccurrenceId);
        builder.HasIndex(r => new { r.PersonId, r.OccurrenceId }).IsUnique();
        builder.HasIndex(r => r.OccurrenceId);
    }
}

internal sealed class HoldMapping : IEntityTypeConfiguration<Hold>
{
    public void Configure(EntityTypeBuilder<Hold> builder)
    {
        builder.ToTable("Hold");
        builder.Property(h => h.Reason).HasMaxLength(500);
        builder.Property(h => h.HowToClear).HasMaxLength(500);
        builder.Property(h => h.ReleaseReason).HasMaxLength(500);
        builder.Property(h => h.Blocks).HasConversion<int>();
        builder.HasOne(h => h.Person).WithMany().HasForeignKey(h => h.PersonId);
        builder.HasIndex(h => new { h.Source, h.Key }).IsUnique();
        builder.HasIndex(h => h.PersonId, "OpenHolds").HasFilter("ReleasedOn IS NULL");
    }
}
