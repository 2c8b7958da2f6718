using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.ExamBoards.Letters;

/// <summary>A decision that was released, and for which there is a letter.</summary>
public sealed record LetterRow(long DecisionId, string Numhus, string AcademicYear, int YearOfProgramme, AwardCode Code, string? Class, DateTimeOffset ReleasedAt);

/// <summary>Result letters, for those who may see person and marks. There is none before the release, none while somebody holds the release, and none after a death.</summary>
public sealed class LetterQueries(IDbContextFactory<RegistryDbContext> store, InstitutionProfile institution, TimeProvider clock)
{
    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<LetterRow>> LettersAsync(long personId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Persons, Level.See);
        caller.Demand(Room.Marks, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        return await IsToBeToldAsync(db, personId, ct) ? await Released(db, personId, null, caller).ToListAsync(ct) : [];
    }

    public async Task<PackFile?> LetterAsync(long personId, long decisionId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Persons, Level.See);
        caller.Demand(Room.Marks, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        if (!await IsToBeToldAsync(db, personId, ct) || await Released(db, personId, decisionId, caller).FirstOrDefaultAsync(ct) is not { } row)
        {
            return null;
        }

        var decision = await db.Set<AwardDecision>().AsNoTracking().SingleAsync(d => d.Id == decisionId, ct);
        var address = await db.Set<Person>().Where(p => p.Id == personId).Select(p => p.HomeAddress).SingleAsync(ct);
        var facts = (await TranscriptReading.ReadAsync(db, [decision.EngagementId], clock.GetUtcNow(), [], ct))[decision.EngagementId];
        var letter = new ResultLetterFacts
        {
            Name = facts.Name, StudentNumber = facts.StudentNumber, Address = address, Programme = facts.Programme, AcademicYear = decision.AcademicYear, YearOfProgramme = decision.YearOfProgramme,
            Code = decision.Code, Award = decision.Code == AwardCode.Award ? facts.AwardAimedAt : decision.Award, Class = decision.Class, IsAfterAppeal = decision.SupersedesId is not null, RatifiedAt = decision.RatifiedAt, ReleasedAt = row.ReleasedAt,
            Modules = [.. facts.Modules.Where(m => m.SessionYear == decision.AcademicYear)], Prizes = [.. facts.Prizes.Where(p => p.AcademicYear == decision.AcademicYear).Select(p => p.Name)],
        };
        return new PackFile($"Results {facts.StudentNumber} {decision.AcademicYear.Replace('/', '-')}.pdf", ResultLetterPaper.Render(letter, institution.Name));
    }

    private static async Task<bool> IsToBeToldAsync(RegistryDbContext db, long personId, CancellationToken ct) =>
        !(await db.Set<Hold>().AsNoTracking().Where(h => h.PersonId == personId && h.ReleasedOn == null).Select(h => h.Blocks).ToListAsync(ct)).Any(b => b.HasFlag(Blocks.ResultsRelease))
        && !await db.Set<Person>().AnyAsync(p => p.Id == personId && p.DiedOn != null, ct);

    private IQueryable<LetterRow> Released(RegistryDbContext db, long personId, long? decisionId, Caller caller)
    {
        var now = clock.GetUtcNow();
        var programmes = db.Set<Programme>().Within(caller.ReachOf(Room.Marks, Level.See)).Select(p => p.Id);
        return from d in db.Set<AwardDecision>().AsNoTracking()
               join e in db.Set<Engagement>() on d.EngagementId equals e.Id
               join r in db.Set<ResultRelease>() on d.BoardId equals r.BoardId
               where d.PersonId == personId && (decisionId == null || d.Id == decisionId) && programmes.Contains(e.ProgrammeId) && r.ReleaseAt <= now && !db.Set<AwardDecision>().Any(l => l.SupersedesId == d.Id)
               orderby r.ReleaseAt descending, d.Id
               select new LetterRow(d.Id, e.Numhus, d.AcademicYear, d.YearOfProgramme, d.Code, d.Class, r.ReleaseAt);
    }
}
