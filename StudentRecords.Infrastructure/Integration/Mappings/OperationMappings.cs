using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Store.Conventions;

namespace StudentRecords.Infrastructure.Integration.Mappings;

internal sealed class DataQualityTaskMapping : IEntityTypeConfiguration<DataQualityTask>
{
    public void Configure(EntityTypeBuilder<DataQualityTask> builder)
    {
        builder.ToTable("DataQualityTask").IsNotAudited("a work list of the warehouse; what is mended is told where it is mended");
        builder.Property(t => t.Sentence).HasMaxLength(400);
        builder.HasIndex(t => t.Key).IsUnique();
        builder.HasIndex(t => t.ClearedOn);
    }
}

internal sealed class LastWordMapping : IEntityTypeConfiguration<LastWord>
{
    public void Configure(EntityTypeBuilder<LastWord> builder)
    {
        builder.ToTable("LastWord").IsNotAudited("the versions of messages that are kept whole");
        builder.HasIndex(w => w.Key).IsUnique();
    }
}

internal sealed class WarehouseEntryMapping : IEntityTypeConfiguration<WarehouseEntry>
{
    public void Configure(EntityTypeBuilder<WarehouseEntry> builder)
    {
        builder.ToTable("WarehouseEntry").IsNotAudited("what was extracted stands in the message itself");
        builder.HasKey(e => e.EntryId);
        builder.Property(e => e.EntryId).ValueGeneratedNever();
    }
}

internal sealed class ExtractBatchMapping : IEntityTypeConfiguration<ExtractBatch>
{
    public void Configure(EntityTypeBuilder<ExtractBatch> builder)
    {
        builder.ToTable("ExtractBatch").IsNotAudited("what was extracted stands in the message itself");
        builder.HasIndex(b => new { b.Flow, b.Type, b.Partition, b.Number }).IsUnique();
    }
}
