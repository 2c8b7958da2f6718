using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace StudentRecords.Infrastructure.ExamBoards.Packs;

/// <summary>Numbers without trailing zeros, so that equal data has an equal hash.</summary>
internal sealed class PlainNumbers : JsonConverter<decimal>
{
    public static string Write(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDecimal();

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteRawValue(Write(value));
}
