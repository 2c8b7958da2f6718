using System.Text.Json;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Hesa;

/// <summary>Returned values that tell of ethnicity, religion or disability: each look at them is written down.</summary>
internal static class SightOfValues
{
    /// <summary>Entities that hold special-category values.</summary>
    public static bool IsSpecial(string entity) => entity is "Student" or "Disability";

    /// <param name="personId">Whose values; null where the record no longer says whose they are: then the return's own history tells it.</param>
    public static async Task TellAsync(RegistryDbContext db, HesaReturn of, long? personId, Caller caller, DateTimeOffset at, CancellationToken ct)
    {
        var change = new ChangeContext { Caller = caller, At = at, Act = "SeeReturnedValues", Reason = $"Looked at what was returned for {of.Collection}" };
        await using var transaction = await db.BeginAsync(ct);
        var told = JsonSerializer.Serialize(new[] { new { row = nameof(HesaReturn), id = of.Id, did = "read", set = new { of.Collection, of.Sequence } } });
        await AuditTrail.TellAsync(db, change, personId is null ? nameof(HesaReturn) : nameof(Person), personId ?? of.Id, told, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
