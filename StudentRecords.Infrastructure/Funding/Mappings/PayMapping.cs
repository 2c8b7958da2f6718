using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Support;

namespace StudentRecords.Infrastructure.Funding.Mappings;

internal sealed class PayAuthorisationMapping : IEntityTypeConfiguration<PayAuthorisation>
{
    public void Configure(EntityTypeBuilder<PayAuthorisation> builder)
    {
        builder.ToTable("PayAuthorisation");
        builder.HasOne<Engagement>().WithMany().HasForeignKey(a => a.EngagementId);
        builder.HasOne<StudentStaffRole>().WithMany().HasForeignKey(a => a.RoleId);
        // no foreign key: award and payment are kept for different times
        builder.HasIndex(a => a.AwardId).HasFilter("AwardId IS NOT NULL");
        builder.HasIndex(a => a.Key).IsUnique();
    }
}
