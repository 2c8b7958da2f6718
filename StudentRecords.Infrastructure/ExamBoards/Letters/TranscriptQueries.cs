using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.ExamBoards.Letters;

/// <summary>Transcripts from ratified and released results, for those who may see person and marks.</summary>
public sealed class TranscriptQueries(IDbContextFactory<RegistryDbContext> store, InstitutionProfile institution, TimeProvider clock)
{
    /// <summary>The transcript of one engagement as it stands today; null where there is none in reach. Without results while somebody holds their release.</summary>
    public async Task<PackFile?> TranscriptAsync(long personId, string numhus, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Persons, Level.See);
        caller.Demand(Room.Marks, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        var programmes = db.Set<Programme>().Within(caller.ReachOf(Room.Marks, Level.See)).Select(p => p.Id);
        var engagement = await db.Set<Engagement>().Where(e => e.PersonId == personId && e.Numhus == numhus && programmes.Contains(e.ProgrammeId)).Select(e => (long?)e.Id).FirstOrDefaultAsync(ct);
        if (engagement is not { } id)
        {
            return null;
        }

        var facts = (await TranscriptReading.ReadAsync(db, [id], clock.GetUtcNow(), [], ct))[id];
        return new PackFile($"Transcript {facts.StudentNumber}.pdf", TranscriptPaper.Render(facts, institution, UkTime.At(clock.Today(), TimeOnly.MinValue)));
    }
}
