using StudentRecords.Infrastructure.Documents;

namespace StudentRecords.Tests.Documents;

public class PdfPaginationTests
{
    [Fact]
    public void TableHead_OnLaterPages_IsRepeatedAsArtifact()
    {
        var read = Read(SamplePack.Rows(200));

        Assert.True(read.Pages.Count >= 4);
        Assert.Contains("Candidate\n", read.Pages[0].TaggedText);
        Assert.All(read.Pages.Skip(1), page =>
        {
            Assert.Contains("Candidate\nMark\nDecision\n", page.ArtifactText);
            Assert.Contains("Table 1. Candidates\n (continued)\n", page.ArtifactText);
            Assert.DoesNotContain("Candidate\n", page.TaggedText);
        });
    }

    [Fact]
    public void Table_OfAnyLength_ShowsEachRowOnceAndLeavesNoneAlone()
    {
        for (var count = 1; count <= 120; count++)
        {
            var read = Read(new Heading(1, "Candidates"), SamplePack.Rows(count));

            var rows = read.Pages.Select(RowsOn).ToList();
            Assert.Equal(Enumerable.Range(1, count).Select(i => $"R{i}"), rows.SelectMany(r => r));
            Assert.All(rows, r => Assert.True(r.Count != 1 || count == 1, $"{count} rows leave one alone"));
        }
    }

    [Fact]
    public void Heading_WhereverItFalls_KeepsTwoRowsOrLinesWithIt()
    {
        for (var lines = 20; lines < 60; lines++)
        {
            var filler = new Paragraph(string.Join('\n', Enumerable.Range(1, lines).Select(i => $"line {i}")));
            var read = Read(filler, new Heading(1, "Above"), new Heading(2, "Below"), SamplePack.Rows(9));

            var page = read.Pages.Single(p => p.TaggedText.Contains("Above\n", StringComparison.Ordinal));
            Assert.Contains("Below\n", page.TaggedText);
            Assert.True(RowsOn(page).Count >= 2, $"after {lines} lines");
        }
    }

    [Fact]
    public void Paragraph_AcrossPages_LeavesNoSingleLine()
    {
        for (var lines = 30; lines < 60; lines++)
        {
            var read = Read(
                new Paragraph(string.Join('\n', Enumerable.Range(1, lines).Select(i => $"line {i}"))),
                new Paragraph("alpha\nalpha\nalpha\nalpha\nalpha"));

            Assert.DoesNotContain(1, read.Pages.Select(p => p.Texts.Count(t => t.Text == "alpha")));
        }
    }

    [Fact]
    public void Row_TallerThanAPage_GoesOnOnTheNext()
    {
        var lines = Enumerable.Range(1, 150).Select(i => $"reason {i}").ToList();
        var read = Read(new Table
        {
            Columns = [new Column("Candidate", IsRowHeader: true), new Column("Trace")],
            Rows = [new TableRow(["A1", string.Join('\n', lines)]), new TableRow(["A2", "short"])],
        });

        Assert.True(read.Pages.Count >= 3);
        Assert.Equal(lines, read.Pages.SelectMany(p => p.Texts).Where(t => t.Tag == "TD" && t.Text.StartsWith("reason", StringComparison.Ordinal)).Select(t => t.Text));
        Assert.Equal(2, read.Elements("TR").Count - 1);
    }

    [Fact]
    public void NothingIsDrawnBelowTheFoot()
    {
        var read = new PdfReading(PdfDocument.Render(SamplePack.WithOneOfEverything()));

        Assert.All(read.Pages.SelectMany(p => p.Texts).Where(t => t.Mark >= 0), t => Assert.True(t.Baseline > 56));
    }

    [Fact]
    public void EveryPage_SaysPageOfPagesVersionHashAndClassification()
    {
        var read = Read(SamplePack.Rows(150));

        for (var i = 0; i < read.Pages.Count; i++)
        {
            Assert.Contains($"Page {i + 1} of {read.Pages.Count}\n", read.Pages[i].ArtifactText);
            Assert.Contains("Version 2   ·   sha256 9f86d081884c7d65\n", read.Pages[i].ArtifactText);
            Assert.Contains("Confidential to members of the board\n", read.Pages[i].Text);
        }
    }

    [Fact]
    public void EmptyTable_SaysNone()
    {
        var read = Read(SamplePack.Rows(0));

        Assert.Contains("None\n", read.Pages[0].TaggedText);
    }

    private static List<string> RowsOn(PdfPageReading page) =>
        page.Texts.Where(t => t.Tag == "TH" && t.Text.StartsWith('R') && char.IsDigit(t.Text[1])).Select(t => t.Text).ToList();

    private static PdfReading Read(params Block[] blocks) => new(PdfDocument.Render(SamplePack.Of(blocks)));
}
