using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using StudentRecords.Domain;
using StudentRecords.Domain.Audit;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Audit;

/// <summary>
/// Where the trail stood, written from time to time into a file outside the database, so that a tail cut together with the
/// trail's head still shows. Lines are only ever added: sequence, hash, moment. Keep a copy where the database's owner cannot write.
/// </summary>
public sealed class AuditAnchor(IDbContextFactory<RegistryDbContext> store, IConfiguration configuration, TimeProvider clock)
{
    private readonly SemaphoreSlim one = new(1);

    /// <summary><c>Audit:AnchorPath</c>, or a file beside the database.</summary>
    public string Path { get; } = configuration["Audit:AnchorPath"] is { Length: > 0 } path ? path
        : $"{(configuration["Database:Path"] is { Length: > 0 } database ? database : "student-records.db")}.anchor";

    /// <summary>Adds a line when the trail has grown since the last. Refused when the head cannot be read or the file cannot be written; the record itself is whole then too.</summary>
    public async Task<Outcome> WriteAsync(CancellationToken ct = default)
    {
        await one.WaitAsync(ct);
        try
        {
            await using var db = store.CreateDbContext();
            var head = await db.Set<AuditHead>().AsNoTracking().SingleAsync(ct);
            var lines = Read();
            if (head.Sequence == 0 || (lines.Count > 0 && lines[^1].Sequence >= head.Sequence))
            {
                return Outcome.Done;
            }

            await using var file = new FileStream(Path, FileMode.Append, FileAccess.Write, FileShare.Read);
            await using var text = new StreamWriter(file);
            await text.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{head.Sequence} {head.Hash} {clock.GetUtcNow().UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}\n"));
            await text.FlushAsync(ct);
            file.Flush(flushToDisk: true);
            return Outcome.Done;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or DbException)
        {
            return Outcome.Refused("ANCHOR_NOT_WRITTEN", $"The audit anchor {Path} could not be written: {fault.Message}");
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Every line that can be read, in order; a line torn by a crash is left out.</summary>
    public IReadOnlyList<AnchorLine> Read() => File.Exists(Path) ? [.. File.ReadLines(Path).Select(AnchorLine.Parse).OfType<AnchorLine>()] : [];
}

/// <summary>One line of the anchor: up to here the trail stood, ending with this hash.</summary>
public sealed record AnchorLine(long Sequence, string Hash)
{
    internal static AnchorLine? Parse(string line) =>
        line.Split(' ') is [var sequence, { Length: 64 } hash, _] && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new(number, hash) : null;
}
