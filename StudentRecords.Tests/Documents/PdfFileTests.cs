using System.Diagnostics;
using StudentRecords.Infrastructure.Documents;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Documents;

public class PdfFileTests
{
    [Fact]
    public void Render_SameModelTwice_GivesTheSameBytes()
    {
        Assert.Equal(PdfDocument.Render(SamplePack.WithOneOfEverything()), PdfDocument.Render(SamplePack.WithOneOfEverything()));
    }

    [Fact]
    public void Render_AtTheSameTimeOnSeveralThreads_GivesTheSameBytes()
    {
        var files = new byte[8][];

        Parallel.For(0, files.Length, i => files[i] = PdfDocument.Render(SamplePack.WithOneOfEverything()));

        Assert.All(files, file => Assert.Equal(files[0], file));
    }

    [Fact]
    public void Render_WhenOneMarkDiffers_GivesAnotherIdentifier()
    {
        Assert.NotEqual(Identifier(SamplePack.Rows(3)), Identifier(SamplePack.Rows(4)));
    }

    [Fact]
    public void Render_WhenHeadingLevelIsSkipped_IsRefused()
    {
        var thrown = Assert.Throws<ArgumentException>(() => PdfDocument.Render(SamplePack.Of(new Heading(1, "One"), new Heading(3, "Three"))));

        Assert.Contains("'Three' has level 3 after level 1", thrown.Message);
    }

    [Fact]
    public void Render_WhenRowHasTooFewCells_IsRefused()
    {
        var table = SamplePack.Rows(2) with { Rows = [new TableRow(["A", "1", "Proceed"]), new TableRow(["B"])] };

        Assert.Contains("Row 2 of the table 'Table 1. Candidates' has 1 cells for 3 columns", Assert.Throws<ArgumentException>(() => PdfDocument.Render(SamplePack.Of(table))).Message);
    }

    [Fact]
    public void Render_WhenChartHasNoAlternativeText_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => PdfDocument.Render(SamplePack.Of(SamplePack.Chart with { Alternative = " " })));
    }

    [Fact]
    public void Render_WhenTableStandsSideBySide_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => PdfDocument.Render(SamplePack.Of(new SideBySide(SamplePack.Rows(2), SamplePack.Chart))));
    }

    [ToolFact("qpdf")]
    public void Qpdf_FindsNoFault()
    {
        Assert.Contains("No syntax or stream encoding errors found", Run("qpdf", "--check"));
    }

    [ToolFact("pdftotext")]
    public void Pdftotext_ReadsNamesAndPageNumbers()
    {
        var text = Run("pdftotext", "-layout", "-");

        Assert.Contains("Siân Łuczak", text);
        Assert.Contains("Đorđe Ağaoğlu", text);
        Assert.Matches(@"Page 1 of \d", text);
    }

    private static string Identifier(Block block)
    {
        var file = System.Text.Encoding.Latin1.GetString(PdfDocument.Render(SamplePack.Of(block)));
        return file[file.LastIndexOf("/ID [", StringComparison.Ordinal)..][..80];
    }

    private static string Run(string tool, string option, string? output = null)
    {
        var file = Path.Combine(Path.GetTempPath(), $"pack-{Guid.NewGuid():N}.pdf");
        try
        {
            File.WriteAllBytes(file, PdfDocument.Render(SamplePack.WithOneOfEverything()));
            using var process = Process.Start(new ProcessStartInfo(tool, output is null ? [option, file] : [option, file, output]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, process.StandardError.ReadToEnd());
            return text;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
