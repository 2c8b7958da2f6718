using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Infrastructure.Store.Conventions;

namespace StudentRecords.Infrastructure.Misconduct.Mappings;

internal sealed class MisconductCaseMapping : IEntityTypeConfiguration<MisconductCase>
{
    public void Configure(EntityTypeBuilder<MisconductCase> builder)
    {
        builder.ToTable("MisconductCase");
        builder.HasOne(c => c.Person).WithMany().HasForeignKey(c => c.PersonId);
        builder.HasMany(c => c.Entries).WithOne().HasForeignKey(e => e.CaseId);
        builder.Property(c => c.Key).HasMaxLength(60);
        builder.Property(c => c.Finding).IsSpecialCategory();
        builder.Ignore(c => c.InEffect);
        builder.Ignore(c => c.Waiting);
        builder.Ignore(c => c.IsFound);
        builder.HasIndex(c => c.Key).IsUnique();
        builder.HasIndex(c => new { c.PersonId, c.Finding });
    }
}

internal sealed class PenaltyEntryMapping : IEntityTypeConfiguration<PenaltyEntry>
{
    public void Configure(EntityTypeBuilder<PenaltyEntry> builder)
    {
        builder.ToTable("PenaltyEntry");
        builder.HasOne<ModuleRegistration>().WithMany().HasForeignKey(e => e.RegistrationId);
        builder.HasOne<AssessmentComponent>().WithMany().HasForeignKey(e => e.ComponentId);
        builder.HasOne<PenaltyEntry>().WithMany().HasForeignKey(e => e.Reverses);
        builder.HasOne<ExamBoard>().WithMany().HasForeignKey(e => e.BoardId);
        builder.Property(e => e.Penalty).IsSpecialCategory();
        builder.Property(e => e.Value).IsSpecialCategory();
        builder.Ignore(e => e.Terms);
        builder.Ignore(e => e.Code);
        builder.HasIndex(e => e.RegistrationId);
        // a late reversal that was led to the appeal leaves room for another
        builder.HasIndex(e => e.Reverses).IsUnique().HasFilter("Reverses IS NOT NULL AND State = 'InEffect'");
        builder.HasIndex(e => e.State);
    }
}

internal sealed class PenaltyTariffMapping : IEntityTypeConfiguration<PenaltyTariff>
{
    public void Configure(EntityTypeBuilder<PenaltyTariff> builder)
    {
        builder.ToTable("PenaltyTariff");
        builder.Property(t => t.Code).HasMaxLength(40);
        builder.Property(t => t.Clauses).HasMaxLength(-1);
        builder.HasIndex(t => new { t.Code, t.TariffVersion }).IsUnique();
    }
}
