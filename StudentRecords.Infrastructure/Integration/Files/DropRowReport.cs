using System.Globalization;
using System.Text;
using StudentRecords.Domain;

namespace StudentRecords.Infrastructure.Integration.Files;

/// <summary>
/// The rows of a file that was refused as a whole, one by one, so that its sender finds the one that is wrong: where each begins, its message id, what is wrong with it and what it adds to the totals. Nothing
/// else of the content: faults are told by their code and the field that bears them.
/// </summary>
internal sealed class DropRowReport(ArrivalReader reader)
{
    /// <summary>So many rows are listed whatever they are: as many as the largest file that is to be taken has.</summary>
    public const int Most = 50_000;

    /// <summary>Of the rows after those, so many with a fault are.</summary>
    public const int MostFaulty = 1_000;

    /// <param name="rows">The file's rows.</param>
    /// <param name="flow">Code of the flow; null for what are no messages of one.</param>
    /// <param name="system">Code of the sender.</param>
    /// <param name="totals">Fields of which the sender gives a total.</param>
    /// <param name="result">Takes the lines.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task WriteAsync(IAsyncEnumerable<DropRow> rows, string? flow, string system, IReadOnlyCollection<string> totals, DropResult result, CancellationToken ct)
    {
        var (listed, faulty, rest, restFaulty) = (0, 0, 0, 0);
        try
        {
            await foreach (var row in rows.WithCancellation(ct))
            {
                var (id, code, fault) = Judge(row, flow, system);
                if (listed < Most || (code is not null && faulty < MostFaulty))
                {
                    faulty += listed < Most ? 0 : 1;
                    listed++;
                    result.NotTaken(row.Line, id, code, string.Join("; ", Said(row, fault, totals)));
                }
                else
                {
                    rest++;
                    restFaulty += code is null ? 0 : 1;
                }
            }
        }
        catch (Exception e) when (e is UnreadableFileException or DecoderFallbackException)
        {
            if (listed > 0)
            {
                result.NotListed((e as UnreadableFileException)?.Code ?? "NOT_UTF8", "What comes after this row cannot be read.");
            }
        }

        if (rest > 0)
        {
            result.NotListed("MORE_ROWS", $"{rest} more rows are not listed, {restFaulty} of them with a fault.");
        }
    }

    private (string? Id, string? Code, string? Fault) Judge(DropRow row, string? flow, string system)
    {
        if (row.Envelope is not { } text)
        {
            return (null, "MALFORMED", row.Fault);
        }

        if (flow is null)
        {
            return default;
        }

        if (!RawEnvelope.TryRead(text, out var envelope, out var refusal))
        {
            return (null, refusal.Code, refusal.Sentence);
        }

        IReadOnlyList<Refusal> faults = reader.Read(flow, system, text, row.Line, "file", null, out var turned) is { } arrival ? arrival.Faults : turned!.Faults;
        return faults.Count == 0 ? (envelope.Id, null, null) : (envelope.Id, faults[0].Code, Where(faults));
    }

    private static string? Where(IReadOnlyList<Refusal> faults) => faults.Select(f => f.Field).OfType<string>().Distinct().ToList() is { Count: > 0 } fields ? $"wrong at {string.Join(", ", fields)}" : null;

    private static IEnumerable<string> Said(DropRow row, string? fault, IReadOnlyCollection<string> totals) =>
        [.. fault is null ? (IEnumerable<string>)[] : [fault], row.Records == 1 ? "1 row" : $"{row.Records} rows", .. DropControls.Parts(row, totals).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Field} {p.Part}"))];
}
