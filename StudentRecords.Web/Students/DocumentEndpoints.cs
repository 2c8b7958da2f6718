using StudentRecords.Domain.Access;
using StudentRecords.Infrastructure.Students.Filing;
using StudentRecords.Web.Access;

namespace StudentRecords.Web.Students;

/// <summary>A person's documents: those in the archive are opened where they lie, and that they were opened is written down.</summary>
public static class DocumentEndpoints
{
    public static string OpenAddress(long personId, long documentId) => $"/students/{personId}/documents/{documentId}/open";

    /// <summary>The bytes of a filing that the archive has not confirmed yet.</summary>
    public static string FilingAddress(long personId, long filingId) => $"/students/{personId}/filings/{filingId}.pdf";

    public static void MapDocuments(this IEndpointRouteBuilder app)
    {
        app.MapGet("/students/{id:long}/documents/{document:long}/open", async (long id, long document, DocumentService documents, Acting acting, CancellationToken ct) =>
            (await documents.OpenAsync(id, document, await acting.ToAsync("OpenDocument", "Opened from the student's documents", ct: ct), ct)).Value is { } link ? Results.Redirect(link) : Results.NotFound()).Needs(Room.Persons, Level.See);
        app.MapGet("/students/{id:long}/filings/{filing:long}.pdf", async (long id, long filing, FilingQueries filings, CallerAccessor caller, CancellationToken ct) =>
            await filings.PdfAsync(id, filing, await caller.GetAsync(ct), ct) is { } pdf ? Results.File(pdf, "application/pdf", $"Filing {filing}.pdf") : Results.NotFound()).Needs(Room.Persons, Level.See).Needs(Room.Graduations, Level.See);
    }
}
