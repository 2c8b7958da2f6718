using System.Globalization;

namespace StudentRecords.Infrastructure.Demo.People;

/// <summary>Well-formed identifiers of other bodies, made up for the demo.</summary>
internal static class Numbers
{
    private const string SupportLetters = "ABCDEFGHJKLMNPRSTUVWXY";

    /// <summary>Unique Learner Number: weights 10 to 2 on nine digits, ten less the remainder by eleven; a remainder of 0 is not given out.</summary>
    public static string Uln(long sequence)
    {
        for (var body = 610_000_000 + (sequence * 2); ; body++)
        {
            var digits = body.ToString("000000000", CultureInfo.InvariantCulture);
            var rest = digits.Select((d, i) => (d - '0') * (10 - i)).Sum() % 11;
            if (rest != 0)
            {
                return digits + (10 - rest).ToString(CultureInfo.InvariantCulture);
            }
        }
    }

    /// <summary>Student Support Number: AAAA99999999 and a check letter, the sum of values by falling weights modulo 23.</summary>
    public static string SupportNumber(long sequence, int entry)
    {
        for (var turn = 0; ; turn++)
        {
            var body = string.Create(CultureInfo.InvariantCulture, $"WEX{SupportLetters[turn]}{sequence:000000}{entry % 100:00}");
            var sum = body.Select((c, i) => (char.IsAsciiDigit(c) ? c - '0' : SupportLetters.IndexOf(c, StringComparison.Ordinal)) * (13 - i)).Sum() % 23;
            if (sum < SupportLetters.Length)
            {
                return body + SupportLetters[sum];
            }
        }
    }
}
