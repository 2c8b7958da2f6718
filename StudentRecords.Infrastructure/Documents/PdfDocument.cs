using System.Globalization;
using System.Text;
using StudentRecords.Infrastructure.Documents.Fonts;
using StudentRecords.Infrastructure.Documents.Layout;
using StudentRecords.Infrastructure.Documents.Pdf;

namespace StudentRecords.Infrastructure.Documents;

/// <summary>Draws a document model as a tagged PDF 1.7 file built to PDF/UA-1. The same model always gives the same bytes.</summary>
public static class PdfDocument
{
    public static byte[] Render(DocumentModel model)
    {
        using var output = new MemoryStream();
        Write(model, output);
        return output.ToArray();
    }

    /// <exception cref="ArgumentException">The model contradicts itself: a skipped heading level, a row with too few cells, a chart without alternative text.</exception>
    public static PdfReport Write(DocumentModel model, Stream output)
    {
        var setter = new DocumentSetter(model);
        setter.Set();
        var metadata = new Metadata(PlainText.OnOneLine(model.Title), PlainText.OnOneLine(model.Institution), model.Language, model.DatedAt);
        PdfAssembly.Write(output, metadata, setter.Pages, setter.Document, setter.Bookmarks, setter.Fonts);
        return new PdfReport(setter.Pages.Count, setter.Fonts.Missing.Select(Describe).ToList());
    }

    private static string Describe(int character) => string.Create(
        CultureInfo.InvariantCulture,
        $"U+{character:X4} {(Rune.IsControl(new Rune(character)) ? "" : char.ConvertFromUtf32(character))}").TrimEnd();
}

/// <param name="PageCount">Pages written.</param>
/// <param name="MissingCharacters">Characters that the typeface lacks, as "U+5B57 字": a hollow square stands in their place.</param>
public sealed record PdfReport(int PageCount, IReadOnlyList<string> MissingCharacters);
