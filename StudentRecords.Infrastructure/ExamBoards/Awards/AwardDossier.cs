using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Assessment.Awards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards.Awards;

/// <summary>An engagement that a progression and award board considers, with its profile and the regulation of its entry.</summary>
internal sealed record AwardLine(long EngagementId, long PersonId, string StudentNumber, EngagementProfile Profile, AwardEngine Engine);

/// <summary>
/// Everything that one progression and award board looks at, loaded in a fixed number of reads however many candidates there are; each
/// candidate is worked by the regulation of their entry.
/// </summary>
internal sealed class AwardDossier
{
    private readonly Dictionary<long, AwardResult> worked = [];

    public required ExamBoard Board { get; init; }

    public required BoardHeading Heading { get; init; }

    public required IReadOnlyList<AwardLine> Lines { get; init; }

    /// <summary>By engagement.</summary>
    public required Dictionary<long, AwardCandidate> Candidates { get; init; }

    public required AwardFlags Flags { get; init; }

    public static async Task<Outcome<AwardDossier>> LoadAsync(RegistryDbContext db, long boardId, bool toChange, CancellationToken ct)
    {
        var board = await db.Set<ExamBoard>().Include(b => b.Seats).FirstOrDefaultAsync(b => b.Id == boardId, ct);
        if (board?.ProgrammeId is not { } programme || await BoardHeading.ReadAsync(db, board, ct) is not { } heading)
        {
            return Outcome<AwardDossier>.Refused("NOT_FOUND", "There is no such progression and award board.");
        }

        var tracking = toChange ? QueryTrackingBehavior.TrackAll : QueryTrackingBehavior.NoTracking;
        var candidates = await db.Set<AwardCandidate>().AsTracking(tracking).Where(c => c.BoardId == boardId).ToDictionaryAsync(c => c.EngagementId, ct);
        var considered = await Considered(db, programme, board.YearOfProgramme!.Value, board.AcademicYear).ToListAsync(ct);
        var engagements = considered.Where(c => board.FollowsBoardId is null || candidates.ContainsKey(c.EngagementId)).ToList();
        var profiles = (await AwardProfiles.OfAsync(db, [.. engagements.Select(e => e.EngagementId)], board.AcademicYear, ct)).ToDictionary(p => p.EngagementId);
        var regulations = await BoundRegulations.ReadAsync(db, [.. profiles.Values.Select(p => p.ProgrammeVersionId)], ct);
        List<AwardLine> lines = [];
        HashSet<Refusal> refusals = [];
        foreach (var (engagement, person, number) in engagements.Select(e => (e.EngagementId, e.PersonId, e.StudentNumber)))
        {
            var profile = profiles[engagement];
            var engine = regulations.For(profile.ProgrammeVersionId, profile.EntryYear);
            refusals.UnionWith(engine.Refusals);
            if (engine.Succeeded)
            {
                lines.Add(new AwardLine(engagement, person, number, profile, engine.Value));
            }
        }

        return refusals.Count > 0 ? Outcome<AwardDossier>.Refused(refusals) : new AwardDossier { Board = board, Heading = heading, Lines = lines, Candidates = candidates, Flags = await AwardFlags.ReadAsync(db, [.. profiles.Keys], board.AcademicYear, ct) };
    }

    /// <summary>What the regulation of the candidate's entry suggests, from the modules as they stand.</summary>
    public AwardResult Work(AwardLine line) => worked.TryGetValue(line.EngagementId, out var held) ? held
        : worked[line.EngagementId] = line.Engine.Work(line.Profile.Profile with { Stage = Board.YearOfProgramme });

    /// <summary>Candidates with a module result that no module board has ratified.</summary>
    public IEnumerable<AwardCandidate> Unratified() => Lines.Where(l => l.Profile.Provisional > 0 && Candidates.ContainsKey(l.EngagementId)).Select(l => Candidates[l.EngagementId]);

    /// <summary>By engagement, what the return says of the award that the board means to give.</summary>
    public Dictionary<long, string> Results() => Lines
        .Select(l => (l.EngagementId, Result: Candidates.GetValueOrDefault(l.EngagementId) is { ProposedCode: { } code } c ? l.Engine.Clauses.ResultOf(code, c.ProposedAward, c.ProposedClass) : null))
        .Where(r => r.Result is not null).ToDictionary(r => r.EngagementId, r => r.Result!);

    private static IQueryable<ConsideredEngagement> Considered(RegistryDbContext db, long programme, int year, string academicYear) =>
        from s in db.Set<CourseSession>().AsNoTracking()
        join e in db.Set<Engagement>() on s.EngagementId equals e.Id
        join p in db.Set<Person>() on e.PersonId equals p.Id
        where e.ProgrammeId == programme && s.YearOfProgramme == year && s.SessionYear == academicYear
            && (e.Status == EngagementStatus.Enrolled || e.Status == EngagementStatus.Completed || e.Status == EngagementStatus.Interrupted)
        orderby e.Id
        select new ConsideredEngagement(e.Id, e.PersonId, p.StudentNumber);

    private sealed record ConsideredEngagement(long EngagementId, long PersonId, string StudentNumber);
}
