using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Assessment.Moderation;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Tests.Browser;

/// <summary>Where the pages of moderation have something to show.</summary>
internal static class SampleModeration
{
    public static async Task AddAsync(RegistryDbContext db, Dictionary<string, string> addresses)
    {
        var drawn = await db.Set<ModerationEntry>().Where(e => e.Act == ModerationAct.SecondMarked).OrderBy(e => e.Id).Select(e => new { e.MarkId, e.ComponentId, e.RoundId }).FirstAsync();
        var occurrence = await db.Set<ModerationRound>().Where(r => r.Id == drawn.RoundId).Select(r => r.OccurrenceId).SingleAsync();
        var run = await db.Set<Infrastructure.Enrolment.Bulk.BulkRun>().OrderBy(r => r.Id).Select(r => r.Id).FirstAsync();
        addresses["/progression/undo/{Id:long}"] = $"/progression/undo/{run}";
        addresses["/moderation/{Id:long}"] = $"/moderation/{occurrence}";
        addresses["/moderation/{Id:long}/{ComponentId:long}"] = $"/moderation/{occurrence}/{drawn.ComponentId}";
        addresses["/moderation/{Id:long}/{ComponentId:long}/enter"] = $"/moderation/{occurrence}/{drawn.ComponentId}/enter";
        addresses["/moderation/{Id:long}/{ComponentId:long}/marks/{MarkId:long}"] = $"/moderation/{occurrence}/{drawn.ComponentId}/marks/{drawn.MarkId}";
    }
}
