using System.Text.Json;
using System.Text.Json.Serialization;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>How contracts are read.</summary>
internal static class ContractJson
{
    /// <summary>Fields that are not known are passed over, so that a sender may add some.</summary>
    public static readonly JsonSerializerOptions Lenient = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() }, RespectNullableAnnotations = true };

    /// <summary>Fields that are not known are refused: they may tell a story.</summary>
    public static readonly JsonSerializerOptions Strict = new(Lenient) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };
}
