using System.Globalization;
using System.Text;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Formats;

/// <summary>
/// F049 as a text file: a header and a footer that repeat the count and the sum of the rows between them, registrations before attendance, fields parted by a bar, at most 50,000
/// rows. The loans company refuses what it has taken before, so that nothing is written twice but a row that it refused (<see cref="LoansAnswers"/>).
/// </summary>
internal sealed class LoansFile() : NamedFormat("txt")
{
    private static readonly Dictionary<string, string> Codes = new(StringComparer.Ordinal)
    {
        ["SlcRegistrationConfirmed"] = "1REG", ["SlcAttendanceConfirmed"] = "2ATT", ["SlcAttendanceRefused"] = "2ATT", ["SlcChangeOfCircumstance"] = "3COC",
    };

    public override bool IsRepeated(OutboxMessage message, string file) => LoansAnswers.IsRefused(message, file);

    public override bool Writes(OutboxMessage message) => message.Flow == "F049" && Codes.ContainsKey(message.Type);

    public override Task<FormatFile> WriteAsync(RegistryDbContext db, IReadOnlyList<OutboxMessage> messages, FileTurn turn, CancellationToken ct)
    {
        var rows = messages.Select(m => (Message: m, Row: Row(m))).OrderBy(r => r.Row.Place).ThenBy(r => r.Message.Key, StringComparer.Ordinal).ToList();
        var pence = rows.Sum(r => r.Row.Pence);
        var totals = string.Create(CultureInfo.InvariantCulture, $"{rows.Count}|{Money(pence)}");
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"H|SIS|{turn.Flow}|{turn.Number:D6}|{turn.Now.UtcDateTime:yyyyMMdd}|{totals}\r\n");
        foreach (var (row, index) in rows.Select((r, i) => (r, i)))
        {
            text.Append(CultureInfo.InvariantCulture, $"D|{index + 1}|{row.Row.Text}\r\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"F|{totals}\r\n");
        return Task.FromResult(new FormatFile(Encoding.UTF8.GetBytes(text.ToString()), rows.Count, pence) { InRows = rows.ConvertAll(r => r.Message) });
    }

    private static (string Place, string Text, long Pence) Row(OutboxMessage message)
    {
        var (body, code) = (message.Content(), Codes[message.Type]);
        var amount = body.TryGetProperty("amount", out var money) && money.TryGetDecimal(out var pounds) ? (long)decimal.Round(pounds * 100) : (long?)null;
        string?[] fields =
        [
            code[1..], body.Text("supportNumber"), body.Text("engagement"), body.Text("academicYear"),
            body.TryGetProperty("liabilityPoint", out var point) ? point.ToString() : null,
            message.Type switch { "SlcAttendanceRefused" => "N", "SlcChangeOfCircumstance" => body.Text("circumstance"), _ => "Y" },
            (body.Text("confirmedOn") ?? body.Text("effectiveOn") ?? body.Text("decidedAt"))?[..10].Replace("-", "", StringComparison.Ordinal),
            amount is { } sum ? Money(sum) : null,
        ];
        return (code, string.Join('|', fields.Select(Field)), amount ?? 0);
    }

    /// <summary>A bar or a line's end would make another field or row of it.</summary>
    private static string Field(string? text) => new([.. (text ?? "").Select(c => c == '|' || char.IsControl(c) ? ' ' : c)]);

    private static string Money(long pence) => (pence / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
