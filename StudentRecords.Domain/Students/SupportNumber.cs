namespace StudentRecords.Domain.Students;

/// <summary>Student Support Number: four letters, eight digits and a check letter (AAAA99999999A). Weights 13 to 2, modulus 23.</summary>
public static class SupportNumber
{
    private const string Letters = "ABCDEFGHJKLMNPRSTUVWXYZ";

    public static bool IsValid(string text)
    {
        if (text is not { Length: 13 } || !text.AsSpan(4, 8).ContainsOnlyDigits())
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < 12; i++)
        {
            var value = i < 4 ? Letters.IndexOf(text[i]) : text[i] - '0';
            if (value < 0)
            {
                return false;
            }

            sum += value * (13 - i);
        }

        return Letters[sum % 23] == text[12];
    }

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
