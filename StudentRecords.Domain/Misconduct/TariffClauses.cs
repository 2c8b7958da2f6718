using System.Text.Json;
using System.Text.Json.Serialization;

namespace StudentRecords.Domain.Misconduct;

/// <summary>A choice of one criterion and its points.</summary>
public sealed record TariffChoice(string Key, string Words, decimal Points);

/// <summary>A band of points and the penalties that it advises.</summary>
/// <param name="From">Lowest points of the band.</param>
/// <param name="Words">How the tariff names it.</param>
/// <param name="Penalties">From the mildest to the gravest.</param>
public sealed record TariffBand(decimal From, string Words, IReadOnlyList<MisconductPenalty> Penalties);

/// <summary>Points for history, extent, level, value and disguise, and bands of their sum. It advises; the panel decides.</summary>
public sealed record TariffClauses
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Points for the first, second, third … time; the last stands for every later one.</summary>
    public required IReadOnlyList<decimal> History { get; init; }

    public required IReadOnlyList<TariffChoice> Extent { get; init; }

    public required IReadOnlyList<TariffChoice> Level { get; init; }

    public required IReadOnlyList<TariffChoice> Value { get; init; }

    /// <summary>Points for an attempt to disguise.</summary>
    public decimal Disguise { get; init; }

    public required IReadOnlyList<TariffBand> Bands { get; init; }

    /// <summary>Reads the tariff, or says everything that is wrong with it.</summary>
    public static Outcome<TariffClauses> Read(string json)
    {
        try
        {
            var tariff = JsonSerializer.Deserialize<TariffClauses>(json, Options)!;
            var faults = tariff.Faults().ToList();
            return faults.Count > 0 ? Outcome<TariffClauses>.Refused(faults) : tariff;
        }
        catch (JsonException fault)
        {
            return Outcome<TariffClauses>.Refused("TARIFF_UNREADABLE", $"The tariff cannot be read: {fault.Message}", fault.Path);
        }
    }

    /// <summary>The sum, its parts, and the band it falls in.</summary>
    /// <param name="earlier">Proven cases before this one.</param>
    /// <param name="extent">Key of the extent.</param>
    /// <param name="level">Key of the level.</param>
    /// <param name="value">Key of the value.</param>
    /// <param name="disguised">Whether there was an attempt to disguise.</param>
    public Outcome<TariffAdvice> Advise(int earlier, string extent, string level, string value, bool disguised)
    {
        List<Refusal> refusals = [];
        TariffChoice Choice(IReadOnlyList<TariffChoice> from, string key, string field)
        {
            if (from.FirstOrDefault(c => c.Key == key) is { } choice)
            {
                return choice;
            }

            refusals.Add(new("TARIFF_CHOICE", $"Choose the {field.ToLowerInvariant()}.", "Tariff", field));
            return from[0];
        }

        List<(string Words, decimal Points)> parts = [($"History: {(earlier == 0 ? "first time" : $"{earlier} proven before")}", History[Math.Min(earlier, History.Count - 1)])];
        parts.AddRange([Part("Extent", Choice(Extent, extent, nameof(Extent))), Part("Level", Choice(Level, level, nameof(Level))), Part("Value", Choice(Value, value, nameof(Value)))]);
        if (disguised)
        {
            parts.Add(("Disguise", Disguise));
        }

        var sum = parts.Sum(p => p.Points);
        return refusals.Count > 0 ? Outcome<TariffAdvice>.Refused(refusals) : new TariffAdvice(sum, parts, Bands.Where(b => b.From <= sum).MaxBy(b => b.From));

        static (string, decimal) Part(string name, TariffChoice choice) => ($"{name}: {choice.Words}", choice.Points);
    }

    private IEnumerable<Refusal> Faults()
    {
        if (History.Count == 0 || Extent.Count == 0 || Level.Count == 0 || Value.Count == 0 || Bands.Count == 0)
        {
            yield return new("TARIFF_FAULT", "A tariff has points for history, extent, level and value, and bands.", "Tariff");
        }

        if (Bands.GroupBy(b => b.From).Any(g => g.Count() > 1) || Bands.Any(b => b.Penalties.Count == 0))
        {
            yield return new("TARIFF_FAULT", "Each band begins at points of its own and advises something.", "Tariff", "bands");
        }
    }
}

/// <summary>What the tariff advises.</summary>
/// <param name="Points">The sum.</param>
/// <param name="Parts">What it is made of.</param>
/// <param name="Band">Null below the lowest band.</param>
public sealed record TariffAdvice(decimal Points, IReadOnlyList<(string Words, decimal Points)> Parts, TariffBand? Band);
