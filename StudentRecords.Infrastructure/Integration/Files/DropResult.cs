using System.Globalization;
using CsvHelper;
using StudentRecords.Domain;
using StudentRecords.Domain.Integration;

namespace StudentRecords.Infrastructure.Integration.Files;

/// <summary>The answer to a dropped file, row by row, in <c>NAME.result.csv</c> beside it. Written whole or not at all.</summary>
internal sealed class DropResult : IAsyncDisposable
{
    private readonly string path;
    private readonly CsvWriter csv;

    public DropResult(string file)
    {
        path = $"{file}.result.csv";
        csv = CsvWriter.ToFile($"{path}.part", CsvWriterOptions.Default);
        Write("line", "messageId", "outcome", "repeated", "code", "reason");
    }

    /// <summary>Rows that are in the record now.</summary>
    public int Applied { get; private set; }

    public int NotApplied { get; private set; }

    public void Tell(int line, Receipt receipt)
    {
        if (receipt.State is InboxState.Applied or InboxState.Stale)
        {
            Applied++;
        }
        else
        {
            NotApplied++;
        }

        Write(line.ToString(CultureInfo.InvariantCulture), receipt.MessageId, receipt.State?.ToString() ?? "Turned", receipt.Repeated ? "yes" : "", receipt.Code, receipt.Reason);
    }

    public void Tell(DropRow row)
    {
        NotApplied++;
        Write(row.Line.ToString(CultureInfo.InvariantCulture), null, "Turned", "", "MALFORMED", row.Fault);
    }

    /// <summary>The file as a whole is refused: its first line says why, and those after it what its rows are.</summary>
    public void Refuse(Refusal refusal) => Write("", null, "FileRefused", "", refusal.Code, refusal.Sentence);

    /// <summary>A row of a file that is refused as a whole.</summary>
    /// <param name="line">Where it begins.</param>
    /// <param name="messageId">Null where it cannot be read.</param>
    /// <param name="code">Null where nothing is wrong with the row itself.</param>
    /// <param name="said">What is wrong with it, and what it counts.</param>
    public void NotTaken(int line, string? messageId, string? code, string said) => Write(line.ToString(CultureInfo.InvariantCulture), messageId, "NotTaken", "", code, said);

    /// <summary>What a report on the rows leaves out.</summary>
    public void NotListed(string code, string said) => Write("", null, "NotListed", "", code, said);

    public async Task FinishAsync()
    {
        await csv.FlushAsync(default);
        await csv.DisposeAsync();
        File.Move($"{path}.part", path, overwrite: true);
    }

    public ValueTask DisposeAsync() => csv.DisposeAsync();

    private void Write(params string?[] fields)
    {
        csv.WriteRecord(fields.Select(f => f ?? "").ToArray());
    }
}
