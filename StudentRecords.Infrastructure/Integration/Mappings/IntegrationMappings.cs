using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store.Conventions;

namespace StudentRecords.Infrastructure.Integration.Mappings;

internal sealed class InboxMessageMapping : IEntityTypeConfiguration<InboxMessage>
{
    public void Configure(EntityTypeBuilder<InboxMessage> builder)
    {
        builder.ToTable("InboxMessage").IsNotAudited("kept whole, with its own states");
        builder.Property(m => m.Flow).HasMaxLength(4);
        builder.Property(m => m.Source).HasMaxLength(20);
        builder.Property(m => m.Raw).HasMaxLength(-1);
        builder.Property(m => m.Reason).HasMaxLength(2000);
        builder.Property(m => m.Fingerprint).HasMaxLength(60);
        builder.Property(m => m.BodyHash).HasMaxLength(64);
        builder.HasIndex(m => new { m.MessageId, m.Source }).IsUnique();
        builder.HasIndex(m => new { m.BusinessKey, m.Flow, m.SourceVersion }).IsUnique();
        builder.HasIndex(m => new { m.State, m.NextAttemptAt }).HasFilter("State IN ('Accepted', 'Parked', 'Quarantined')");
        builder.HasIndex(m => m.WaitsFor).HasFilter("WaitsFor IS NOT NULL");
        // covers the counts of the flow board
        builder.HasIndex(m => new { m.Flow, m.State, m.ReceivedAt });
        builder.HasIndex(m => m.CorrelationId);
        builder.HasIndex(m => m.PersonId).HasFilter("PersonId IS NOT NULL");
    }
}

internal sealed class OutboxMessageMapping : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("OutboxMessage").IsNotAudited("kept whole, with its own states");
        builder.Property(m => m.Flow).HasMaxLength(4);
        builder.Property(m => m.Destination).HasMaxLength(20);
        builder.Property(m => m.Body).HasMaxLength(-1);
        builder.Property(m => m.LastError).HasMaxLength(2000);
        builder.Property(m => m.Receipt).HasMaxLength(2000);
        builder.HasIndex(m => new { m.Key, m.Flow }).IsUnique();
        builder.HasIndex(m => new { m.Aggregate, m.Destination, m.Sequence }).IsUnique();
        builder.Property(m => m.ClaimedBy).HasMaxLength(32).IsConcurrencyToken();
        builder.HasIndex(m => new { m.Destination, m.NextAttemptAt }).HasFilter("State = 'Unsent'");
        // the heads of lanes: whether anything earlier is still open
        builder.HasIndex(m => new { m.Destination, m.Aggregate, m.Sequence }, "OpenLanes").HasFilter("State IN ('Unsent', 'Dead')");
        builder.HasIndex(m => m.ClaimedBy).HasFilter("ClaimedBy IS NOT NULL");
        builder.HasIndex(m => new { m.Flow, m.State, m.CreatedAt });
        builder.HasIndex(m => m.CorrelationId);
        builder.HasIndex(m => m.PersonId).HasFilter("PersonId IS NOT NULL");
    }
}

internal sealed class MessageCorrectionMapping : IEntityTypeConfiguration<MessageCorrection>
{
    public void Configure(EntityTypeBuilder<MessageCorrection> builder)
    {
        builder.ToTable("MessageCorrection");
        builder.Property(c => c.Before).HasMaxLength(-1).IsToldByHash();
        builder.Property(c => c.Proposed).HasMaxLength(-1).IsToldByHash();
        builder.Property(c => c.Reason).HasMaxLength(2000);
        builder.HasOne<InboxMessage>().WithMany().HasForeignKey(c => c.MessageId);
        builder.HasIndex(c => c.MessageId).HasFilter("State = 'Proposed'").IsUnique();
    }
}

internal sealed class DropFileMapping : IEntityTypeConfiguration<DropFile>
{
    public void Configure(EntityTypeBuilder<DropFile> builder)
    {
        builder.ToTable("DropFile").IsNotAudited("tells of files; their rows are inbox messages");
        builder.Property(f => f.System).HasMaxLength(20);
        builder.Property(f => f.Claim).HasMaxLength(300);
        builder.Property(f => f.Name).HasMaxLength(260);
        builder.Property(f => f.Flow).HasMaxLength(4);
        builder.Property(f => f.Batch).HasMaxLength(100);
        builder.Property(f => f.Sha256).HasMaxLength(64);
        builder.Property(f => f.Reason).HasMaxLength(2000);
        builder.HasIndex(f => new { f.System, f.Claim }).IsUnique();
        builder.HasIndex(f => new { f.System, f.Sha256 });
        builder.HasIndex(f => new { f.System, f.Batch });
    }
}
