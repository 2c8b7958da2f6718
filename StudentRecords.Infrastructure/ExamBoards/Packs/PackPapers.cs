using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;

namespace StudentRecords.Infrastructure.ExamBoards.Packs;

/// <summary>
/// The data of a module board's pack: what the hash seals, and what the PDF is drawn from. Candidates by number only. Written as
/// JSON in one way only (members in the order declared here, numbers without trailing zeros), so that equal data has an equal hash.
/// </summary>
public sealed record PackPapers(PaperBoard Board, IReadOnlyList<PaperComponent> Components, IReadOnlyList<PaperCandidate> Candidates)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new PlainNumbers(), new JsonStringEnumConverter() },
    };

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public static PackPapers FromJson(string json) => JsonSerializer.Deserialize<PackPapers>(json, Options) ?? throw new JsonException("The pack is empty.");

    /// <summary>SHA-256, 64 lower-case hexadecimal digits.</summary>
    public static string Hash(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    private sealed class PlainNumbers : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDecimal();

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.ToString("0.############################", CultureInfo.InvariantCulture));
    }
}

public sealed record PaperBoard(string Title, string Occurrence, string ModuleCode, string ModuleTitle, string AcademicYear, string Period, decimal Credits, int Level, string RuleCode, int RuleVersion);

public sealed record PaperComponent(string Key, string Title, string Kind, decimal Weight, DateOnly? DueOn)
{
    /// <summary>How the board scaled it and why; null where it did not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Scaling { get; init; }
}

public sealed record PaperCandidate
{
    /// <summary>Empty for a registration that is not yet a candidate.</summary>
    public required string Number { get; init; }

    public required RegistrationStatus Status { get; init; }

    /// <summary>Which time on this module.</summary>
    public required int Attempt { get; init; }

    public required IReadOnlyList<PaperMark> Marks { get; init; }

    public required IReadOnlyList<ScaleFigure> Scales { get; init; }

    public required decimal? Overall { get; init; }

    public required string? Grade { get; init; }

    /// <summary>Keys of the components whose mark is missing.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    public required BoardOutcome? Suggested { get; init; }

    public required string Clause { get; init; }

    /// <summary>Brought from outside as the board's decision, if it was.</summary>
    public required BoardOutcome? Imported { get; init; }

    public required string? ImportedGrade { get; init; }
}

/// <param name="Component">The component's key.</param>
/// <param name="Attempt">1 for the first.</param>
/// <param name="Score">Null is submitted without a mark.</param>
/// <param name="Banked">Carried over from an earlier registration.</param>
public sealed record PaperMark(string Component, int Attempt, decimal? Score, bool Banked);
