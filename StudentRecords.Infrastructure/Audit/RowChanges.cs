using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using StudentRecords.Domain;
using StudentRecords.Infrastructure.Store.Conventions;

namespace StudentRecords.Infrastructure.Audit;

/// <summary>
/// What changed in a set of rows, as JSON: <c>[{"row":"Hold","id":1,"did":"added","set":{"Reason":"…"}}]</c>; for a changed row each value
/// is a pair, before and after. Special-category values are never written out.
/// </summary>
internal static class RowChanges
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static long Key(EntityEntry entry) =>
        entry.Metadata.FindPrimaryKey() is { Properties: [var id] } && entry.CurrentValues[id] is long key ? key : 0;

    public static string Tell(IEnumerable<EntityEntry> rows)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartArray();
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("row", row.Metadata.ClrType.Name);
            json.WriteNumber("id", Key(row));
            json.WriteString("did", row.State switch { EntityState.Added => "added", EntityState.Deleted => "deleted", _ => "changed" });
            json.WriteStartObject("set");
            Values(json, row);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Values(Utf8JsonWriter json, EntityEntry row)
    {
        foreach (var property in row.Metadata.GetProperties())
        {
            if (property.IsPrimaryKey() || property.Name is nameof(IVersioned.Version))
            {
                continue;
            }

            var now = row.State == EntityState.Deleted ? null : row.CurrentValues[property];
            var before = row.State == EntityState.Added ? null : row.OriginalValues[property];
            if (row.State == EntityState.Modified ? Equals(now, before) : (now ?? before) is null)
            {
                continue;
            }

            var hidden = property.IsSpecialCategory();
            if (property.IsToldByHash())
            {
                (now, before) = (Hashed(now), Hashed(before));
            }

            if (row.State == EntityState.Modified)
            {
                json.WriteStartArray(property.Name);
                Value(json, before, hidden);
                Value(json, now, hidden);
                json.WriteEndArray();
            }
            else
            {
                json.WritePropertyName(property.Name);
                Value(json, now ?? before, hidden);
            }
        }
    }

    private static string? Hashed(object? value) =>
        value is string text ? $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}" : null;

    private static void Value(Utf8JsonWriter json, object? value, bool hidden)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case not null when hidden: json.WriteStringValue("[special category]"); break;
            case string s: json.WriteStringValue(s); break;
            case bool b: json.WriteBooleanValue(b); break;
            case int i: json.WriteNumberValue(i); break;
            case long l: json.WriteNumberValue(l); break;
            case decimal d: json.WriteNumberValue(d); break;
            case byte[] bytes: json.WriteStringValue($"[{bytes.Length} bytes]"); break;
            case DateOnly day: json.WriteStringValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            case DateTimeOffset moment: json.WriteStringValue(moment.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)); break;
            default: json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture)); break;
        }
    }
}
