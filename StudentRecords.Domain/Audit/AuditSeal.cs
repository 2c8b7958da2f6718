using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace StudentRecords.Domain.Audit;

/// <summary>How an audit entry is sealed to the one before it.</summary>
public static class AuditSeal
{
    /// <summary>The previous hash of the first entry.</summary>
    public static readonly string Genesis = new('0', 64);

    /// <summary>SHA-256 over the previous hash and every field of the entry, each preceded by its length so that no two contents read alike.</summary>
    public static string Hash(AuditEntry entry, string previousHash)
    {
        var text = new StringBuilder(entry.Changes.Length + 400);
        Field(text, previousHash);
        Field(text, entry.Sequence.ToString(CultureInfo.InvariantCulture));
        Field(text, entry.At.UtcTicks.ToString(CultureInfo.InvariantCulture));
        Field(text, entry.Actor);
        Field(text, entry.Act);
        Field(text, entry.Reason);
        Field(text, entry.Evidence);
        Field(text, entry.Cause.ToString());
        Field(text, entry.CauseReference);
        Field(text, entry.CorrelationId);
        Field(text, entry.SubjectKind);
        Field(text, entry.SubjectId.ToString(CultureInfo.InvariantCulture));
        Field(text, entry.Changes);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Field(StringBuilder text, string? value) =>
        text.Append(value is null ? "-" : value.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(value).Append('\n');
}
