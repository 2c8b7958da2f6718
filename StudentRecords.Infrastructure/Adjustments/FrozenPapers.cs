using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Adjustments;

/// <summary>The module boards that work from a frozen pack, by the registrations they look at. What is decided elsewhere after that is late.</summary>
internal sealed class FrozenPapers
{
    public static readonly FrozenPapers None = new([]);

    private readonly Dictionary<long, (long Board, int Pack)> frozen;

    private FrozenPapers(Dictionary<long, (long Board, int Pack)> frozen) => this.frozen = frozen;

    /// <summary>Null where no pack is frozen for the registration.</summary>
    public (long Board, int Pack)? Of(long registrationId) => frozen.TryGetValue(registrationId, out var board) ? board : null;

    /// <summary>One question, however many registrations are asked about.</summary>
    public static async Task<FrozenPapers> ReadAsync(RegistryDbContext db, IReadOnlyCollection<long> registrationIds, CancellationToken ct)
    {
        var ids = registrationIds as long[] ?? [.. registrationIds];
        var boards = await (
            from r in db.Set<ModuleRegistration>().AsNoTracking()
            join b in db.Set<ExamBoard>() on (long?)r.OccurrenceId equals b.OccurrenceId
            where ids.Contains(r.Id) && (b.Stage == BoardStage.Frozen || b.Stage == BoardStage.InSession)
            select new { Registration = r.Id, b.Id, b.PackVersion }).ToListAsync(ct);
        return new FrozenPapers(boards.GroupBy(b => b.Registration).ToDictionary(g => g.Key, g => g.MaxBy(b => b.Id) is { } newest ? (newest.Id, newest.PackVersion) : default));
    }
}
