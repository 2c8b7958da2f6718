namespace StudentRecords.Domain.Students;

/// <summary>Unique learner number: nine digits weighted 10 to 2, and ten less the remainder of eleven as the tenth.</summary>
public static class Uln
{
    public static bool IsValid(string text)
    {
        if (text is not { Length: 10 } || text.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < 9; i++)
        {
            sum += (text[i] - '0') * (10 - i);
        }

        // a remainder of 0 has no check digit
        return sum % 11 is > 0 and var remainder && text[9] - '0' == 10 - remainder;
    }
}
