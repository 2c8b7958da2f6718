using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Examiners;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration.Publishing;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards.Examiners;

/// <summary>What a secretary gives an examiner: where the anonymised copy of a piece of work is.</summary>
public sealed record GiveLink
{
    public required long BoardId { get; init; }

    public required long WorkId { get; init; }

    public required string Link { get; init; }
}

/// <summary>The use cases of an external examiner's sample (F067) and comments (F068). Whoever is not the board's examiner learns nothing of it.</summary>
public sealed class SampleService(IDbContextFactory<RegistryDbContext> store)
{
    private static Outcome NotFound => Outcome.Refused("NOT_FOUND", "There is no such board on your desk.");

    /// <summary>Draws by the rule and adds to the examiner's sample who is not in it yet. Gives how many were added.</summary>
    public async Task<Outcome<int>> DrawAsync(long boardId, SampleRule rule, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.ExaminerDesk, Level.Decide);
        await using var db = store.CreateDbContext();
        if (await BoardDoor.FindDeskAsync(db, boardId, change.Caller, UkTime.Day(change.At), ct) is not var (board, seat))
        {
            return Outcome<int>.Refused(NotFound.Refusals);
        }

        List<Refusal> refusals = [.. Closed(board), .. rule.Faults()];
        if (refusals.Count > 0)
        {
            return Outcome<int>.Refused(refusals);
        }

        var heading = await BoardHeading.ReadAsync(db, board.OccurrenceId!.Value, ct);
        var grid = await CandidateReading.LoadAsync(db, board, heading, null, ct);
        var drawn = rule.Draw(grid.Rows.Where(r => r.Status == RegistrationStatus.Registered).Select(r => new Sampled(r.Number, r.Overall ?? r.Scales.Min(s => s.Mark), r.Suggested == BoardOutcome.Failed, r.IsBorderline)));
        var words = $"top {rule.Top}, bottom {rule.Bottom}, fails {rule.Fails}, borderline {rule.Borderlines}, random {rule.Random} by seed {rule.Seed}";
        return await AddAsync(db, board, seat, [.. drawn], words, change, ct);
    }

    /// <summary>Adds one candidate whom the examiner asks for.</summary>
    public async Task<Outcome<int>> AskForAsync(long boardId, string candidateNumber, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.ExaminerDesk, Level.Decide);
        await using var db = store.CreateDbContext();
        if (await BoardDoor.FindDeskAsync(db, boardId, change.Caller, UkTime.Day(change.At), ct) is not var (board, seat))
        {
            return Outcome<int>.Refused(NotFound.Refusals);
        }

        return Closed(board) is { Count: > 0 } closed ? Outcome<int>.Refused(closed)
            : await AddAsync(db, board, seat, [(candidateNumber.Trim(), SampleGround.AskedFor)], "asked for", change, ct);
    }

    /// <summary>The secretary gives the address of a piece's anonymised copy.</summary>
    public async Task<Outcome> GiveLinkAsync(GiveLink request, ChangeContext change, CancellationToken ct = default)
    {
        await using var db = store.CreateDbContext();
        if (await BoardDoor.FindAsync(db, request.BoardId, change.Caller, Room.Boards, Level.Change, ct) is not { } board
            || await db.Set<SampledWork>().FirstOrDefaultAsync(w => w.Id == request.WorkId && w.BoardId == board.Id, ct) is not { } work)
        {
            return BoardDoor.NotFound;
        }

        if (Closed(board) is { Count: > 0 } closed)
        {
            return Outcome.Refused(closed);
        }

        var person = await (
            from c in db.Set<BoardCandidate>()
            join p in db.Set<Person>() on c.PersonId equals p.Id
            where c.Id == work.CandidateId
            select new { p.FamilyName, p.GivenNames, p.StudentNumber }).SingleAsync(ct);
        var given = work.Give(request.Link, [person.FamilyName, person.StudentNumber, .. person.GivenNames.Split(' ')], change.At);
        if (given.Succeeded)
        {
            await db.SaveAsync(change, ct);
        }

        return given;
    }

    /// <summary>The examiner opens a piece: its address, and that it was opened is written down.</summary>
    public async Task<Outcome<string>> OpenAsync(long boardId, long workId, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.ExaminerDesk, Level.See);
        await using var db = store.CreateDbContext();
        if (await BoardDoor.FindDeskAsync(db, boardId, change.Caller, UkTime.Day(change.At), ct) is not var (board, seat)
            || await db.Set<SampledWork>().FirstOrDefaultAsync(w => w.Id == workId && w.BoardId == boardId && w.ExaminerUserId == seat.UserId, ct) is not { Link: { } link } work)
        {
            return Outcome<string>.Refused(NotFound.Refusals);
        }

        if (work.OpenedAt is null && !board.IsRatified)
        {
            work.Open(change.At);
            await db.SaveAsync(change, ct);
        }

        return link;
    }

    /// <summary>A comment on the board, or on one of its candidates.</summary>
    public async Task<Outcome> RemarkAsync(long boardId, string? candidateNumber, string text, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.ExaminerDesk, Level.Decide);
        await using var db = store.CreateDbContext();
        if (await BoardDoor.FindDeskAsync(db, boardId, change.Caller, UkTime.Day(change.At), ct) is not var (board, seat))
        {
            return NotFound;
        }

        var number = string.IsNullOrWhiteSpace(candidateNumber) ? null : candidateNumber.Trim();
        var told = new RemarkTold { Board = $"{board.Id}", PackVersion = board.PackVersion, Examiner = $"{seat.UserId}", Candidate = number, Text = text };
        List<Refusal> refusals = [.. Closed(board), .. KeyedContracts.Faults("ExaminerCommentRecorded", told, UkTime.Day(change.At))];

        if (number is not null && !await db.Set<BoardCandidate>().AnyAsync(c => c.BoardId == boardId && c.CandidateNumber == number, ct))
        {
            refusals.Add(new("NOT_CANDIDATE", $"{number} is not a candidate of this board.", "F068", nameof(ExaminerRemark.CandidateNumber)));
        }

        if (refusals.Count == 0)
        {
            db.Add(new ExaminerRemark(seat, board.PackVersion, number, text, change.At));
            await db.SaveAsync(change, ct);
        }

        return Outcome.From(refusals);
    }

    private static List<Refusal> Closed(ExamBoard board) => board.IsRatified ? [new("ALREADY_RATIFIED", "The board is ratified; its sample and comments are locked.", "F065")] : [];

    private static async Task<Outcome<int>> AddAsync(RegistryDbContext db, ExamBoard board, BoardMember seat, IReadOnlyList<(string Number, SampleGround Ground)> drawn, string rule, ChangeContext change, CancellationToken ct)
    {
        string[] numbers = [.. drawn.Select(d => d.Number)];
        var candidates = await db.Set<BoardCandidate>().Where(c => c.BoardId == board.Id && numbers.Contains(c.CandidateNumber)).ToDictionaryAsync(c => c.CandidateNumber, ct);
        var missing = numbers.Where(n => !candidates.ContainsKey(n)).ToList();
        if (missing.Count > 0)
        {
            return Outcome<int>.Refused("NOT_CANDIDATE", $"{string.Join(", ", missing)}: no candidate of this board.");
        }

        var held = await db.Set<SampledWork>().Where(w => w.BoardId == board.Id && w.ExaminerUserId == seat.UserId).Select(w => w.CandidateNumber).ToHashSetAsync(ct);
        var added = drawn.Where(d => !held.Contains(d.Number)).Select(d => new SampledWork(candidates[d.Number], seat.UserId, d.Ground, rule, change.At)).ToList();
        if (added.Count > 0)
        {
            db.AddRange(added);
            await db.SaveAsync(change, ct);
        }

        return added.Count;
    }
}
