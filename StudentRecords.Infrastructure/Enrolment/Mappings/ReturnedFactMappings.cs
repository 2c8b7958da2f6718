using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Infrastructure.Enrolment.Mappings;

internal sealed class PartnerArrangementMapping : IEntityTypeConfiguration<PartnerArrangement>
{
    public void Configure(EntityTypeBuilder<PartnerArrangement> builder)
    {
        builder.ToTable("PartnerArrangement");
        builder.Property(f => f.Kind).HasMaxLength(2);
        builder.Property(f => f.Ukprn).HasMaxLength(8);
        builder.Property(f => f.PartnerSid).HasMaxLength(17);
        builder.Property(f => f.PartnerNumhus).HasMaxLength(50);
        builder.Property(f => f.RegisteringBody).HasMaxLength(8);
        builder.HasOne<Engagement>().WithMany().HasForeignKey(f => f.EngagementId);
    }
}

internal sealed class EntryQualificationMapping : IEntityTypeConfiguration<EntryQualification>
{
    public void Configure(EntityTypeBuilder<EntryQualification> builder)
    {
        builder.ToTable("EntryQualification");
        builder.Property(f => f.Type).HasMaxLength(5);
        builder.Property(f => f.Grade).HasMaxLength(11);
        builder.Property(f => f.Subjects).HasMaxLength(200);
        builder.HasOne<Engagement>().WithMany().HasForeignKey(f => f.EngagementId);
    }
}

internal sealed class EngagementInitiativeMapping : IEntityTypeConfiguration<EngagementInitiative>
{
    public void Configure(EntityTypeBuilder<EngagementInitiative> builder)
    {
        builder.ToTable("EngagementInitiative");
        builder.Property(f => f.Code).HasMaxLength(3);
        builder.HasOne<Engagement>().WithMany().HasForeignKey(f => f.EngagementId);
    }
}

internal sealed class ActivityAwayMapping : IEntityTypeConfiguration<ActivityAway>
{
    public void Configure(EntityTypeBuilder<ActivityAway> builder)
    {
        builder.ToTable("ActivityAway");
        builder.Property(f => f.Kind).HasMaxLength(2);
        builder.Property(f => f.Country).HasMaxLength(2);
        builder.Property(f => f.Host).HasMaxLength(50);
        builder.Property(f => f.Scheme).HasMaxLength(2);
        builder.HasOne<Engagement>().WithMany().HasForeignKey(f => f.EngagementId);
    }
}

internal sealed class ResearchSupervisionMapping : IEntityTypeConfiguration<ResearchSupervision>
{
    public void Configure(EntityTypeBuilder<ResearchSupervision> builder)
    {
        builder.ToTable("ResearchSupervision");
        builder.Property(f => f.Organisation).HasMaxLength(8);
        builder.Property(f => f.Unit).HasMaxLength(3);
        builder.HasOne<Engagement>().WithMany().HasForeignKey(f => f.EngagementId);
    }
}

internal sealed class ExchangeVisitMapping : IEntityTypeConfiguration<ExchangeVisit>
{
    public void Configure(EntityTypeBuilder<ExchangeVisit> builder)
    {
        builder.ToTable("ExchangeVisit");
        builder.Property(f => f.Kind).HasMaxLength(2);
        builder.HasOne<Engagement>().WithMany().HasForeignKey(f => f.EngagementId);
    }
}
