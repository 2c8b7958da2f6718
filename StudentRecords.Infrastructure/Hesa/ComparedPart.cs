using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Compare;
using StudentRecords.Infrastructure.Hesa.Sets;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Hesa;

/// <summary>One part of a compare run: its rows of both sides on connections of their own, and what the comparison says of them.</summary>
internal sealed class ComparedPart : IDisposable
{
    private readonly ReturnComparison comparison;
    private readonly SetCursor extract;
    private readonly SetCursor submitted;
    private readonly int before;

    private ComparedPart(ReturnComparison comparison, SetCursor extract, SetCursor submitted, int before)
    {
        this.comparison = comparison;
        this.extract = extract;
        this.submitted = submitted;
        this.before = before;
    }

    /// <summary>Rows of the extract gone through so far.</summary>
    public int Read => extract.Read;

    public IEnumerable<(EntityDefinition Entity, EntityStatus Status, int Count)> Counts => comparison.Counts.Select(c => (c.Key.Entity, c.Key.Status, c.Value));

    public static async Task<ComparedPart> OpenAsync(IDbContextFactory<RegistryDbContext> store, SetPart part, CollectionDefinition collection, CancellationToken ct)
    {
        var extract = await SetCursor.OpenAsync(store, part.Extract, isWhole: false, ct);
        try
        {
            return new ComparedPart(new ReturnComparison(collection, tellAll: false), extract, await SetCursor.OpenAsync(store, part.Submitted, isWhole: false, ct), part.Before);
        }
        catch
        {
            extract.Dispose();
            throw;
        }
    }

    /// <summary>Numbered in document order across the parts: no part has more verdicts than rows.</summary>
    public IEnumerable<SetVerdict> Verdicts(int number)
    {
        var place = before;
        foreach (var verdict in comparison.Run(extract, submitted))
        {
            yield return new SetVerdict
            {
                Id = SetNumbers.Id(number, ++place),
                Comparison = number,
                Entity = verdict.Entity.Name,
                Status = verdict.Status,
                KeyPath = verdict.KeyPath,
                ExtractRow = verdict.ExtractRow,
                SubmittedRow = verdict.SubmittedRow,
                Fields = FieldVerdict.Pack(verdict.Fields),
            };
        }
    }

    public void Dispose()
    {
        extract.Dispose();
        submitted.Dispose();
    }
}
