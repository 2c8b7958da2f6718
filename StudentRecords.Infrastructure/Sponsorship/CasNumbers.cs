using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Sponsorship;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Sponsorship;

/// <summary>By which CAS the sponsor's authority knows students (F051): that of the newest word on each.</summary>
internal static class CasNumbers
{
    public static async Task<IReadOnlyDictionary<long, string>> OfAsync(RegistryDbContext db, IReadOnlyCollection<long> people, CancellationToken ct) =>
        (await db.Set<PermissionToStudy>().Where(p => people.Contains(p.PersonId)).Select(p => new { p.PersonId, p.CasNumber, p.DecidedOn }).ToListAsync(ct))
        .GroupBy(p => p.PersonId).ToDictionary(g => g.Key, g => g.MaxBy(p => p.DecidedOn)!.CasNumber);
}
