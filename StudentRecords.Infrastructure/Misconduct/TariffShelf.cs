using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Misconduct;

/// <summary>The tariff that comes with the product; an institution publishes its own, which then stands before it.</summary>
public static class TariffShelf
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);
    private static readonly Lazy<PublishTariff> Shipped = new(Load);

    public static PublishTariff Get() => Shipped.Value;

    /// <summary>The newest published tariff in force on the day, or the one that comes with the product.</summary>
    internal static async Task<TariffInForce> InForceAsync(RegistryDbContext db, DateOnly day, CancellationToken ct)
    {
        var held = await db.Set<PenaltyTariff>().AsNoTracking().Where(t => t.ValidFrom <= day).OrderByDescending(t => t.ValidFrom).ThenByDescending(t => t.TariffVersion).FirstOrDefaultAsync(ct);
        var (title, version, json) = held is null ? (Get().Title, Get().Version, Get().Clauses) : (held.Title, held.TariffVersion, held.Clauses);
        return new TariffInForce(title, version, TariffClauses.Read(json).Value!);
    }

    private static PublishTariff Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        using var stream = assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().Single(n => n.Contains(".Misconduct.Tariffs.", StringComparison.Ordinal)))!;
        var file = JsonSerializer.Deserialize<TariffFile>(stream, Options)!;
        return new PublishTariff { Code = file.Code, Version = file.Version, Title = file.Title, ValidFrom = file.ValidFrom, Clauses = file.Clauses.GetRawText() };
    }

    private sealed record TariffFile(string Code, int Version, string Title, DateOnly ValidFrom, JsonElement Clauses);
}

/// <summary>A tariff as it is asked.</summary>
public sealed record TariffInForce(string Title, int Version, TariffClauses Clauses);
