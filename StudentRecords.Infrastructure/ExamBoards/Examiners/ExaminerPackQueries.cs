using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Examiners;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Infrastructure.ExamBoards.Packs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards.Examiners;

/// <summary>The external examiner's own pack on the newest frozen papers. Whoever is not the board's examiner is given the same nothing as for a board that does not exist.</summary>
public sealed class ExaminerPackQueries(IDbContextFactory<RegistryDbContext> store, InstitutionProfile institution, TimeProvider clock)
{
    public async Task<PackFile?> OwnPackAsync(long boardId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.ExaminerDesk, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await BoardDoor.FindDeskAsync(db, boardId, caller, clock.Today(), ct) is not var (board, seat) || await BoardHeading.ReadAsync(db, board, ct) is not { } heading
            || await db.Set<BoardPack>().AsNoTracking().FirstOrDefaultAsync(p => p.BoardId == boardId && p.PackVersion == board.PackVersion, ct) is not { } pack)
        {
            return null;
        }

        var papers = board.OccurrenceId is null ? null : PackPapers.FromJson(pack.Json);
        var facts = new ExaminerPackFacts
        {
            Considers = $"{heading.ModuleCode} {heading.ModuleTitle}, {heading.Period} {heading.AcademicYear}", RunningHead = $"{heading.ModuleCode}, {heading.Period} {heading.AcademicYear}",
            PackVersion = pack.PackVersion, PackHash = pack.Hash, FrozenAt = pack.FrozenAt, Module = papers, Awards = papers is null ? AwardPaperData.FromJson(pack.Json) : null,
            Sample = papers is null ? [] : await SampleAsync(db, boardId, seat.UserId, papers, ct),
        };
        // board and version, never a person: neither a candidate nor whose pack it is
        return new PackFile(string.Create(CultureInfo.InvariantCulture, $"Examiner pack {heading.Key} version {pack.PackVersion}.pdf"), ExaminerPack.Render(facts, institution.Name));
    }

    private static async Task<IReadOnlyList<ExaminerSample>> SampleAsync(RegistryDbContext db, long boardId, long examiner, PackPapers papers, CancellationToken ct)
    {
        var drawn = await (
            from w in db.Set<SampledWork>().AsNoTracking()
            join c in db.Set<BoardCandidate>() on w.CandidateId equals c.Id
            join r in db.Set<ModuleResult>() on c.RegistrationId equals r.RegistrationId into results
            from r in results.DefaultIfEmpty()
            where w.BoardId == boardId && w.ExaminerUserId == examiner
            orderby w.CandidateNumber
            select new { w.CandidateNumber, w.Ground, w.Rule, HasLink = w.Link != null, Trace = r == null ? "" : r.Trace }).ToListAsync(ct);
        var frozen = papers.Candidates.Where(c => c.Number.Length > 0).ToDictionary(c => c.Number);
        return [.. drawn.Select(d => new ExaminerSample(
            d.CandidateNumber, d.Ground, d.Rule, frozen.TryGetValue(d.CandidateNumber, out var paper) ? paper.Overall ?? paper.Scales.Min(s => s.Mark) : null, ResultTrace.Read(d.Trace), d.HasLink))];
    }
}
