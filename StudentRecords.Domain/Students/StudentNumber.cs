using System.Globalization;

namespace StudentRecords.Domain.Students;

/// <summary>The institution's student number: eight digits, the last a check digit (weights 1, 3, 7, 9), so that a slip of the finger is noticed.</summary>
public readonly record struct StudentNumber
{
    private StudentNumber(string value) => Value = value;

    public string Value { get; }

    /// <param name="sequence">The institution's running number, 1 to 9,999,999.</param>
    /// <exception cref="ArgumentOutOfRangeException">The sequence has more than seven digits.</exception>
    public static StudentNumber Mint(long sequence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sequence, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence, 9_999_999);
        var digits = sequence.ToString("0000000", CultureInfo.InvariantCulture);
        return new StudentNumber(digits + CheckDigit.Of(digits));
    }

    public static bool TryParse(string? text, out StudentNumber number)
    {
        number = default;
        if (text is not { Length: 8 } || !text.All(char.IsAsciiDigit) || CheckDigit.Of(text.AsSpan(0, 7)) != text[7])
        {
            return false;
        }

        number = new StudentNumber(text);
        return true;
    }

    public override string ToString() => Value;
}
