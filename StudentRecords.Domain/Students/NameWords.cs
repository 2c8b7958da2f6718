using System.Globalization;
using System.Text;

namespace StudentRecords.Domain.Students;

/// <summary>The words of a name as people type them when they look for somebody: small letters, without accents, parted at whatever is no letter.</summary>
public static class NameWords
{
    /// <summary>Longest word kept; what is longer is cut.</summary>
    public const int Longest = 40;

    /// <summary>"Ó Briain-Müller" gives o, briain, muller; "O'Neill" gives o, neill and oneill.</summary>
    public static IReadOnlyCollection<string> Of(string name)
    {
        HashSet<string> words = [];
        foreach (var written in name.Split([' ', '-', '\u2010', '\u2011', ',', '.'], StringSplitOptions.RemoveEmptyEntries))
        {
            var whole = Plain(written);
            Add(words, whole.Replace("'", "", StringComparison.Ordinal));
            if (whole.Contains('\'', StringComparison.Ordinal))
            {
                foreach (var part in whole.Split('\'', StringSplitOptions.RemoveEmptyEntries))
                {
                    Add(words, part);
                }
            }
        }

        return words;
    }

    /// <summary>One word as it stands in the index.</summary>
    public static string Plain(string word)
    {
        var text = new StringBuilder(word.Length);
        foreach (var c in word.Normalize(NormalizationForm.FormD))
        {
            switch (char.ToLowerInvariant(c))
            {
                case 'ø': text.Append('o'); break;
                case 'ł': text.Append('l'); break;
                case 'đ' or 'ð': text.Append('d'); break;
                case 'ß': text.Append("ss"); break;
                case 'æ': text.Append("ae"); break;
                case 'œ': text.Append("oe"); break;
                case '\u2019' or '\u02bc' or '`': text.Append('\''); break;
                case var small when CharUnicodeInfo.GetUnicodeCategory(small) != UnicodeCategory.NonSpacingMark: text.Append(small); break;
            }
        }

        return text.ToString();
    }

    private static void Add(HashSet<string> words, string word)
    {
        if (word.Length > 0)
        {
            words.Add(word.Length > Longest ? word[..Longest] : word);
        }
    }
}
