using System.Globalization;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.ExamBoards.Graduation;
using StudentRecords.Infrastructure.Documents;

namespace StudentRecords.Infrastructure.ExamBoards.Letters;

/// <summary>What a certificate says.</summary>
/// <param name="Name">Of the graduate, given names first.</param>
/// <param name="Award">The award conferred.</param>
/// <param name="Class">Its class; null where it has none.</param>
/// <param name="Subject">Title of the programme.</param>
/// <param name="ConferredOn">The day of conferment.</param>
/// <param name="Number">The certificate's number.</param>
/// <param name="RecordedAt">When the conferment was recorded; the document is dated by it.</param>
public sealed record CertificateFacts(string Name, string Award, string? Class, string Subject, DateOnly ConferredOn, string Number, DateTimeOffset RecordedAt)
{
    public static CertificateFacts Of(TranscriptFacts facts, Conferment act) => new(facts.Name, act.Award, act.Class, facts.Programme, act.EffectiveOn, act.CertificateNumber, act.RecordedAt);
}

/// <summary>The certificate of an award as a document of one page: a pure function of its facts.</summary>
public static class CertificatePaper
{
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    public static byte[] Render(CertificateFacts facts, string institution) => PdfDocument.Render(Document(facts, institution));

    public static DocumentModel Document(CertificateFacts facts, string institution) => new()
    {
        Title = "Certificate of award",
        Institution = institution,
        RunningFoot = $"Certificate {facts.Number}",
        DatedAt = facts.RecordedAt,
        Orientation = PageOrientation.Landscape,
        Blocks =
        [
            new CentredLine($"{institution} certifies that"),
            new CentredLine(facts.Name, CentredSize.Largest),
            new CentredLine("having followed an approved programme of study and satisfied the examiners, was awarded the degree or qualification of"),
            new CentredLine(facts.Award, CentredSize.Largest),
            // a title that already names the award would say it twice
            .. facts.Subject.Length == 0 || facts.Award.Contains(facts.Subject, StringComparison.OrdinalIgnoreCase) ? [] : (Block[])[new CentredLine(facts.Subject, CentredSize.Large)],
            .. facts.Class is null ? [] : (Block[])[new CentredLine($"with the classification {facts.Class}", CentredSize.Large)],
            new CentredLine($"Conferred on {facts.ConferredOn.ToString("d MMMM yyyy", British)}", CentredSize.Large),
            new CentredLine("\n\nVice-Chancellor  ______________________          Registrar  ______________________"),
            new Paragraph($"Certificate number {facts.Number}, recorded on {UkTime.Day(facts.RecordedAt).ToString("d MMMM yyyy", British)}. The institution confirms its awards to anybody who asks with the holder's consent; the transcript and achievement report says what was studied and with which results.") { IsNote = true },
        ],
    };
}
