using System.Text;

namespace StudentRecords.Infrastructure.Demo;

/// <summary>
/// A small generator of our own (SplitMix64), so that the demo institution is the same on every machine and with every
/// version of the runtime. Each subject throws dice of its own: what one of them gets does not depend on the order of the others.
/// </summary>
internal sealed class Dice
{
    private ulong state;

    private Dice(ulong seed) => state = seed;

    /// <summary>The dice of one subject (FNV-1a over its names).</summary>
    public static Dice Of(params ReadOnlySpan<string> subject)
    {
        var hash = 14695981039346656037UL;
        foreach (var part in subject)
        {
            foreach (var b in Encoding.UTF8.GetBytes(part))
            {
                hash = (hash ^ b) * 1099511628211UL;
            }

            hash = (hash ^ 0x1F) * 1099511628211UL;
        }

        return new Dice(hash);
    }

    /// <summary>0 to <paramref name="sides"/> - 1.</summary>
    public int Roll(int sides) => (int)(Next() % (ulong)sides);

    /// <summary>From 0 up to but not 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Share() < probability;

    public T Pick<T>(IReadOnlyList<T> from) => from[Roll(from.Count)];

    /// <summary>Near enough to a normal distribution: the sum of twelve even throws.</summary>
    public double Normal(double mean, double deviation)
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++)
        {
            sum += Share();
        }

        return mean + (sum * deviation);
    }

    public DateOnly Day(DateOnly from, DateOnly to) => from.AddDays(Roll(to.DayNumber - from.DayNumber + 1));

    public string Digits(int count) => string.Create(count, this, static (span, dice) =>
    {
        foreach (ref var c in span)
        {
            c = (char)('0' + dice.Roll(10));
        }
    });

    private ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
