using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using StudentRecords.Domain.Funding;

namespace StudentRecords.Infrastructure.Funding;

/// <summary>Fee terms as text for people to read, edit and compare: one thing a line, nothing that says nothing.</summary>
public static class FeeTermsText
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static string Write(FeeTerms terms) => JsonSerializer.Serialize(terms, Options);

    /// <summary>What the second has and the first has not, and the other way round, line by line in order.</summary>
    public static IReadOnlyList<(char Side, string Line)> Compare(string before, string after)
    {
        var (a, b) = (before.Split('\n'), after.Split('\n'));
        var longest = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
            {
                longest[i, j] = a[i] == b[j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
            }
        }

        List<(char, string)> told = [];
        var (x, y) = (0, 0);
        while (x < a.Length || y < b.Length)
        {
            if (x < a.Length && y < b.Length && a[x] == b[y])
            {
                told.Add((' ', a[x++]));
                y++;
            }
            else if (y >= b.Length || (x < a.Length && longest[x + 1, y] >= longest[x, y + 1]))
            {
                told.Add(('−', a[x++]));
            }
            else
            {
                told.Add(('+', b[y++]));
            }
        }

        return told;
    }
}
