using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace StudentRecords.Infrastructure.Store;

/// <summary>One prepared insert of the embedded store, its values bound by place. A command of the provider looks each parameter up by its name for each row, which takes twice as long.</summary>
internal sealed class SqliteInsert : IDisposable
{
    private readonly sqlite3 store;
    private readonly sqlite3_stmt statement;
    private byte[] text = new byte[1_024];

    public SqliteInsert(SqliteConnection connection, string table, IReadOnlyCollection<string> columns)
    {
        store = connection.Handle!;
        var sql = $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", columns.Select(_ => "?"))})";
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(store, sql, out statement), store);
    }

    /// <param name="place">From 0, in the order of the columns.</param>
    /// <exception cref="NotSupportedException">A value of a type that the embedded store does not keep in bulk.</exception>
    public void Bind(int place, object value) => SqliteException.ThrowExceptionForRC(
        value switch
        {
            DBNull => raw.sqlite3_bind_null(statement, place + 1),
            string s => BindText(place + 1, s),
            long or int or short or byte or bool => raw.sqlite3_bind_int64(statement, place + 1, Convert.ToInt64(value, CultureInfo.InvariantCulture)),
            double d => raw.sqlite3_bind_double(statement, place + 1, d),
            byte[] b => raw.sqlite3_bind_blob(statement, place + 1, b),
            DateOnly d => BindText(place + 1, d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            _ => throw new NotSupportedException($"{value.GetType().Name} is not written in bulk."),
        },
        store);

    public void Run()
    {
        var code = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        if (code != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(code, store);
        }
    }

    public void Dispose() => statement.Dispose();

    private int BindText(int index, string value)
    {
        if (Encoding.UTF8.GetMaxByteCount(value.Length) > text.Length)
        {
            text = new byte[Encoding.UTF8.GetMaxByteCount(value.Length)];
        }

        return raw.sqlite3_bind_text(statement, index, text.AsSpan(0, Encoding.UTF8.GetBytes(value, text)));
    }
}
