using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Appeals;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.ExamBoards.Graduation;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards.Graduation;

/// <summary>A ratified award with all that graduation looks at, and whose it is.</summary>
internal sealed record AwardInReach(AwardStanding Standing, string Name, string Numhus, string ProgrammeCode, string ProgrammeTitle, string AcademicYear, long BoardId, Graduand? Listed, Conferment? Conferred, bool HasDied);

/// <summary>Reads the standing of awards: a fixed number of reads however many there are.</summary>
internal static class GraduationReading
{
    /// <summary>Decisions that make an award and in whose place no other stands.</summary>
    public static IQueryable<AwardDecision> Awards(RegistryDbContext db) => db.Set<AwardDecision>().AsNoTracking()
        .Where(d => (d.Code == AwardCode.Award || d.Code == AwardCode.ExitAward) && !db.Set<AwardDecision>().Any(l => l.SupersedesId == d.Id));

    /// <summary>Conferments that hold: not taken back.</summary>
    public static IQueryable<Conferment> Conferments(RegistryDbContext db) => db.Set<Conferment>().AsNoTracking()
        .Where(c => c.Act == ConfermentAct.Conferred && !db.Set<Conferment>().Any(r => r.RevokesId == c.Id));

    public static async Task<List<AwardInReach>> ReadAsync(RegistryDbContext db, IQueryable<AwardDecision> decisions, CancellationToken ct)
    {
        var rows = await (
            from d in decisions
            join e in db.Set<Engagement>() on d.EngagementId equals e.Id
            join p in db.Set<Person>() on d.PersonId equals p.Id
            orderby p.FamilyName, p.GivenNames, d.Id
            select new
            {
                Award = new AwardToConfer(d.Id, d.PersonId, d.EngagementId, d.Code, d.Code == AwardCode.Award ? e.ProgrammeVersion.Award : d.Award, d.Class, d.RatifiedAt),
                p.StudentNumber, HasDied = p.DiedOn != null, p.GivenNames, p.FamilyName, e.Numhus, Programme = e.Programme.Code, e.ProgrammeVersion.Title, d.AcademicYear, d.BoardId,
                ReleaseAt = db.Set<ResultRelease>().Where(r => r.BoardId == d.BoardId).Select(r => (DateTimeOffset?)r.ReleaseAt).FirstOrDefault(),
                IsSuperseded = db.Set<AwardDecision>().Any(l => l.SupersedesId == d.Id),
                IsAppealed = db.Set<AwardAppeal>().Any(a => a.DecisionId == d.Id && a.RejectedAt == null),
                HasOpenCase = db.Set<MisconductCase>().Any(c => c.PersonId == d.PersonId && c.Finding == MisconductFinding.Open && !c.IsClosed),
            }).ToListAsync(ct);
        var asked = decisions.Select(d => d.PersonId);
        var holds = (await db.Set<Hold>().AsNoTracking().Where(h => h.ReleasedOn == null && asked.Contains(h.PersonId)).ToListAsync(ct)).ToLookup(h => h.PersonId);
        var engagements = decisions.Select(d => d.EngagementId);
        var listed = (await db.Set<Graduand>().AsNoTracking().Where(g => g.LeftAt == null && engagements.Contains(g.EngagementId)).ToListAsync(ct)).ToLookup(g => g.EngagementId);
        var conferred = (await Conferments(db).Where(c => engagements.Contains(c.EngagementId)).ToListAsync(ct)).ToLookup(c => c.EngagementId);
        return [.. rows.Select(r => new AwardInReach(
            new AwardStanding
            {
                Award = r.Award, StudentNumber = r.StudentNumber, ReleaseAt = r.ReleaseAt, IsSuperseded = r.IsSuperseded, IsAppealed = r.IsAppealed && !r.IsSuperseded, HasOpenCase = r.HasOpenCase,
                OpenHolds = [.. holds[r.Award.PersonId]], IsConferred = conferred[r.Award.EngagementId].Any(),
            },
            $"{r.GivenNames} {r.FamilyName}", r.Numhus, r.Programme, r.Title, r.AcademicYear, r.BoardId, listed[r.Award.EngagementId].FirstOrDefault(), conferred[r.Award.EngagementId].FirstOrDefault(), r.HasDied))];
    }
}
