using System.Text;
using StudentRecords.Infrastructure.Documents;

namespace StudentRecords.Tests.Documents;

public class PdfTagsTests
{
    private static readonly PdfReading Pack = new(PdfDocument.Render(SamplePack.WithOneOfEverything()));

    [Fact]
    public void Document_SaysItsLanguageTitleAndStandard()
    {
        Assert.Contains($"/Lang {Hex("en-GB")}", Pack.Catalogue);
        Assert.Contains("/MarkInfo <</Marked true>>", Pack.Catalogue);
        Assert.Contains("/DisplayDocTitle true", Pack.Catalogue);
        Assert.Contains("<pdfuaid:part>1</pdfuaid:part>", Pack.Xmp);
        Assert.Contains(">Module board pack (level 5) – Łódź</rdf:li>", Pack.Xmp);
        Assert.Contains(Hex("Module board pack (level 5) – Łódź"), Pack.Beginning("<</Title ").First(o => o.Contains("/Producer", StringComparison.Ordinal)));
    }

    [Fact]
    public void EveryMarkOnAPage_IsTaggedOrAnArtifact()
    {
        Assert.All(Pack.Pages, page => Assert.Equal((0, 0), (page.Untagged, page.Nestings)));
    }

    [Fact]
    public void EveryTaggedMark_IsKnownToTheParentTree()
    {
        Assert.All(Pack.Pages, page => Assert.Equal(page.MarkCount, page.MarkOwners));
        Assert.All(Pack.Pages, page => Assert.Contains("/Tabs /S", page.Dictionary));
    }

    [Fact]
    public void Table_HasCaptionHeadAndScopes()
    {
        Assert.Single(Pack.Elements("Table"));
        Assert.Single(Pack.Elements("THead"));
        Assert.Equal(62, Pack.Elements("TR").Count);
        Assert.Equal(60, Pack.Elements("TH").Count(e => e.Contains("/Scope /Row", StringComparison.Ordinal)));
        Assert.Equal(4, Pack.Elements("TH").Count(e => e.Contains("/Scope /Column", StringComparison.Ordinal)));
        Assert.Single(Pack.Elements("TH"), e => e.Contains("/ColSpan 2", StringComparison.Ordinal));
        Assert.Equal(121, Pack.Elements("TD").Count);
    }

    [Fact]
    public void Chart_IsAFigureWithAlternativeTextAndBounds()
    {
        Assert.Equal(2, Pack.Elements("Figure").Count);
        Assert.All(Pack.Elements("Figure"), figure => Assert.Contains($"/Alt {Hex(SamplePack.Chart.Alternative)}", figure));
        Assert.All(Pack.Elements("Figure"), figure => Assert.Contains("/BBox [", figure));
    }

    [Fact]
    public void Headings_AreTaggedByLevelAndStandInTheOutline()
    {
        Assert.Equal((2, 1, 1), (Pack.Elements("H1").Count, Pack.Elements("H2").Count, Pack.Elements("H3").Count));
        var outline = Pack.Beginning("<</Title ").Where(o => o.Contains("/Dest", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, outline.Count);
        Assert.Contains(outline, o => o.Contains(Hex("CS2031 Programming"), StringComparison.Ordinal) && o.Contains("/First", StringComparison.Ordinal));
    }

    [Fact]
    public void Lists_HaveLabelsAndBodies()
    {
        Assert.Equal(3, Pack.Elements("L").Count);
        Assert.Equal(5, Pack.Elements("LI").Count);
        Assert.Equal(5, Pack.Elements("Lbl").Count);
        Assert.Equal(5, Pack.Elements("LBody").Count);
    }

    [Fact]
    public void Contents_LinkToTheirHeadingsWithPageNumbers()
    {
        var links = Pack.Beginning("<</Type /Annot");

        Assert.Equal(3, links.Count);
        Assert.All(links, link => Assert.Contains("/Contents <FEFF", link));
        Assert.Equal(3, Pack.Elements("Link").Count(e => e.Contains("/Type /OBJR", StringComparison.Ordinal)));
        var printed = Pack.Pages[0].Texts.Where(t => t.Tag == "Link").Select(t => t.Text).ToList();
        Assert.Equal(["Summary", "1", "CS2031 Programming", PageOf("CS2031 Programming"), "Annex", PageOf("Annex")], printed);
    }

    [Fact]
    public void PageBreak_TurnsThePage()
    {
        Assert.Contains("/MediaBox [0 0 595.28 841.89 ]", Pack.Pages[0].Dictionary);
        Assert.Contains("/MediaBox [0 0 841.89 595.28 ]", Pack.Pages[^1].Dictionary);
    }

    private static string PageOf(string heading) =>
        (Pack.Pages.Select((p, i) => (p, i)).Single(p => p.p.Texts.Any(t => t.Tag.StartsWith('H') && t.Text == heading)).i + 1).ToString();

    private static string Hex(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";
}
