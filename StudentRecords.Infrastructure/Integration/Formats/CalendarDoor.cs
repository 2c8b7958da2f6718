using StudentRecords.Domain;
using StudentRecords.Infrastructure.Integration.Files;

namespace StudentRecords.Infrastructure.Integration.Formats;

/// <summary>Takes timetables as iCalendar: each event goes through the hub's door as a message of the contract.</summary>
public sealed class CalendarDoor(HubDoor door)
{
    /// <summary>Null when the flow may be told as a calendar.</summary>
    public static Refusal? Refuses(string flow) => CalendarMessages.Takes(flow)
        ? null
        : new Refusal("UNKNOWN_FORMAT", $"Calendars are taken for {CalendarMessages.Teaching} and {CalendarMessages.Examinations}, not for {flow}.", "RFC 5545");

    /// <summary>One receipt for each event, in their order; a refusal when the text is no calendar.</summary>
    public async Task<Outcome<Receipt[]>> SubmitAsync(string flow, string source, string text, string channel, string batch, CancellationToken ct)
    {
        IReadOnlyList<DropRow> rows;
        try
        {
            rows = CalendarMessages.Read(flow, text);
        }
        catch (UnreadableFileException e)
        {
            return Outcome<Receipt[]>.Refused(new Refusal(e.Code, e.Message, "RFC 5545"));
        }

        var messages = rows.Where(r => r.Envelope is not null).ToList();
        var receipts = await door.SubmitAsync(flow, source, [.. messages.Select(r => r.Envelope!)], channel, batch, ct);
        var answers = messages.Zip(receipts).ToDictionary(a => a.First.Line, a => a.Second);
        return rows.Select(r => answers.GetValueOrDefault(r.Line) is { } answer ? answer with { Line = r.Line } : new Receipt { Line = r.Line, Code = "MALFORMED", Reason = r.Fault }).ToArray();
    }
}
