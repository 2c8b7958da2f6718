using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace StudentRecords.Web.Integration.Simulator;

/// <summary>What the sender of a message means to become of it.</summary>
internal enum Fate
{
    Applied,

    /// <summary>Applied once what it names has come, at the latest when the term ends.</summary>
    Awaited,

    /// <summary>Older than what was sent before it.</summary>
    Stale,

    /// <summary>The rules say no.</summary>
    Refused,

    /// <summary>A person sets it aside.</summary>
    Quarantined,

    /// <summary>Another text under a key that was used: quarantined under a name of its own, and no part of any figure.</summary>
    Conflict,

    /// <summary>Turned away at the door; nothing of it is kept.</summary>
    Turned,
}

/// <summary>A person as a sender names them.</summary>
internal sealed record Who(string System, string Id)
{
    public static Who Student(string number) => new("SIS", number);
}

/// <summary>A message of an outside system.</summary>
/// <param name="Flow">F001 and so on.</param>
/// <param name="Type">Message name of the contract.</param>
/// <param name="Key">The sender's key.</param>
/// <param name="Data">The content.</param>
internal sealed record Letter(string Flow, string Type, string Key, object Data)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = { new JsonStringEnumConverter() },
    };

    public long SourceVersion { get; init; } = 1;

    public int ContractVersion { get; init; } = 1;

    public Fate Fate { get; init; } = Fate.Applied;

    /// <summary>What follows the key and version in its id, where a key is used twice.</summary>
    public string Suffix { get; init; } = "";

    /// <summary>Its id where the hub gives it one, because the format has none.</summary>
    public string? GivenId { get; init; }

    public string Id => GivenId ?? $"{Flow}/{Key}/{SourceVersion}{Suffix}";

    /// <summary>The bytes that travel, as text in one line.</summary>
    public string Text => JsonSerializer.Serialize(new { id = Id, type = Type, version = ContractVersion, key = Key, sourceVersion = SourceVersion, data = Data }, Json);
}

/// <summary>By which way messages are sent.</summary>
internal enum Way
{
    One,
    Batch,
    File,
    Calendar,

    /// <summary>Records of UCAS's link, a file.</summary>
    Link,
}

/// <summary>Messages of one flow that are sent together.</summary>
/// <param name="Text">The calendar or the records, where they are told as one; a record a letter.</param>
internal sealed record Post(Way Way, string Flow, IReadOnlyList<Letter> Letters, string? Text = null);

/// <summary>A message that a system got from the record.</summary>
internal sealed record Heard(string System, string Flow, string Type, JsonElement Data);
