using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Domain.Hesa;
using StudentRecords.Infrastructure.Hesa.Sets;
using StudentRecords.Infrastructure.Store.Conventions;

namespace StudentRecords.Infrastructure.Hesa.Mappings;

internal sealed class HesaReturnMapping : IEntityTypeConfiguration<HesaReturn>
{
    public void Configure(EntityTypeBuilder<HesaReturn> builder)
    {
        builder.ToTable("HesaReturn");
        builder.Property(r => r.Collection).HasMaxLength(5);
        builder.Property(r => r.Ukprn).HasMaxLength(8);
        builder.Property(r => r.ReturnType).HasMaxLength(10);
        builder.Property(r => r.Digest).HasMaxLength(64);
        builder.Ignore(r => r.Effective);
        builder.HasIndex(r => new { r.Ukprn, r.ReturnType, r.EffectiveDate, r.Sequence }).IsUnique();
    }
}

internal sealed class SubmittedPictureMapping : IEntityTypeConfiguration<SubmittedPicture>
{
    public void Configure(EntityTypeBuilder<SubmittedPicture> builder)
    {
        builder.ToTable("HesaSubmitted");
        builder.Property(p => p.Ukprn).HasMaxLength(8);
        builder.Property(p => p.ReturnType).HasMaxLength(10);
        builder.Property(p => p.Set).HasColumnName("SetNumber");
        builder.HasOne<HesaReturn>().WithMany().HasForeignKey(p => p.ReturnId);
        builder.HasIndex(p => new { p.Ukprn, p.ReturnType }).IsUnique();
    }
}

internal sealed class SetEntityMapping : IEntityTypeConfiguration<SetEntity>
{
    public void Configure(EntityTypeBuilder<SetEntity> builder)
    {
        builder.ToTable("HesaEntity").IsNotAudited("derived in bulk; the return that it belongs to is audited");
        builder.Property(e => e.Entity).HasMaxLength(40);
        builder.Property(e => e.KeyPath).HasMaxLength(500);
        builder.Property(e => e.RootKey).HasMaxLength(60);
        builder.Property(e => e.SourceKind).HasMaxLength(40);
        builder.Property(e => e.Fields).HasMaxLength(-1);
        builder.HasIndex(e => e.RootKey).HasFilter("RootKey IS NOT NULL");
    }
}

internal sealed class SetVerdictMapping : IEntityTypeConfiguration<SetVerdict>
{
    public void Configure(EntityTypeBuilder<SetVerdict> builder)
    {
        builder.ToTable("HesaVerdict").IsNotAudited("worked out in bulk; the return that it belongs to is audited");
        builder.Property(v => v.Entity).HasMaxLength(40);
        builder.Property(v => v.Status).HasMaxLength(10);
        builder.Property(v => v.KeyPath).HasMaxLength(500);
        builder.Property(v => v.Fields).HasMaxLength(-1);
        builder.HasIndex(v => new { v.Comparison, v.Entity, v.Status });
    }
}

internal sealed class ReturnCountMapping : IEntityTypeConfiguration<ReturnCount>
{
    public void Configure(EntityTypeBuilder<ReturnCount> builder)
    {
        builder.ToTable("HesaCount").IsNotAudited("worked out in bulk; the return that it belongs to is audited");
        builder.Property(c => c.Entity).HasMaxLength(40);
        builder.Property(c => c.Status).HasMaxLength(10);
        builder.HasKey(c => new { c.Comparison, c.Entity, c.Status });
    }
}

internal sealed class SetLedgerEntryMapping : IEntityTypeConfiguration<SetLedgerEntry>
{
    public void Configure(EntityTypeBuilder<SetLedgerEntry> builder)
    {
        builder.ToTable("HesaSet").IsNotAudited("bookkeeping of bulk rows");
        builder.HasKey(s => s.Number);
    }
}
