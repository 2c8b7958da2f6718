using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Infrastructure.Access;
using StudentRecords.Infrastructure.Assessment.Moderation;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Infrastructure.ExamBoards.Packs;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>Reads about one board for those who may see boards. Null where there is no such board, or the caller's roles do not reach it.</summary>
public sealed class BoardQueries(IDbContextFactory<RegistryDbContext> store, TimeProvider clock)
{
    private static readonly ILookup<Role, MemberRole> Offices = new (Role Role, MemberRole Office)[]
    {
        (Role.BoardChair, MemberRole.Chair), (Role.BoardChair, MemberRole.DeputyChair), (Role.ExamBoardSecretary, MemberRole.Secretary), (Role.ExternalExaminer, MemberRole.External),
        (Role.Marker, MemberRole.Internal), (Role.Moderator, MemberRole.Internal),
    }.ToLookup(o => o.Role, o => o.Office);

    public async Task<BoardRecord?> RecordAsync(long boardId, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await FindAsync(db, boardId, caller, ct);
    }

    public async Task<IReadOnlyList<ReadinessItem>?> ReadinessAsync(long boardId, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (await FindAsync(db, boardId, caller, ct) is not { } record)
        {
            return null;
        }

        return BoardReadiness.Of(new ReadinessFacts
        {
            Candidates = record.Candidates,
            NotYetCandidates = record.Board.FollowsBoardId is not null ? 0 : await db.Set<ModuleRegistration>().CountAsync(r => r.OccurrenceId == record.Heading.Id && !db.Set<BoardCandidate>().Any(c => c.BoardId == boardId && c.RegistrationId == r.Id), ct),
            WithMarksMissing = await (
                from c in db.Set<BoardCandidate>()
                join r in db.Set<ModuleResult>() on c.RegistrationId equals r.RegistrationId
                join m in db.Set<ModuleRegistration>() on c.RegistrationId equals m.Id
                where c.BoardId == boardId && r.MissingCount > 0 && m.Status == RegistrationStatus.Registered
                select c.Id).CountAsync(ct),
            Waiting = await ModerationReading.WaitingAsync(db, record.Board, ct),
            OpenCircumstances = await db.Set<CircumstanceItem>().CountAsync(i => i.BoardId == boardId && i.State == OutcomeState.Late, ct),
            LatePenalties = await db.Set<PenaltyEntry>().CountAsync(e => e.BoardId == boardId && e.State == OutcomeState.Late, ct),
            Undecided = record.Undecided,
            Postponed = record.Postponed,
            Clocks = LeadTime.Of(record.Board),
            PackVersion = record.Board.PackVersion,
            Members = record.Board.Members,
            Confirmations = await WordsAsync(db, boardId, ct),
        });
    }

    /// <summary>What the external examiners said, newest first.</summary>
    public async Task<IReadOnlyList<ExaminerConfirmation>> ConfirmationsAsync(long boardId, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await FindAsync(db, boardId, caller, ct) is null ? [] : await WordsAsync(db, boardId, ct);
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<PackRow>> PacksAsync(long boardId, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await FindAsync(db, boardId, caller, ct) is null ? [] : await PackRowsAsync(db, boardId, ct);
    }

    public async Task<PackFile?> PackAsync(long boardId, int packVersion, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await FindAsync(db, boardId, caller, ct) is { } record ? await FileAsync(db, record, packVersion, ct) : null;
    }

    /// <summary>What is otherwise in the record than in the newest pack; null before the first pack.</summary>
    public async Task<Outcome<IReadOnlyList<PackChange>>?> ChangesAsync(long boardId, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (await FindAsync(db, boardId, caller, ct) is not { Board: { PackVersion: > 0 } board })
        {
            return null;
        }

        if (board.ProgrammeId is not null)
        {
            return await AwardChangesAsync(db, board, ct);
        }

        var now = await BoardDossier.LoadAsync(db, boardId, toChange: false, ct);
        if (!now.Succeeded)
        {
            return Outcome<IReadOnlyList<PackChange>>.Refused(now.Refusals);
        }

        var papers = PapersOf.Module(now.Value);
        if (PackPapers.Hash(papers.ToJson()) == board.PackHash)
        {
            return (List<PackChange>)[];
        }

        var frozen = await db.Set<BoardPack>().AsNoTracking().Where(p => p.BoardId == boardId && p.PackVersion == board.PackVersion).Select(p => p.Json).SingleAsync(ct);
        return PackChanges.Between(PackPapers.FromJson(frozen), papers).ToList();
    }

    private static async Task<Outcome<IReadOnlyList<PackChange>>> AwardChangesAsync(RegistryDbContext db, ExamBoard board, CancellationToken ct)
    {
        var dossier = await AwardDossier.LoadAsync(db, board.Id, toChange: false, ct);
        if (!dossier.Succeeded)
        {
            return Outcome<IReadOnlyList<PackChange>>.Refused(dossier.Refusals);
        }

        var data = AwardPaperData.Of(dossier.Value);
        if (PackPapers.Hash(data.ToJson()) == board.PackHash)
        {
            return (List<PackChange>)[];
        }

        var frozen = await db.Set<BoardPack>().AsNoTracking().Where(p => p.BoardId == board.Id && p.PackVersion == board.PackVersion).Select(p => p.Json).SingleAsync(ct);
        return AwardChanges.Between(AwardPaperData.FromJson(frozen), data).ToList();
    }

    public async Task<BoardStatistics?> StatisticsAsync(long boardId, Caller caller, CancellationToken ct = default)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await FindAsync(db, boardId, caller, ct) is { } record ? BoardStatistics.Of(await CandidateReading.LoadAsync(db, record.Board, record.Heading, null, ct)) : null;
    }

    /// <summary>Users with a seat to be had: for each office those whose roles of today are good for it and who do not sit already.</summary>
    public async Task<IReadOnlyList<Appointable>> AppointableAsync(long boardId, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(Room.Boards, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await FindAsync(db, boardId, caller, ct) is not { } record)
        {
            return [];
        }

        var today = clock.Today();
        Role[] roles = [.. Offices.Select(o => o.Key)];
        var found = await (
            from a in db.Set<RoleAssignment>().AsNoTracking()
            join u in db.Users on a.UserId equals u.Id
            where roles.Contains(a.Role) && a.From <= today && (a.To == null || a.To >= today) && !u.IsClosed
            orderby u.DisplayName
            select new { u.Id, u.DisplayName, a.Role }).ToListAsync(ct);
        var sitting = record.Board.Members.Select(m => m.UserId).ToHashSet();
        return [.. found.Where(f => !sitting.Contains(f.Id)).SelectMany(f => Offices[f.Role].Select(office => new Appointable(f.Id, f.DisplayName, office))).Distinct()];
    }

    internal static Task<List<PackRow>> PackRowsAsync(RegistryDbContext db, long boardId, CancellationToken ct) =>
        db.Set<BoardPack>().AsNoTracking().Where(p => p.BoardId == boardId).OrderByDescending(p => p.PackVersion)
            .Select(p => new PackRow(p.Id, p.PackVersion, p.Hash, p.FrozenBy, p.FrozenAt)).ToListAsync(ct);

    internal static async Task<PackFile?> FileAsync(RegistryDbContext db, BoardRecord record, int packVersion, CancellationToken ct) =>
        await db.Set<BoardPack>().AsNoTracking().Where(p => p.BoardId == record.Board.Id && p.PackVersion == packVersion).Select(p => p.Pdf).SingleOrDefaultAsync(ct) is { } pdf
            ? new PackFile($"Board pack {record.Heading.Key} version {packVersion}.pdf", pdf)
            : null;

    internal static Task<List<ExaminerConfirmation>> WordsAsync(RegistryDbContext db, long boardId, CancellationToken ct) =>
        db.Set<ExaminerConfirmation>().AsNoTracking().Where(c => c.BoardId == boardId).OrderByDescending(c => c.At).ToListAsync(ct);

    internal static async Task<BoardRecord?> FindAsync(RegistryDbContext db, long boardId, Caller caller, CancellationToken ct)
    {
        caller.Demand(Room.Boards, Level.See);
        return await ReadAsync(db, boardId, ct) is { } record && caller.May(Room.Boards, Level.See, boardId, record.Heading.Faculty) ? record : null;
    }

    internal static async Task<BoardRecord?> ReadAsync(RegistryDbContext db, long boardId, CancellationToken ct)
    {
        var board = await db.Set<ExamBoard>().AsNoTracking().Include(b => b.Seats).FirstOrDefaultAsync(b => b.Id == boardId, ct);
        if (board is null || await BoardHeading.ReadAsync(db, board, ct) is not { } heading)
        {
            return null;
        }

        var release = await db.Set<ResultRelease>().Where(r => r.BoardId == boardId).Select(r => (DateTimeOffset?)r.ReleaseAt).SingleOrDefaultAsync(ct);
        if (board.ProgrammeId is not null)
        {
            var states = await db.Set<AwardCandidate>().AsNoTracking().Where(c => c.BoardId == boardId).Select(c => new { IsOpen = c.ProposedCode == null, IsPostponed = c.PostponedAt != null }).ToListAsync(ct);
            return new BoardRecord(board, heading, states.Count, states.Count(s => s is { IsOpen: true, IsPostponed: false }), states.Count(s => s.IsPostponed), release);
        }

        var candidates = await db.Set<BoardCandidate>().Where(c => c.BoardId == boardId).GroupBy(c => new { Open = c.ProposedOutcome == null, Postponed = c.PostponedAt != null }).Select(g => new { g.Key.Open, g.Key.Postponed, Number = g.Count() }).ToListAsync(ct);
        return new BoardRecord(board, heading, candidates.Sum(c => c.Number), candidates.Where(c => c is { Open: true, Postponed: false }).Sum(c => c.Number), candidates.Where(c => c.Postponed).Sum(c => c.Number), release);
    }
}
