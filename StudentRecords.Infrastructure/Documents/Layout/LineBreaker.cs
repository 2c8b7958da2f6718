using System.Text;
using StudentRecords.Infrastructure.Documents.Fonts;

namespace StudentRecords.Infrastructure.Documents.Layout;

/// <summary>Breaks text into lines: at spaces, after a hyphen or stroke before a letter, and inside a word only where it is wider than the line.</summary>
internal sealed class LineBreaker(FontSet fonts)
{
    public List<TextLine> Break(string text, TextStyle style, double width) => Break([new TextRun(text)], style, width);

    public List<TextLine> Break(IReadOnlyList<TextRun> runs, TextStyle style, double width)
    {
        var texts = runs.Select(r => new TextRun(PlainText.Of(r.Text ?? ""), r.IsBold || style.IsBold)).ToList();
        var all = texts.Count == 1 ? texts[0].Text : string.Concat(texts.Select(t => t.Text));
        if (all.Length == 0)
        {
            return [];
        }

        if (texts.Count == 1 && !all.Contains('\n') && Width(all, texts[0].IsBold, style) is var whole && whole <= width)
        {
            return [new TextLine([new TextPiece(all, texts[0].IsBold, whole)], whole)];
        }

        var (lines, start) = (new List<TextLine>(), 0);
        while (start < all.Length)
        {
            var end = LineEnd(all, texts, start, width * 1000 / style.Size);
            lines.Add(Line(all, texts, start, end, style));
            start = end;
        }

        return lines;
    }

    public double Width(ReadOnlySpan<char> text, bool isBold, TextStyle style) => fonts[isBold].Measure(text) * style.Size / 1000;

    /// <summary>The widest part of a text that cannot be broken, in points.</summary>
    public double LongestWord(string text, TextStyle style)
    {
        var (longest, start) = (0.0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (i == text.Length - 1 || IsBreakAfter(text, i))
            {
                longest = Math.Max(longest, Width(text.AsSpan(start, i + 1 - start).TrimEnd(), style.IsBold, style));
                start = i + 1;
            }
        }

        return longest;
    }

    /// <summary>The text cut to the width, with an ellipsis where something was lost.</summary>
    public string Cut(string text, TextStyle style, double width)
    {
        var kept = PlainText.OnOneLine(text);
        if (Width(kept, style.IsBold, style) <= width)
        {
            return kept;
        }

        while (kept.Length > 0 && Width(kept + "…", style.IsBold, style) > width)
        {
            kept = kept[..^(char.IsLowSurrogate(kept[^1]) ? 2 : 1)];
        }

        return kept.TrimEnd() + "…";
    }

    private int LineEnd(string all, List<TextRun> runs, int start, double limit)
    {
        var (width, lastBreak, before) = (0, -1, 0);
        var (run, runEnd) = (-1, 0);
        for (var i = start; i < all.Length;)
        {
            while (i >= runEnd)
            {
                run++;
                runEnd += runs[run].Text.Length;
                before = 0;
            }

            Rune.DecodeFromUtf16(all.AsSpan(i), out var rune, out var length);
            if (rune.Value == '\n')
            {
                return i + 1;
            }

            var font = fonts[runs[run].IsBold];
            width += font.Kerning(before, rune.Value) + font.Width(rune.Value);
            before = rune.Value;
            if (width > limit && rune.Value != ' ')
            {
                return lastBreak > start ? lastBreak : Math.Max(i, start + length);
            }

            i += length;
            if (IsBreakAfter(all, i - 1))
            {
                lastBreak = i;
            }
        }

        return all.Length;
    }

    private static bool IsBreakAfter(string text, int index) => text[index] switch
    {
        ' ' => index + 1 >= text.Length || text[index + 1] != ' ',
        '-' or '/' or '\u2013' or '\u2014' or '_' or '@' => index > 0 && index + 1 < text.Length && char.IsLetter(text[index + 1]) && text[index - 1] != ' ',
        _ => false,
    };

    private TextLine Line(string all, List<TextRun> runs, int start, int end, TextStyle style)
    {
        var pieces = new List<TextPiece>();
        var visible = start + all.AsSpan(start, end - start).TrimEnd(" \n").Length;
        var (width, runStart) = (0.0, 0);
        foreach (var run in runs)
        {
            var (from, to) = (Math.Max(start, runStart), Math.Min(end, runStart + run.Text.Length));
            runStart += run.Text.Length;
            if (from >= to)
            {
                continue;
            }

            var text = all[from..to].TrimEnd('\n');
            pieces.Add(new TextPiece(text, run.IsBold, Width(text, run.IsBold, style)));
            width += Width(all.AsSpan(from, Math.Max(0, Math.Min(to, visible) - from)), run.IsBold, style);
        }

        return new TextLine([.. pieces], width);
    }
}
