using System.Text;

namespace StudentRecords.Infrastructure.Documents.Fonts;

/// <summary>Brings text to the form in which it is set: composed (NFC), no invisible format characters; controls become U+FFFD, which shows.</summary>
internal static class PlainText
{
    private const char SoftHyphen = '\u00AD';
    private const char ByteOrderMark = '\uFEFF';

    public static string OnOneLine(string text) => Of(text).Replace('\n', ' ');

    public static string Of(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            if (rune.Value is '\t' or '\r')
            {
                clean.Append(' ');
            }
            else if (Rune.IsControl(rune) && rune.Value != '\n')
            {
                clean.Append('\uFFFD');
            }
            else if (rune.Value is not (SoftHyphen or ByteOrderMark or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) or 0x2060))
            {
                clean.Append(rune);
            }
        }

        return clean.ToString().Normalize(NormalizationForm.FormC);
    }
}
