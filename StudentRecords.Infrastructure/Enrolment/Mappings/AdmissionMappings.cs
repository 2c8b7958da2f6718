using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store.Conventions;

namespace StudentRecords.Infrastructure.Enrolment.Mappings;

internal sealed class QualificationResultMapping : IEntityTypeConfiguration<QualificationResult>
{
    public void Configure(EntityTypeBuilder<QualificationResult> builder)
    {
        builder.ToTable("QualificationResult").IsNotAudited("never changed; each version is kept whole, and the trail is read by people who may not learn of it before its release");
        builder.Property(r => r.Sitting).HasMaxLength(40);
        builder.Property(r => r.Type).HasMaxLength(5);
        builder.Property(r => r.Subject).HasMaxLength(40);
        builder.Property(r => r.Grade).HasMaxLength(11);
        builder.Property(r => r.AwardingBody).HasMaxLength(40);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId);
        builder.HasIndex(r => new { r.PersonId, r.Sitting, r.SourceVersion });
    }
}
