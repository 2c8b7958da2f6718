using System.Globalization;

namespace StudentRecords.Domain.Students;

/// <summary>
/// HESA student identifier: two digits of the year of entry, eight of the UKPRN, six of the provider's own number and a check
/// digit. One per person and provider, kept for later engagements.
/// </summary>
public readonly record struct Sid
{
    private Sid(string value) => Value = value;

    public string Value { get; }

    /// <exception cref="ArgumentException">The UKPRN has not eight digits or the sequence more than six.</exception>
    public static Sid Mint(int entryYear, string ukprn, long sequence)
    {
        if (ukprn is not { Length: 8 } || !ukprn.All(char.IsAsciiDigit))
        {
            throw new ArgumentException($"'{ukprn}' is not a UKPRN of eight digits.", nameof(ukprn));
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence, 999_999);
        var body = string.Create(CultureInfo.InvariantCulture, $"{entryYear % 100:00}{ukprn}{sequence:000000}");
        return new Sid(body + CheckDigit.Of(body));
    }

    /// <summary>Accepts a 17-digit SID and a 13-digit HUSID, each with its check digit.</summary>
    public static bool TryParse(string? text, out Sid sid)
    {
        sid = default;
        if (text is not { Length: 17 or 13 } || !text.All(char.IsAsciiDigit) || CheckDigit.Of(text.AsSpan(0, text.Length - 1)) != text[^1])
        {
            return false;
        }

        sid = new Sid(text);
        return true;
    }

    public override string ToString() => Value;
}
