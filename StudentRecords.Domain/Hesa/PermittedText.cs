using System.Text;

namespace StudentRecords.Domain.Hesa;

/// <summary>The characters that the authority takes: U+0020–007E, U+00A0–024F and U+1E00–1EFF (C21054 data standard).</summary>
public static class PermittedText
{
    public static bool IsPermitted(char c) => c is (>= '\u0020' and <= '\u007E') or (>= '\u00A0' and <= '\u024F') or (>= '\u1E00' and <= '\u1EFF');

    /// <summary>Trimmed, runs of spaces and control characters made one space; null when nothing is left.</summary>
    public static string? Clean(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        var clean = true;
        for (var i = 0; i < value.Length && clean; i++)
        {
            clean = value[i] > ' ' || (value[i] == ' ' && i > 0 && i < value.Length - 1 && value[i - 1] != ' ');
            clean &= !char.IsControl(value[i]);
        }

        if (clean)
        {
            return value;
        }

        var text = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            if (c > ' ' && !char.IsControl(c))
            {
                text.Append(c);
            }
            else if (text.Length > 0 && text[^1] != ' ')
            {
                text.Append(' ');
            }
        }

        while (text.Length > 0 && text[^1] == ' ')
        {
            text.Length--;
        }

        return text.Length == 0 ? null : text.ToString();
    }

    /// <summary>The nearest permitted text: accents that have no place in the repertoire are dropped, typographic marks made plain, the rest becomes a question mark.</summary>
    public static string Permit(string value)
    {
        if (!value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return value;
        }

        var text = new StringBuilder(value.Length);
        foreach (var c in value.Normalize(NormalizationForm.FormC))
        {
            if (IsPermitted(c))
            {
                text.Append(c);
                continue;
            }

            text.Append(c switch
            {
                '\u2018' or '\u2019' or '\u02BC' => "'",
                '\u201C' or '\u201D' => "\"",
                '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' => "-",
                _ => Plain(c),
            });
        }

        return text.ToString();
    }

    private static string Plain(char c)
    {
        if (char.IsSurrogate(c))
        {
            return "?";
        }

        var parts = c.ToString().Normalize(NormalizationForm.FormD);
        return parts.Length > 0 && IsPermitted(parts[0]) ? parts[..1] : char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark ? "" : "?";
    }
}
