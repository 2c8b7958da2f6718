using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Access;
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
        var engagement = await (
            from e in db.Set<Engagement>().AsNoTracking()
            join p in db.Set<Person>() on e.PersonId equals p.Id
            where e.PersonId == personId && e.Numhus == numhus && programmes.Contains(e.ProgrammeId)
            select new { e.Id, p.GivenNames, p.FamilyName, p.StudentNumber, e.ProgrammeVersion.Title, e.ProgrammeVersion.Award, e.Start, e.End }).FirstOrDefaultAsync(ct);
        if (engagement is null)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var heldBy = (await db.Set<Hold>().AsNoTracking().Where(h => h.PersonId == personId && h.ReleasedOn == null).ToListAsync(ct)).Where(h => h.Blocks.HasFlag(Blocks.ResultsRelease)).Select(h => h.Source).Distinct().Order(StringComparer.Ordinal).ToList();
        var modules = await (
            from d in db.Set<BoardDecision>().AsNoTracking()
            join r in db.Set<ModuleRegistration>() on d.RegistrationId equals r.Id
            where r.EngagementId == engagement.Id && !db.Set<BoardDecision>().Any(l => l.SupersedesId == d.Id) && db.Set<ResultRelease>().Any(x => x.BoardId == d.BoardId && x.ReleaseAt <= now)
            orderby r.Session.SessionYear, r.Occurrence.Module.Code, r.Attempt
            select new TranscriptModule(r.Session.SessionYear, r.Occurrence.Module.Code, r.Occurrence.ModuleVersion.Title, r.Occurrence.ModuleVersion.Level, r.Occurrence.ModuleVersion.Credits, r.Attempt, d.OverallMark, d.Grade, d.Outcome)).ToListAsync(ct);
        var decisions = await (
            from d in db.Set<AwardDecision>().AsNoTracking()
            where d.EngagementId == engagement.Id && db.Set<ResultRelease>().Any(x => x.BoardId == d.BoardId && x.ReleaseAt <= now)
            orderby d.AcademicYear
            select new TranscriptDecision(d.AcademicYear, d.YearOfProgramme, d.Code, d.Award, d.Class)).ToListAsync(ct);
        var facts = new TranscriptFacts
        {
            Name = $"{engagement.GivenNames} {engagement.FamilyName}", StudentNumber = engagement.StudentNumber, Programme = engagement.Title, AwardAimedAt = engagement.Award,
            Start = engagement.Start, End = engagement.End, HeldBy = heldBy, Modules = heldBy.Count == 0 ? modules : [], Decisions = heldBy.Count == 0 ? decisions : [],
        };
        var day = UkTime.At(clock.Today(), TimeOnly.MinValue);
        return new PackFile($"Transcript {engagement.StudentNumber}.pdf", TranscriptPaper.Render(facts, institution.Name, day));
    }
}
