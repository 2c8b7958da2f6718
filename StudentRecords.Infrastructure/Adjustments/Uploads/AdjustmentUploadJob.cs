using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Adjustments.Uploads;

/// <summary>Takes an upload's rows in, one transaction a row, in the name of who asked. A killed run goes on where it stopped; what is held already is told as such.</summary>
internal sealed class AdjustmentUploadJob(IDbContextFactory<RegistryDbContext> store, AdjustmentService adjustments) : IBackgroundJob
{
    internal sealed record Order(long UploadId);

    public async Task<string> ExecuteAsync(JobRun run, CancellationToken ct)
    {
        var id = run.Arguments<Order>().UploadId;
        await using var db = await store.CreateDbContextAsync(ct);
        var upload = await db.Set<AdjustmentUpload>().SingleAsync(u => u.Id == id, ct);
        var rows = (await AdjustmentCsv.ReadAsync(upload.Text, ct)).Value ?? [];
        foreach (var row in rows.Skip(upload.Done))
        {
            var outcome = row.Outcome is { } adjustment ? await adjustments.GrantAsync(adjustment, run.Change("UploadAdjustments", upload.Reason), ct) : Outcome.Refused(row.Refusal!);
            upload.Tell(Line(row, outcome), outcome.Succeeded || outcome.Refusals[0].Code == AdjustmentService.Unchanged);
            await db.SaveChangesAsync(ct);
            await run.ReportAsync(100 * upload.Done / rows.Count, $"{upload.Done} of {rows.Count} rows", upload.Done.ToString(CultureInfo.InvariantCulture), ct);
        }

        return $"{upload.Applied} of {rows.Count} rows are in the record; the result file says why the others are not.";
    }

    private static string Line(AdjustmentCsvRow row, Outcome outcome) => string.Join(
        ',',
        row.Line.ToString(CultureInfo.InvariantCulture),
        Quoted(row.Adjustment),
        outcome.Succeeded ? "applied" : outcome.Refusals[0].Code == AdjustmentService.Unchanged ? "held already" : "refused",
        Quoted(string.Join(' ', outcome.Refusals.Select(r => r.Code))),
        Quoted(string.Join(' ', outcome.Refusals.Select(r => r.Sentence))));

    // a cell that begins like a formula would be one in a spreadsheet
    private static string Quoted(string text) => $"\"{(text.Length > 0 && text[0] is '=' or '+' or '-' or '@' ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
