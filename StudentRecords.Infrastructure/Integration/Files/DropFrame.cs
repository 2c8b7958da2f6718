using System.Text.Json;
using System.Text.RegularExpressions;
using StudentRecords.Domain;

namespace StudentRecords.Infrastructure.Integration.Files;

/// <summary>What a file of messages says of itself in its first and last line, where its sender writes them: both or neither.</summary>
internal sealed partial record DropFrame
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { MaxDepth = 4 };

    public DropHeader? Header { get; private init; }

    public DropTrailer? Trailer { get; private init; }

    /// <summary>Why the file is not whole; null when it is, or has neither line.</summary>
    public Refusal? Fault { get; private init; }

    /// <summary>Whether the line is of the frame and no message.</summary>
    public static bool Has(string line) => Frames().IsMatch(line);

    public static async Task<DropFrame> ReadAsync(string path, CancellationToken ct)
    {
        using var reader = DropRows.Open(path);
        string? first = null, last = null;
        var inner = false;
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            if (line.Length > 0)
            {
                inner |= last is not null && last != first && Has(last);
                (first, last) = (first ?? line.TrimStart('\uFEFF'), line.TrimStart('\uFEFF'));
            }
        }

        return (Read<HeaderLine>(first)?.Header, Read<TrailerLine>(last)?.Trailer) switch
        {
            _ when inner => Broken("a header or trailer stands among its rows; two files were joined, or one was cut"),
            (null, null) => first is not null && (Has(first) || Has(last!)) ? Broken("its header or trailer cannot be read") : new DropFrame(),
            (_, null) => Broken("it has a header and no trailer; it was cut"),
            (null, _) => Broken("it has a trailer and no header; its beginning is missing"),
            var (header, trailer) => new DropFrame { Header = header, Trailer = trailer },
        };
    }

    private static DropFrame Broken(string because) => new() { Fault = new Refusal("NOT_WHOLE", $"The file is not whole: {because}.", "Drop folder") };

    private static T? Read<T>(string? line)
        where T : class
    {
        try
        {
            return line is not null && Has(line) ? JsonSerializer.Deserialize<T>(line, Json) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex("""^\uFEFF?\s*\{\s*"(header|trailer)"\s*:""")]
    private static partial Regex Frames();

    private sealed record HeaderLine(DropHeader? Header);

    private sealed record TrailerLine(DropTrailer? Trailer);
}

/// <summary><c>{"header": {"flow": "F050", "batch": "2024-06-03"}}</c>.</summary>
internal sealed record DropHeader(string? Flow, string? Batch);

/// <summary><c>{"trailer": {"rows": 2, "totals": {"amount": 1234.50}}}</c>.</summary>
internal sealed record DropTrailer(int Rows, IReadOnlyDictionary<string, decimal>? Totals);
