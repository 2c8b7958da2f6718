using Microsoft.Data.Sqlite;

namespace StudentRecords.Tests.ExamBoards;

/// <summary>Somebody with the database file and a SQL prompt: no pragmas of ours, foreign keys off, recursive triggers as asked.</summary>
internal sealed class RawSql : IDisposable
{
    private readonly SqliteConnection connection;

    public RawSql(string file, bool recursiveTriggers)
    {
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = false, Pooling = false, DefaultTimeout = 5 }.ToString());
        connection.Open();
        Do($"PRAGMA recursive_triggers={(recursiveTriggers ? "ON" : "OFF")}; PRAGMA foreign_keys=OFF;");
    }

    public void Do(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public T Get<T>(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)command.ExecuteScalar()!;
    }

    /// <summary>Every row of the table as text, to compare before and after.</summary>
    public string Content(string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table} ORDER BY 1";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : $"{reader.GetValue(i)}")));
        }

        return string.Join('\n', rows);
    }

    /// <summary>An INSERT OR REPLACE that copies a row, some of its columns set otherwise.</summary>
    public string Replace(string table, string where, params (string Column, string Value)[] otherwise)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT name FROM pragma_table_info('{table}')";
        using var reader = command.ExecuteReader();
        List<string> columns = [];
        while (reader.Read())
        {
            columns.Add(reader.GetString(0));
        }

        var values = columns.Select(c => otherwise.FirstOrDefault(o => o.Column == c).Value ?? $"\"{c}\"");
        return $"INSERT OR REPLACE INTO {table} ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) SELECT {string.Join(", ", values)} FROM {table} WHERE {where}";
    }

    public void Dispose() => connection.Dispose();
}
