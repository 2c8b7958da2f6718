using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Assessment;

/// <summary>Which module registrations a board has ratified. A mark that arrives for one of them is refused with LOCKED.</summary>
public static class LockedRegistrations
{
    public const string Code = "LOCKED";

    /// <summary>Those of the given registrations that have a ratified decision; one question, however many are asked about.</summary>
    public static async Task<HashSet<long>> AmongAsync(RegistryDbContext db, IReadOnlyCollection<long> registrationIds, CancellationToken ct)
    {
        if (registrationIds.Count == 0)
        {
            return [];
        }

        var ids = registrationIds as long[] ?? [.. registrationIds];
        return await db.Set<BoardDecision>().Where(d => ids.Contains(d.RegistrationId)).Select(d => d.RegistrationId).ToHashSetAsync(ct);
    }
}
