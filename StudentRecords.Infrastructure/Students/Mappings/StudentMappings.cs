using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store.Conventions;

namespace StudentRecords.Infrastructure.Students.Mappings;

internal sealed class PersonMapping : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("Person");
        builder.Property(p => p.StudentNumber).HasMaxLength(20);
        builder.Property(p => p.FamilyName).HasMaxLength(100);
        builder.Property(p => p.GivenNames).HasMaxLength(100);
        builder.Property(p => p.SearchName).HasMaxLength(300);
        builder.Property(p => p.LegalSex).HasMaxLength(2);
        builder.Property(p => p.HomeAddress).HasMaxLength(500);
        builder.HasIndex(p => p.StudentNumber).IsUnique();
        builder.HasIndex(p => p.SearchName);
        builder.HasMany(p => p.Identifiers).WithOne(i => i.Person).HasForeignKey(i => i.PersonId);
    }
}

internal sealed class PersonIdentifierMapping : IEntityTypeConfiguration<PersonIdentifier>
{
    public void Configure(EntityTypeBuilder<PersonIdentifier> builder)
    {
        builder.ToTable("PersonIdentifier");
        builder.Property(i => i.System).HasMaxLength(20);
        builder.Property(i => i.Kind).HasMaxLength(20);
        builder.Property(i => i.Value).HasMaxLength(100);
        builder.HasIndex(i => new { i.Value, i.Kind, i.System }).IsUnique();
    }
}

internal sealed class EqualityDeclarationMapping : IEntityTypeConfiguration<EqualityDeclaration>
{
    public void Configure(EntityTypeBuilder<EqualityDeclaration> builder)
    {
        builder.ToTable("EqualityDeclaration");
        builder.HasOne(d => d.Person).WithMany().HasForeignKey(d => d.PersonId);
        builder.HasIndex(d => d.PersonId).IsUnique();
        builder.Property(d => d.Ethnicity).HasMaxLength(3).IsSpecialCategory();
        builder.Property(d => d.Religion).HasMaxLength(2).IsSpecialCategory();
        builder.Property(d => d.SexualOrientation).HasMaxLength(2).IsSpecialCategory();
        builder.Property(d => d.GenderIdentity).HasMaxLength(2).IsSpecialCategory();
        builder.Property(d => d.Disabilities).HasMaxLength(40).IsSpecialCategory();
        builder.Ignore(d => d.DisabilityCodes);
    }
}

internal sealed class IdentityVerificationMapping : IEntityTypeConfiguration<IdentityVerification>
{
    public void Configure(EntityTypeBuilder<IdentityVerification> builder)
    {
        builder.ToTable("IdentityVerification");
        builder.HasOne(v => v.Person).WithMany().HasForeignKey(v => v.PersonId);
        builder.HasIndex(v => v.CaseReference).IsUnique();
        builder.Property(v => v.EvidenceLink).HasMaxLength(500);
    }
}

internal sealed class StudentDocumentMapping : IEntityTypeConfiguration<StudentDocument>
{
    public void Configure(EntityTypeBuilder<StudentDocument> builder)
    {
        builder.ToTable("StudentDocument");
        builder.Property(d => d.Link).HasMaxLength(500);
        builder.Property(d => d.Sha256).HasMaxLength(64);
    }
}

internal sealed class PersonWordMapping : IEntityTypeConfiguration<PersonWord>
{
    public void Configure(EntityTypeBuilder<PersonWord> builder)
    {
        builder.ToTable("PersonWord").IsNotAudited("follows from the names");
        builder.HasKey(w => new { w.Word, w.PersonId });
        builder.Property(w => w.Word).HasMaxLength(NameWords.Longest);
        builder.HasOne<Person>().WithMany().HasForeignKey(w => w.PersonId);
        builder.HasIndex(w => new { w.PersonId, w.Word });
    }
}

internal sealed class LanguageSkillMapping : IEntityTypeConfiguration<LanguageSkill>
{
    public void Configure(EntityTypeBuilder<LanguageSkill> builder)
    {
        builder.ToTable("LanguageSkill");
        builder.Property(f => f.Language).HasMaxLength(2);
        builder.Property(f => f.Proficiency).HasMaxLength(2);
        builder.HasOne<Person>().WithMany().HasForeignKey(f => f.PersonId);
    }
}

internal sealed class TermAddressMapping : IEntityTypeConfiguration<TermAddress>
{
    public void Configure(EntityTypeBuilder<TermAddress> builder)
    {
        builder.ToTable("TermAddress");
        builder.Property(a => a.Postcode).HasMaxLength(8);
        builder.Property(a => a.Source).HasMaxLength(20);
        builder.Property(a => a.Booking).HasMaxLength(60);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId);
    }
}

internal sealed class DocumentOpeningMapping : IEntityTypeConfiguration<DocumentOpening>
{
    public void Configure(EntityTypeBuilder<DocumentOpening> builder)
    {
        builder.ToTable("DocumentOpening");
        builder.Property(o => o.OpenedBy).HasMaxLength(100);
        builder.HasOne<Person>().WithMany().HasForeignKey(o => o.PersonId);
        builder.HasOne<FiledDocument>().WithMany().HasForeignKey(o => o.DocumentId);
    }
}

internal sealed class FiledDocumentMapping : IEntityTypeConfiguration<FiledDocument>
{
    public void Configure(EntityTypeBuilder<FiledDocument> builder)
    {
        builder.ToTable("FiledDocument");
        builder.HasOne<Domain.Enrolment.Engagement>().WithMany().HasForeignKey(d => d.EngagementId);
        builder.HasOne<StudentDocument>().WithMany().HasForeignKey(d => d.StudentDocumentId);
        builder.Property(d => d.Key).HasMaxLength(40);
        builder.Property(d => d.RetentionClass).HasMaxLength(60);
        builder.Property(d => d.Sha256).HasMaxLength(64);
        builder.HasIndex(d => d.Key).IsUnique();
        builder.HasIndex(d => d.FiledAt).HasFilter("State = 'Filed'");
    }
}
