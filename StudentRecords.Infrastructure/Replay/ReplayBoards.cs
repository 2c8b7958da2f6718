using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Replay;

/// <summary>
/// Holds a module board for each presentation, from preparation to the lock, by the same use cases as people do. Where an
/// examination mark exists the rule suggests; everywhere else the data's final result comes as the board's decision, imported.
/// </summary>
public sealed class ReplayBoards(IDbContextFactory<RegistryDbContext> store, BoardService boards, DecisionService decisions, RatificationService ratification)
{
    internal async Task RunAsync(ReplayCast cast, List<OuladRegistration> registrations, TextWriter output, CancellationToken ct)
    {
        var results = registrations.ToLookup(r => r.Occurrence);
        foreach (var (occurrence, key, end) in await OccurrencesAsync(ct))
        {
            var board = await OpenAsync(cast, occurrence, end, ct);
            if (board.IsRatified)
            {
                continue;
            }

            if (board.Stage == BoardStage.Preparing)
            {
                Value(await boards.PrepareAsync(board.Id, cast.As(Role.ExamBoardSecretary, "PrepareBoard", "Candidates and results are gathered"), ct));
            }

            var imported = await ImportAsync(cast, board.Id, occurrence, results[key], ct);
            var frozen = Value(await boards.FreezeAsync(board.Id, cast.As(Role.ExamBoardSecretary, "FreezePack", "All marks of the presentation are in"), ct));
            Done(await decisions.ConfirmAsync(
                new ConfirmPack { BoardId = board.Id, PackVersion = frozen.PackVersion, Verdict = ExaminerVerdict.Signed },
                cast.As(Role.ExternalExaminer, "ConfirmPack", "Standards, process and access were as they should be"),
                ct));
            HashSet<long> present = [cast.IdOf(Role.BoardChair), cast.IdOf(Role.Moderator), cast.IdOf(Role.ExternalExaminer)];
            Done(await boards.SitAsync(board.Id, present, cast.As(Role.ExamBoardSecretary, "OpenSitting", "The board meets"), ct));
            var accepted = Value(await decisions.AcceptSuggestionsAsync(board.Id, null, cast.As(Role.ExamBoardSecretary, "AcceptSuggestions", "Suggested by the rule from coursework and examination"), ct));
            var ratified = Value(await ratification.RatifyAsync(
                new RatifyBoard { BoardId = board.Id, PackVersion = frozen.PackVersion, ReleaseAt = new DateTimeOffset(end.AddDays(28), new TimeOnly(9, 0), TimeSpan.Zero) },
                cast.As(Role.BoardChair, "RatifyBoard", "Agreed by the board"),
                ct));
            await output.WriteLineAsync($"board {key}: {ratified.Decisions} decisions ratified, {imported} imported, {accepted} as the rule suggests, {ratified.Notices} notices");
        }
    }

    public async Task<int> RatifiedAsync(CancellationToken ct)
    {
        await using var db = store.CreateDbContext();
        return await db.Set<ExamBoard>().CountAsync(b => b.Stage == BoardStage.Ratified, ct);
    }

    private async Task<List<(long Id, string Key, DateOnly End)>> OccurrencesAsync(CancellationToken ct)
    {
        await using var db = store.CreateDbContext();
        return (await db.Set<ModuleOccurrence>().OrderBy(o => o.Start).ThenBy(o => o.Key).Select(o => new { o.Id, o.Key, o.End }).ToListAsync(ct)).ConvertAll(o => (o.Id, o.Key, o.End));
    }

    private async Task<ExamBoard> OpenAsync(ReplayCast cast, long occurrence, DateOnly end, CancellationToken ct)
    {
        await using var db = store.CreateDbContext();
        if (await db.Set<ExamBoard>().AsNoTracking().FirstOrDefaultAsync(b => b.OccurrenceId == occurrence && b.FollowsBoardId == null, ct) is { } held)
        {
            await AppointAsync(cast, held.Id, ct);
            return held;
        }

        var id = Value(await boards.OpenAsync(new OpenBoard { OccurrenceId = occurrence, MeetsOn = end.AddDays(21), ExaminerLeadDays = 0 }, cast.As(Role.ExamBoardSecretary, "OpenBoard", "The presentation has ended"), ct));
        await AppointAsync(cast, id, ct);
        return await db.Set<ExamBoard>().AsNoTracking().FirstAsync(b => b.Id == id, ct);
    }

    private async Task AppointAsync(ReplayCast cast, long board, CancellationToken ct)
    {
        await using var db = store.CreateDbContext();
        if (await db.Set<BoardMember>().AnyAsync(m => m.BoardId == board, ct))
        {
            return;
        }

        Appointment Seat(Role role, MemberRole seat) => new(cast.IdOf(role), cast.NameOf(role), seat);
        Done(await boards.AppointAsync(
            new AppointMembers
            {
                BoardId = board,
                Members = [Seat(Role.BoardChair, MemberRole.Chair), Seat(Role.ExamBoardSecretary, MemberRole.Secretary), Seat(Role.Moderator, MemberRole.Internal), Seat(Role.ExternalExaminer, MemberRole.External)],
            },
            cast.As(Role.ExamBoardSecretary, "AppointMembers", "The board's membership"),
            ct));
    }

    private async Task<int> ImportAsync(ReplayCast cast, long board, long occurrence, IEnumerable<OuladRegistration> results, CancellationToken ct)
    {
        await using var db = store.CreateDbContext();
        var registrations = await db.Set<ModuleRegistration>().AsNoTracking().Where(r => r.OccurrenceId == occurrence)
            .Join(db.Set<PersonIdentifier>().Where(i => i.System == "UCAS" && i.Kind == IdentifierKinds.SystemId), r => r.PersonId, i => i.PersonId, (r, i) => new { r.Id, i.Value })
            .ToDictionaryAsync(r => r.Value, r => r.Id, ct);
        var worked = await db.Set<BoardCandidate>().Where(c => c.BoardId == board && c.SuggestedOutcome != null && c.SuggestedOutcome != BoardOutcome.Withdrawn).Select(c => c.RegistrationId).ToHashSetAsync(ct);
        var outcomes = results.Where(r => registrations.TryGetValue(r.Student, out var id) && !worked.Contains(id)).Select(r => Outcome(registrations[r.Student], r.FinalResult)).ToList();
        var request = new ImportOutcomes { BoardId = board, Source = "studentInfo.final_result", Outcomes = outcomes };
        return Value(await decisions.ImportAsync(request, cast.As(Role.ExamBoardSecretary, "ImportOutcomes", "Decided by the university; the data has no examination mark to work it from"), ct)).Imported;
    }

    private static ImportedOutcome Outcome(long registration, string finalResult) => finalResult switch
    {
        "Distinction" => new(registration, BoardOutcome.Passed, "Distinction", finalResult),
        "Pass" => new(registration, BoardOutcome.Passed, "Pass", finalResult),
        "Withdrawn" => new(registration, BoardOutcome.Withdrawn, null, finalResult),
        _ => new(registration, BoardOutcome.Failed, "Fail", finalResult),
    };

    internal static void Done(Outcome outcome)
    {
        if (!outcome.Succeeded)
        {
            throw new InvalidOperationException(string.Join(" ", outcome.Refusals.Select(r => r.Sentence)));
        }
    }

    internal static T Value<T>(Outcome<T> outcome)
    {
        Done(outcome);
        return outcome.Value!;
    }
}
