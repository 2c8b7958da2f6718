using System.Text;
using StudentRecords.Infrastructure.Integration.Files;

namespace StudentRecords.Infrastructure.Integration.Formats;

/// <summary>A property of a calendar component as it stands in the text.</summary>
internal sealed record CalendarProperty(string Name, IReadOnlyDictionary<string, string> Parameters, string Value)
{
    /// <summary>The value as TEXT, unescaped.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder(Value.Length);
            for (var i = 0; i < Value.Length; i++)
            {
                text.Append(Value[i] == '\\' && i + 1 < Value.Length ? Value[++i] is 'n' or 'N' ? '\n' : Value[i] : Value[i]);
            }

            return text.ToString();
        }
    }
}

/// <summary>A VEVENT as it stands in the text.</summary>
/// <param name="Line">Where it begins, from 1.</param>
internal sealed record CalendarEvent(int Line, IReadOnlyList<CalendarProperty> Properties)
{
    public CalendarProperty? Find(string name) => Properties.FirstOrDefault(p => p.Name == name);

    /// <summary>Null when it is not there or empty.</summary>
    public string? Text(string name) => Find(name)?.Text.Trim() is { Length: > 0 } text ? text : null;
}

/// <summary>Reads the events of an iCalendar text (RFC 5545): lines unfolded, components nested, parameters quoted. What is no calendar is refused whole.</summary>
internal static class CalendarReader
{
    private const int MostEvents = 20_000;

    /// <exception cref="UnreadableFileException">It is no iCalendar.</exception>
    public static IReadOnlyList<CalendarEvent> Read(string text)
    {
        List<CalendarEvent> events = [];
        Stack<string> open = new();
        (int Line, List<CalendarProperty> Properties)? current = null;
        var hasCalendar = false;
        foreach (var (line, content) in Unfold(text))
        {
            var property = Parse(line, content);
            switch (property.Name)
            {
                case "BEGIN":
                    hasCalendar |= open.Count == 0 && property.Value.Equals("VCALENDAR", StringComparison.OrdinalIgnoreCase);
                    open.Push(property.Value.ToUpperInvariant());
                    current = open.Peek() == "VEVENT" && open.Count == 2 ? (line, new List<CalendarProperty>()) : current;
                    break;
                case "END":
                    if (!open.TryPop(out var name) || name != property.Value.ToUpperInvariant())
                    {
                        throw Bad(line, $"END:{property.Value} closes nothing that is open");
                    }

                    if (name == "VEVENT" && open.Count == 1 && current is { } ended)
                    {
                        events.Add(new CalendarEvent(ended.Line, ended.Properties));
                        current = null;
                    }

                    break;
                default:
                    // an alarm within an event is not the event's
                    if (open.Count == 2 && current is { } inside)
                    {
                        inside.Properties.Add(property);
                    }

                    break;
            }
        }

        return !hasCalendar || open.Count > 0 ? throw Bad(1, "it must be a whole VCALENDAR") : events.Count > MostEvents ? throw Bad(1, $"it has {events.Count} events; {MostEvents} are taken at once") : events;
    }

    private static IEnumerable<(int Line, string Content)> Unfold(string text)
    {
        StringBuilder? held = null;
        var (began, number) = (0, 0);
        foreach (var raw in text.TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            var line = raw.TrimEnd('\r');
            if (line.Length > 0 && line[0] is ' ' or '\t' && held is not null)
            {
                held.Append(line, 1, line.Length - 1);
                continue;
            }

            if (held is { Length: > 0 })
            {
                yield return (began, held.ToString());
            }

            (held, began) = (new StringBuilder(line), number);
        }

        if (held is { Length: > 0 })
        {
            yield return (began, held.ToString());
        }
    }

    private static CalendarProperty Parse(int line, string content)
    {
        List<string> parts = [];
        var (start, isQuoted) = (0, false);
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && content[i] is ';' or ':')
            {
                parts.Add(content[start..i]);
                start = i + 1;
                if (content[i] == ':')
                {
                    var parameters = parts.Skip(1).Select(p => p.Split('=', 2)).Where(p => p.Length == 2).GroupBy(p => p[0].ToUpperInvariant()).ToDictionary(g => g.Key, g => g.First()[1].Trim('"'));
                    return new CalendarProperty(parts[0].ToUpperInvariant(), parameters, content[start..]);
                }
            }
        }

        throw Bad(line, "a line has no value");
    }

    private static UnreadableFileException Bad(int line, string because) => new("CALENDAR_UNREADABLE", $"Line {line} is not iCalendar: {because}.");
}
