using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Assessment;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>Everything that one board looks at, loaded in thirteen reads however many candidates there are, and its results worked from the marks as they stand.</summary>
internal sealed class BoardDossier
{
    public required ExamBoard Board { get; init; }

    public required BoardHeading Heading { get; init; }

    public required ResultWorking Working { get; init; }

    public IReadOnlyList<AssessmentComponent> Components => Working.Components;

    public required IReadOnlyList<RegistrationLine> Registrations { get; init; }

    public required ILookup<long, MarkLine> Marks { get; init; }

    /// <summary>What adjustments, circumstances and misconduct outcomes do to marks.</summary>
    public OccurrenceTreatments Treatments => Working.Treatments;

    /// <summary>By registration.</summary>
    public required Dictionary<long, BoardCandidate> Candidates { get; init; }

    /// <summary>As stored, by registration.</summary>
    public required IReadOnlyDictionary<long, ModuleResult> Results { get; init; }

    /// <param name="db">The unit of work.</param>
    /// <param name="boardId">The board; its members are tracked.</param>
    /// <param name="toChange">Whether candidates and results are tracked too.</param>
    /// <param name="ct">Cancels the reads.</param>
    public static async Task<Outcome<BoardDossier>> LoadAsync(RegistryDbContext db, long boardId, bool toChange, CancellationToken ct)
    {
        var board = await db.Set<ExamBoard>().Include(b => b.Seats).FirstOrDefaultAsync(b => b.Id == boardId, ct);
        if (board?.OccurrenceId is not { } occurrenceId)
        {
            return Outcome<BoardDossier>.Refused("NOT_FOUND", "There is no such module board.");
        }

        var heading = await BoardHeading.ReadAsync(db, occurrenceId, ct);
        var working = await ResultWorking.ReadAsync(db, heading, ct);
        if (!working.Succeeded)
        {
            return Outcome<BoardDossier>.Refused(working.Refusals);
        }

        var tracking = toChange ? QueryTrackingBehavior.TrackAll : QueryTrackingBehavior.NoTracking;
        return new BoardDossier
        {
            Board = board,
            Heading = heading,
            Working = working.Value,
            Registrations = await Lines(db, occurrenceId, board.FollowsBoardId is null ? null : boardId).ToListAsync(ct),
            Marks = (await MarksOf(db, occurrenceId).ToListAsync(ct)).ToLookup(m => m.RegistrationId),
            Candidates = await db.Set<BoardCandidate>().AsTracking(tracking).Where(c => c.BoardId == boardId).ToDictionaryAsync(c => c.RegistrationId, ct),
            Results = await db.Set<ModuleResult>().AsTracking(tracking)
                .Where(r => db.Set<ModuleRegistration>().Any(m => m.Id == r.RegistrationId && m.OccurrenceId == occurrenceId)).ToDictionaryAsync(r => r.RegistrationId, ct),
        };
    }

    /// <summary>The result of one registration as its marks stand now.</summary>
    public ModuleResultFigure Work(RegistrationLine line) =>
        Working.Work(Marks[line.Id].Select(m => m.Taken), line.Status == RegistrationStatus.Withdrawn, Treatments.Of(line.Id));

    /// <param name="db">Where to read.</param>
    /// <param name="occurrenceId">Whose registrations.</param>
    /// <param name="onlyCandidatesOf">A sitting that follows another has the candidates that were carried to it, and no others.</param>
    private static IQueryable<RegistrationLine> Lines(RegistryDbContext db, long occurrenceId, long? onlyCandidatesOf) =>
        from r in db.Set<ModuleRegistration>().AsNoTracking()
        join p in db.Set<Person>() on r.PersonId equals p.Id
        where r.OccurrenceId == occurrenceId && (onlyCandidatesOf == null || db.Set<BoardCandidate>().Any(c => c.BoardId == onlyCandidatesOf && c.RegistrationId == r.Id))
        orderby r.Id
        select new RegistrationLine(r.Id, r.PersonId, p.StudentNumber, r.Status, r.Attempt) { Programme = r.Engagement.Programme.Code, QualificationCategory = r.Engagement.ProgrammeVersion.QualificationCategory };

    private static IQueryable<MarkLine> MarksOf(RegistryDbContext db, long occurrenceId) =>
        from m in db.Set<Mark>().AsNoTracking()
        join r in db.Set<ModuleRegistration>() on m.RegistrationId equals r.Id
        where r.OccurrenceId == occurrenceId && m.IsCurrent
        select new MarkLine(m.Id, m.RegistrationId, m.ComponentId, m.Attempt, m.Score, m.IsBanked, m.SubmittedOn, m.SubmittedAt, m.DueAt);
}

internal sealed record RegistrationLine(long Id, long PersonId, string StudentNumber, RegistrationStatus Status, int Attempt)
{
    /// <summary>Code of the programme studied.</summary>
    public required string Programme { get; init; }

    /// <summary>HESA QUALCAT of the programme as this student studies it.</summary>
    public required string QualificationCategory { get; init; }
}

internal readonly record struct MarkLine(long Id, long RegistrationId, long ComponentId, int Attempt, decimal? Score, bool IsBanked, DateOnly? SubmittedOn, DateTimeOffset? SubmittedAt, DateTimeOffset? DueAt)
{
    public TakenMark Taken => new(ComponentId, Attempt, Score, SubmittedOn) { MarkId = Id, SubmittedAt = SubmittedAt, DueAt = DueAt };
}
