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
        builder.HasIndex(a => a.Key).IsUnique();
    }
}
