using StudentRecords.Infrastructure.Documents;

namespace StudentRecords.Tests.Documents;

public class PdfTextTests
{
    private const string Diacritics = "Łódź Ağaoğlu Siân Ÿ Đorđe ŵŷ ẅ Ćwikła Nguyễn İstanbul ß œ – “quoted” ½ −1.6";

    [Fact]
    public void Text_WithDiacritics_ReadsBackExactly()
    {
        var read = Read(new Paragraph(Diacritics), new Paragraph([new TextRun(Diacritics, IsBold: true)]));

        Assert.Equal(2, read.Pages[0].Texts.Count(t => t.Text == Diacritics));
    }

    [Fact]
    public void Text_OfLettersAndCombiningMarks_IsComposed()
    {
        var read = Read(new Paragraph("Zoe\u0308 and Sia\u0302n"));

        Assert.Contains("Zoë and Siân\n", read.Pages[0].Text);
    }

    [Fact]
    public void Text_WithNoBreakSpace_KeepsItApartFromSpace()
    {
        var read = Read(new Paragraph("20\u00A0credits at level 5"));

        Assert.Contains("20\u00A0credits at level 5\n", read.Pages[0].Text);
    }

    [Fact]
    public void Character_NotInTypeface_ShowsAsReplacementAndIsReported()
    {
        using var output = new MemoryStream();

        var report = PdfDocument.Write(SamplePack.Of(new Paragraph("Name 字, bell \u0007, tree 𝒯")), output);

        Assert.Equal(["U+5B57 字", "U+FFFD \uFFFD", "U+1D4AF 𝒯"], report.MissingCharacters);
        Assert.Contains("Name \uFFFD, bell \uFFFD, tree \uFFFD\n", new PdfReading(output.ToArray()).Pages[0].Text);
    }

    [Fact]
    public void Paragraph_BrokenIntoLines_LosesNoWord()
    {
        var words = string.Join(' ', Enumerable.Range(1, 400).Select(i => $"word{i}"));

        var read = Read(new Paragraph(words));

        Assert.Equal(words, string.Concat(read.Pages.SelectMany(p => p.Texts).Where(t => t.Tag == "P" && t.Text.StartsWith("word", StringComparison.Ordinal)).Select(t => t.Text)));
    }

    [Fact]
    public void Cell_WithWordWiderThanColumn_IsBrokenInsideTheWord()
    {
        var code = new string('W', 200);
        var read = Read(new Table { Columns = [new Column("Code", Width: 60), new Column("Title")], Rows = [new TableRow([code, "Title"])] });

        var pieces = read.Pages[0].Texts.Where(t => t.Tag == "TD" && t.Text.StartsWith('W')).ToList();
        Assert.True(pieces.Count > 10);
        Assert.Equal(code, string.Concat(pieces.Select(t => t.Text)));
    }

    [Fact]
    public void Subset_OfAccentedLetters_BringsEveryPartOfThem()
    {
        foreach (var font in Read(new Paragraph([Diacritics, new TextRun(Diacritics, IsBold: true)])).Fonts)
        {
            var glyphs = new TrueTypeReading(font);

            Assert.InRange(font.Length, 2000, 40_000);
            Assert.Equal(0u, glyphs.ChecksumError);
            Assert.NotEmpty(glyphs.PartsOfComposites);
            Assert.All(glyphs.PartsOfComposites, part => Assert.True(part > 0 && glyphs.OutlineLength(part) > 0, "the missing-glyph box is no part of a letter"));
        }
    }

    private static PdfReading Read(params Block[] blocks) => new(PdfDocument.Render(SamplePack.Of(blocks)));
}
