using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.ExamBoards.Graduation;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.ExamBoards.Graduation;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards.Letters;

/// <summary>Reads what transcripts say, for one engagement or a whole ceremony, in a fixed number of reads.</summary>
internal static class TranscriptReading
{
    /// <param name="db">Where to read.</param>
    /// <param name="engagements">Whose transcripts.</param>
    /// <param name="now">Results released by then are shown.</param>
    /// <param name="being">Conferments of this unit of work, not saved yet.</param>
    /// <param name="ct">Cancels the reads.</param>
    /// <returns>By engagement.</returns>
    public static async Task<Dictionary<long, TranscriptFacts>> ReadAsync(RegistryDbContext db, long[] engagements, DateTimeOffset now, IReadOnlyCollection<Conferment> being, CancellationToken ct)
    {
        var heads = await (
            from e in db.Set<Engagement>().AsNoTracking()
            join p in db.Set<Person>() on e.PersonId equals p.Id
            where engagements.Contains(e.Id)
            select new { e.Id, e.PersonId, e.ProgrammeId, e.Numhus, e.Mode, e.Start, e.End, p.GivenNames, p.FamilyName, p.DateOfBirth, p.StudentNumber, Version = e.ProgrammeVersion }).ToListAsync(ct);
        long[] people = [.. heads.Select(h => h.PersonId).Distinct()];
        long[] programmes = [.. heads.Select(h => h.ProgrammeId).Distinct()];
        var sids = (await db.Set<PersonIdentifier>().AsNoTracking().Where(i => people.Contains(i.PersonId) && i.Kind == IdentifierKinds.Sid && i.To == null).Select(i => new { i.PersonId, i.Value }).ToListAsync(ct)).ToLookup(i => i.PersonId, i => i.Value);
        var holds = (await db.Set<Hold>().AsNoTracking().Where(h => people.Contains(h.PersonId) && h.ReleasedOn == null).ToListAsync(ct)).Where(h => h.Blocks.HasFlag(Blocks.ResultsRelease)).ToLookup(h => h.PersonId, h => h.Source);
        var modules = (await (
            from d in db.Set<BoardDecision>().AsNoTracking()
            join r in db.Set<ModuleRegistration>() on d.RegistrationId equals r.Id
            where engagements.Contains(r.EngagementId) && !db.Set<BoardDecision>().Any(l => l.SupersedesId == d.Id) && db.Set<ResultRelease>().Any(x => x.BoardId == d.BoardId && x.ReleaseAt <= now)
            orderby r.Session.SessionYear, r.Occurrence.Module.Code, r.Attempt
            select new { r.EngagementId, Module = new TranscriptModule(r.Session.SessionYear, r.Occurrence.Module.Code, r.Occurrence.ModuleVersion.Title, r.Occurrence.ModuleVersion.Level, r.Occurrence.ModuleVersion.Credits, r.Attempt, d.OverallMark, d.Grade, d.Outcome) }).ToListAsync(ct)).ToLookup(m => m.EngagementId, m => m.Module);
        var decisions = (await (
            from d in db.Set<AwardDecision>().AsNoTracking()
            where engagements.Contains(d.EngagementId) && !db.Set<AwardDecision>().Any(l => l.SupersedesId == d.Id) && db.Set<ResultRelease>().Any(x => x.BoardId == d.BoardId && x.ReleaseAt <= now)
            orderby d.AcademicYear
            select new { d.EngagementId, Decision = new TranscriptDecision(d.AcademicYear, d.YearOfProgramme, d.Code, d.Award, d.Class) }).ToListAsync(ct)).ToLookup(d => d.EngagementId, d => d.Decision);
        var prizes = (await (
            from p in db.Set<AwardPrize>().AsNoTracking()
            join b in db.Set<ExamBoard>() on p.BoardId equals b.Id
            where engagements.Contains(p.EngagementId) && p.TakenBackAt == null && b.Stage == BoardStage.Ratified && db.Set<ResultRelease>().Any(x => x.BoardId == p.BoardId && x.ReleaseAt <= now)
            orderby p.Name
            select new { p.EngagementId, Prize = new TranscriptPrize(p.Name, b.AcademicYear) }).ToListAsync(ct)).ToLookup(p => p.EngagementId, p => p.Prize);
        var accreditations = (await db.Set<ProgrammeAccreditation>().AsNoTracking().Where(a => programmes.Contains(a.ProgrammeId) && a.TakenBackOn == null).OrderBy(a => a.Code).Select(a => new { a.ProgrammeId, a.Code }).ToListAsync(ct)).ToLookup(a => a.ProgrammeId, a => a.Code);
        var conferred = (await GraduationReading.Conferments(db).Where(c => engagements.Contains(c.EngagementId)).ToListAsync(ct)).Concat(being).ToLookup(c => c.EngagementId);
        return heads.ToDictionary(h => h.Id, h =>
        {
            var heldBy = holds[h.PersonId].Distinct().Order(StringComparer.Ordinal).ToList();
            var isHeld = heldBy.Count > 0;
            return new TranscriptFacts
            {
                FamilyName = h.FamilyName, GivenNames = h.GivenNames, DateOfBirth = h.DateOfBirth, StudentNumber = h.StudentNumber, Sid = sids[h.PersonId].FirstOrDefault(), Numhus = h.Numhus,
                Programme = h.Version.Title, AwardAimedAt = h.Version.Award, QualificationCategory = h.Version.QualificationCategory, Credits = h.Version.Credits, NormalYears = h.Version.NormalYears,
                IsFullTime = h.Mode is "01" or "02" or "03", Start = h.Start, End = h.End, Accreditations = [.. accreditations[h.ProgrammeId].Distinct()], HeldBy = heldBy,
                Modules = isHeld ? [] : [.. modules[h.Id]], Decisions = isHeld ? [] : [.. decisions[h.Id]], Prizes = isHeld ? [] : [.. prizes[h.Id]],
                Conferred = !isHeld && conferred[h.Id].LastOrDefault() is { } act ? new TranscriptConferment(act.Award, act.Class, act.EffectiveOn, act.CertificateNumber) : null,
            };
        });
    }
}
