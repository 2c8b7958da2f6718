using System.Text.Json;
using StudentRecords.Domain.Students;

namespace StudentRecords.Infrastructure.Students;

/// <summary>How the trail tells that an equality declaration was read: that, and never what it says.</summary>
internal static class EqualityReadings
{
    public static string Told(long declaration) => JsonSerializer.Serialize(new[] { new { row = nameof(EqualityDeclaration), id = declaration, did = "read", set = new { } } });
}
