namespace StudentRecords.Domain.Students;

/// <summary>HESA's check digit: digits times the repeating weights 1, 3, 7, 9, added up; ten less the last digit of the sum, ten written as 0.</summary>
public static class CheckDigit
{
    private static readonly int[] Weights = [1, 3, 7, 9];

    public static char Of(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            sum += (digits[i] - '0') * Weights[i % 4];
        }

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }
}
