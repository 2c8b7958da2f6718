using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace StudentRecords.Tests.Faults;

/// <summary>All that a record holds, row by row, without what no two runs have alike: ids, moments, digests, secrets and what sends and jobs count for themselves.</summary>
internal static partial class RecordContent
{
    private const string Inbox = "InboxMessage";

    /// <summary>What goes out is on its way while it is read.</summary>
    private static readonly (string, string) Outgoing = ("OutboxMessage", "State");

    /// <summary>How often each row is there, by its table and its words.</summary>
    /// <param name="file">The record's file.</param>
    /// <param name="student">Number of the student whom all of it is about; another one in each run.</param>
    public static async Task<IReadOnlyDictionary<string, int>> ReadAsync(string file, string student)
    {
        await using var connection = new SqliteConnection($"Data Source={file}");
        await connection.OpenAsync();
        var content = new Dictionary<string, int>();
        foreach (var table in await TablesAsync(connection))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            var columns = Enumerable.Range(0, reader.FieldCount).Where(i => !Passing().IsMatch(reader.GetName(i)) && (table, reader.GetName(i)) != Outgoing).ToList();
            while (await reader.ReadAsync())
            {
                var row = $"{table}: {string.Join(" | ", columns.Where(i => !reader.IsDBNull(i)).Select(i => $"{reader.GetName(i)} {Plain(reader.GetValue(i), student)}"))}";
                content[row] = content.GetValueOrDefault(row) + 1;
            }
        }

        return content;
    }

    /// <summary>Whether the row is a message that came.</summary>
    public static bool IsMessage(string row) => row.StartsWith($"{Inbox}: ", StringComparison.Ordinal);

    private static async Task<List<string>> TablesAsync(SqliteConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'";
        await using var reader = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await reader.ReadAsync())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private static string Plain(object value, string student) =>
        value is byte[] bytes ? $"{bytes.Length} bytes" : OfTheRun().Replace(Convert.ToString(value, CultureInfo.InvariantCulture)!.Replace(student, "#", StringComparison.Ordinal), "#");

    /// <summary>Columns: keys and references, moments, secrets and digests, who has claimed it and how often it was tried.</summary>
    [GeneratedRegex("(^|[a-z])Ids?$|(At|Until|By)$|Secret|Digest|Hash|Seal|Stamp|Token|Correlation|Caus(e|ation)Reference|Attempt|^MayHaveLeft$|LastError|Receipt$|^Length$|^Took")]
    private static partial Regex Passing();

    /// <summary>In texts: sealed values, ids, digests and moments, the tests' ports, keys, and the numbers that they give to people.</summary>
    [GeneratedRegex("sealed:[A-Za-z0-9+/=]+|[0-9a-fA-F]{32,}|_[0-9a-f]{16}|127\\.0\\.0\\.1:[0-9]+|amily[0-9]{4}|CASE-[0-9]+|[0-9]{12,}|[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+(Z|[+-][0-9:]+)?")]
    private static partial Regex OfTheRun();
}
