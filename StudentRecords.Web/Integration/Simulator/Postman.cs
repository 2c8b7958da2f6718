using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Reconciling;

namespace StudentRecords.Web.Integration.Simulator;

/// <summary>Sends what the systems have written, some of it twice, and holds what became of it against what was meant.</summary>
internal sealed class Postman(HubLine line, IncomingFolder folder, TermSetting setting, Random dice)
{
    private const int OneInTwenty = 20;

    private readonly List<(FarSide By, Letter Letter)> pending = [];
    private int batches;

    /// <summary>What a person is to set aside: it was quarantined as meant.</summary>
    public ConcurrentBag<(string Source, string MessageId)> ForTheDesk { get; } = [];

    public async Task SendAsync(FarSide by, Post post, CancellationToken ct)
    {
        var letters = post.Letters.Where(l => !Lose(by, l)).ToList();
        switch (post.Way)
        {
            case Way.One:
                foreach (var letter in letters)
                {
                    await OneAsync(by, letter, ct);
                }

                break;
            case Way.Calendar:
                await CalendarAsync(by, post, ct);
                break;
            case Way.Link when setting.Files:
                await folder.DropAsync(by.System, post.Flow, $"{setting.Mark}-{by.System}-{++batches:D3}", "xml", post.Text!, post.Letters.Count, ct);
                letters.ForEach(l => by.Sent.Add(l.Flow, l.Key, l.SourceVersion, null));
                pending.AddRange(letters.Select(l => (by, l)));
                break;
            case Way.File when setting.Files:
                await folder.DropAsync(by.System, post.Flow, $"{setting.Mark}-{by.System}-{++batches:D3}", letters, ct);
                letters.ForEach(l => Note(by, l));
                pending.AddRange(letters.Select(l => (by, l)));
                break;
            default:
                await BatchAsync(by, post.Flow, letters, ct);
                break;
        }
    }

    /// <summary>Asks the hub about what came by file or had to wait.</summary>
    /// <param name="isLast">Nothing may wait any longer.</param>
    /// <param name="ct">Stops asking.</param>
    public async Task FollowUpAsync(bool isLast, CancellationToken ct)
    {
        foreach (var (by, letter) in pending.ToList())
        {
            var reply = await line.AskAsync(by, letter, ct);
            var state = reply.Word("state") ?? "Unknown";
            if (!isLast && (state is "Unknown" or nameof(InboxState.Accepted) || (letter.Fate == Fate.Awaited && state == nameof(InboxState.Parked))))
            {
                continue;
            }

            pending.Remove((by, letter));
            Judge(by, letter, state, reply);
        }
    }

    private bool Lose(FarSide by, Letter letter)
    {
        if (!setting.Losses.Takes(by.System, letter.Flow))
        {
            return false;
        }

        Note(by, letter);
        return true;
    }

    private async Task OneAsync(FarSide by, Letter letter, CancellationToken ct)
    {
        var path = $"{HubEndpoints.Root}/flows/{letter.Flow}/messages";
        var reply = await line.PostAsync(by, path, letter.Text, "application/json", ct);
        Take(by, letter, reply.Word("state") ?? nameof(Fate.Turned), reply);
        if (letter.Fate is not (Fate.Turned or Fate.Conflict) && dice.Next(OneInTwenty) == 0)
        {
            var again = await line.PostAsync(by, path, letter.Text, "application/json", ct);
            Repeats(by, 1, again.Word("repeated") == bool.TrueString ? 1 : 0, letter.Flow);
        }
    }

    private async Task BatchAsync(FarSide by, string flow, List<Letter> letters, CancellationToken ct)
    {
        if (letters.Count == 0)
        {
            return;
        }

        var twice = letters.Where(_ => dice.Next(OneInTwenty) == 0).ToList();
        var body = string.Join('\n', letters.Concat(twice).Select(l => l.Text));
        var reply = await line.PostAsync(by, $"{HubEndpoints.Root}/flows/{flow}/batches", body, "application/x-ndjson", ct);
        if (reply.Status != 200)
        {
            by.Amiss.Enqueue($"A batch of {flow} was answered with {reply.Status} {reply.Word("code")} {reply.Word("detail")}");
            return;
        }

        var others = reply.Body.GetProperty("notApplied").EnumerateArray().ToDictionary(l => l.GetProperty("line").GetInt32());
        foreach (var (letter, i) in letters.Select((l, i) => (l, i)))
        {
            var other = others.GetValueOrDefault(i + 1);
            Take(by, letter, other.ValueKind == JsonValueKind.Object ? other.GetProperty("state").GetString()! : nameof(InboxState.Applied), new HubReply(reply.Status, other));
        }

        if (!reply.IsOfLaterTry)
        {
            Repeats(by, twice.Count, reply.Body.GetProperty("repeated").GetInt32(), flow);
        }
    }

    private async Task CalendarAsync(FarSide by, Post post, CancellationToken ct)
    {
        var reply = await line.PostAsync(by, $"{HubEndpoints.Root}/flows/{post.Flow}/calendars", post.Text!, "text/calendar", ct);
        var isWhole = reply.Status == 200 && reply.Body.GetProperty("notApplied").GetArrayLength() == 0;
        foreach (var letter in post.Letters)
        {
            // the hub writes the message, so that its bytes are not known here
            by.Sent.Add(letter.Flow, letter.Key, letter.SourceVersion, null);
            Judge(by, letter, isWhole ? nameof(InboxState.Applied) : $"calendar {reply.Status}", reply);
        }
    }

    private void Take(FarSide by, Letter letter, string state, HubReply reply)
    {
        Note(by, letter);
        if (letter.Fate == Fate.Awaited && state == nameof(InboxState.Parked) || state == nameof(InboxState.Accepted))
        {
            pending.Add((by, letter));
            return;
        }

        Judge(by, letter, state, reply);
    }

    private static void Note(FarSide by, Letter letter)
    {
        if (letter.Fate is not (Fate.Turned or Fate.Conflict))
        {
            by.Sent.Add(letter.Flow, letter.Key, letter.SourceVersion, HashTotal.OfText(Encoding.UTF8.GetBytes(letter.Text)));
        }
    }

    private void Judge(FarSide by, Letter letter, string state, HubReply reply)
    {
        var isConflict = reply.Word("code") == ReasonAdvice.Conflict;
        var became = state == nameof(InboxState.Quarantined) && isConflict ? nameof(Fate.Conflict) : state;
        if (became != (letter.Fate == Fate.Awaited ? Fate.Applied : letter.Fate).ToString())
        {
            by.Amiss.Enqueue($"{letter.Flow} {letter.Type} {letter.Key}: meant to be {letter.Fate}, became {became} {reply.Word("code")} {reply.Word("reason") ?? reply.Word("detail")}");
            return;
        }

        switch (letter.Fate)
        {
            case Fate.Quarantined or Fate.Conflict:
                by.CountQuarantined();
                ForTheDesk.Add((by.System, letter.Id));
                break;
            case Fate.Refused or Fate.Turned:
                by.CountRefused();
                break;
            default:
                by.CountAccepted();
                break;
        }
    }

    private static void Repeats(FarSide by, int sent, int known, string flow)
    {
        by.CountRepeats(known);
        if (sent != known)
        {
            by.Amiss.Enqueue($"{flow}: {sent} messages were sent twice, and {known} were known again.");
        }
    }
}
