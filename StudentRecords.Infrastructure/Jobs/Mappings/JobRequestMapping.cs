using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Jobs;
using StudentRecords.Infrastructure.Store.Conventions;

namespace StudentRecords.Infrastructure.Jobs.Mappings;

internal sealed class JobRequestMapping : IEntityTypeConfiguration<JobRequest>
{
    public void Configure(EntityTypeBuilder<JobRequest> builder)
    {
        builder.ToTable("JobRequest").IsNotAudited("a queue; each job's changes are audited as its own");
        builder.Property(j => j.Arguments).HasMaxLength(-1);
        builder.Property(j => j.Checkpoint).HasMaxLength(-1);
        builder.Property(j => j.Result).HasMaxLength(-1);
        // the proof of holding a job: claims, reports and endings are state-checked UPDATEs
        builder.Property(j => j.State).IsConcurrencyToken();
        builder.Property(j => j.LeaseUntil).IsConcurrencyToken();
        builder.HasIndex(j => j.DedupeKey).IsUnique().HasFilter("DedupeKey IS NOT NULL AND State IN ('Queued', 'Running')");
        builder.HasIndex(j => new { j.State, j.NextAt });
    }
}
