using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudentRecords.Infrastructure.Store.Conventions;

namespace StudentRecords.Infrastructure.Store;

/// <summary>A running number of the institution (student numbers, SIDs), taken in the transaction that uses it.</summary>
public sealed class NumberSequence
{
    public const string StudentNumbers = "StudentNumber";
    public const string Sids = "SID";
    public const string CandidateNumbers = "CandidateNumber";
    public const string HesaSets = "HesaSet";
    public const string Certificates = "Certificate";

    public required string Name { get; init; }

    public long Next { get; set; } = 1;

    /// <summary>Takes <paramref name="count"/> numbers and gives the first; a transaction must be open.</summary>
    public static async Task<long> TakeAsync(RegistryDbContext db, string name, int count, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("Numbers are taken in the transaction that uses them.");
        }

        var sequences = db.Set<NumberSequence>();
        if (await sequences.Where(s => s.Name == name).ExecuteUpdateAsync(s => s.SetProperty(x => x.Next, x => x.Next + count), ct) == 0)
        {
            throw new InvalidOperationException($"There is no number sequence '{name}'.");
        }

        return await sequences.AsNoTracking().Where(s => s.Name == name).Select(s => s.Next).SingleAsync(ct) - count;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<NumberSequence>
    {
        public void Configure(EntityTypeBuilder<NumberSequence> builder)
        {
            builder.ToTable("NumberSequence").IsNotAudited("a counter");
            builder.HasKey(s => s.Name);
            builder.Property(s => s.Name).HasMaxLength(40);
            builder.HasData(new NumberSequence { Name = StudentNumbers }, new NumberSequence { Name = Sids }, new NumberSequence { Name = CandidateNumbers }, new NumberSequence { Name = HesaSets }, new NumberSequence { Name = Certificates });
        }
    }
}
