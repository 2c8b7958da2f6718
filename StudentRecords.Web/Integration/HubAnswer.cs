using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration;

namespace StudentRecords.Web.Integration;

/// <summary>What a sender is told about one message: the receipt in the words of HTTP.</summary>
public static class HubAnswer
{
    public const int LongestBatch = 10_000;

    public static IResult To(HttpContext context, string flow, string system, Receipt receipt)
    {
        if (receipt.Turned)
        {
            return HubProblem.Of(context, 400, receipt.Code!, receipt.Reason!, flow, receipt.Faults);
        }

        var status = StatusUrl(system, receipt.MessageId!);
        if (receipt.Repeated)
        {
            return Results.Json(MessageAnswer.Of(receipt, status));
        }

        return receipt.State switch
        {
            InboxState.Quarantined => HubProblem.Of(context, Status(receipt.Code), receipt.Code!, $"{receipt.Reason} The message is kept in quarantine, where a person decides; there is no need to send it again as it is.", flow, receipt.Faults, Kept(receipt, status)),
            InboxState.Refused => HubProblem.Of(context, 422, receipt.Code!, receipt.Reason!, flow, receipt.Faults, Kept(receipt, status)),
            _ => Results.Json(MessageAnswer.Of(receipt, status), statusCode: 202),
        };
    }

    private static int Status(string? code) => code switch { "LOCKED" => 423, "UNKNOWN_VERSION" => 415, _ => 422 };

    private static Dictionary<string, object?> Kept(Receipt receipt, string status) => new() { ["messageId"] = receipt.MessageId, ["state"] = receipt.State.ToString(), ["status"] = status };

    private static string StatusUrl(string system, string messageId) => $"{HubEndpoints.Root}/messages/{system}/{string.Join('/', messageId.Split('/').Select(Uri.EscapeDataString))}";
}

/// <summary>A message that was taken, or had been before.</summary>
public sealed record MessageAnswer(string? MessageId, string? State, bool Repeated, string? Code, string? Reason, string Status)
{
    public static MessageAnswer Of(Receipt receipt, string status) => new(receipt.MessageId, receipt.State?.ToString(), receipt.Repeated, receipt.Code, receipt.Reason, status);
}

/// <summary>A batch: its counts, and a line for each message that is not in the record.</summary>
public sealed record BatchAnswer(string Batch, string Flow, int Lines, IReadOnlyDictionary<string, int> Counts, int Repeated, IReadOnlyList<BatchLine> NotApplied)
{
    private const string Turned = "Turned";

    public static BatchAnswer Of(string batch, string flow, IReadOnlyList<Receipt> receipts) => new(
        batch,
        flow,
        receipts.Count,
        receipts.GroupBy(Word).OrderBy(g => g.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count()),
        receipts.Count(r => r.Repeated),
        receipts.Where(r => r.State != InboxState.Applied).Select(r => new BatchLine(r.Line, r.MessageId, Word(r), r.Repeated, r.Code, r.Reason)).ToList());

    private static string Word(Receipt receipt) => receipt.State?.ToString() ?? Turned;
}

/// <param name="State">As in the inbox; Turned when it was no message and nothing was kept.</param>
public sealed record BatchLine(int Line, string? MessageId, string State, bool Repeated, string? Code, string? Reason);
