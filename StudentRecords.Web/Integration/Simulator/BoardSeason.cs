using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Examiners;
using StudentRecords.Domain.ExamBoards.Graduation;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Integration.Reconciling;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Examiners;
using StudentRecords.Infrastructure.ExamBoards.Graduation;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Paging;

namespace StudentRecords.Web.Integration.Simulator;

/// <summary>A module board that sits in the term: its papers go out anew, the examiner's form comes back, the board minutes its decisions and the chair ratifies. Then those are conferred who came to no ceremony.</summary>
internal sealed class BoardSeason(IServiceProvider services, PartnerSetup setup, Scene scene, IReadOnlyDictionary<string, FarSide> sides)
{
    private static readonly Caller Manager = new("Martin Mbeki", null, [new RoleGrant(Role.RegistryManager, Scope.Everything)]) { IsSimulated = true };

    private ExamBoard? held;

    /// <summary>Papers, sample, signed form, sitting. Nothing where no board has been opened for its sitting: a second term on one record finds it ratified.</summary>
    public async Task SitAsync(CancellationToken ct)
    {
        if (await WaitingAsync(ct) is not { } board)
        {
            return;
        }

        var examiner = Seat(board, MemberRole.External);
        await services.GetRequiredService<BoardService>().FreezeAsync(board.Id, By(board, MemberRole.Secretary, Role.ExamBoardSecretary, "FreezePack"), ct).DoneAsync();
        await services.GetRequiredService<SampleService>().DrawAsync(board.Id, SampleRule.Usual, By(board, MemberRole.External, Role.ExternalExaminer, "DrawSample"), ct).DoneAsync();
        var form = new EnterSignedForm { BoardId = board.Id, UserId = examiner.UserId, PackVersion = board.NextPackVersion, Verdict = ExaminerVerdict.Signed, Form = $"Board office, {scene.Mark}/1", SignedOn = scene.Today };
        await services.GetRequiredService<DecisionService>().EnterSignedFormAsync(form, By(board, MemberRole.Secretary, Role.ExamBoardSecretary, "EnterSignedForm"), ct).DoneAsync();
        Said(KeyedWord.Of(new AssuranceTold { Board = $"{form.BoardId}", PackVersion = form.PackVersion, Examiner = $"{form.UserId}", Verdict = form.Verdict, Form = new SignedForm { Where = form.Form, SignedOn = form.SignedOn } }, 1));
        await services.GetRequiredService<BoardService>().SitAsync(board.Id, board.Members.Select(m => m.UserId).ToHashSet(), By(board, MemberRole.Secretary, Role.ExamBoardSecretary, "OpenSitting"), ct).DoneAsync();
        held = await ReadAsync(board.Id, ct);
        foreach (var late in LeadTime.Of(held).Where(l => l is { IsLate: true, IsWaived: false }))
        {
            await services.GetRequiredService<MembershipService>().WaiveLeadTimeAsync(board.Id, late.Examiner.UserId, By(board, MemberRole.Chair, Role.BoardChair, "WaiveLeadTime"), ct).DoneAsync();
        }

        await using var db = await StoreAsync(ct);
        scene.Minuted[$"{board.Id}"] = await db.Set<BoardCandidate>().AsNoTracking().Where(c => c.BoardId == board.Id && c.ProposedOutcome == null && c.PostponedAt == null).OrderBy(c => c.CandidateNumber)
            .Select(c => new MinutedCandidate(c.CandidateNumber, c.SuggestedOutcome, c.SuggestedGrade)).ToListAsync(ct);
    }

    /// <summary>The chair puts the lock; the last of the class are conferred in their absence, and their documents go to the archive (F023).</summary>
    public async Task RatifyAsync(CancellationToken ct)
    {
        if (held is { } board)
        {
            var release = services.GetRequiredService<TimeProvider>().GetUtcNow();
            await services.GetRequiredService<RatificationService>().RatifyAsync(new RatifyBoard { BoardId = board.Id, PackVersion = board.PackVersion, ReleaseAt = release }, By(board, MemberRole.Chair, Role.BoardChair, "RatifyBoard"), ct).DoneAsync();
        }

        var eligible = (await services.GetRequiredService<GraduationQueries>().AwardsAsync(new TableQuery().With("step", nameof(GraduationStep.Eligible)).Whole(), Manager, ct)).Rows.Select(r => r.DecisionId).ToList();
        if (eligible.Count > 0)
        {
            var ceremonies = services.GetRequiredService<CeremonyService>();
            var planned = await ceremonies.PlanAsync(new PlanCeremony { Title = $"In absence, {scene.Mark}", HeldOn = scene.Today, InAbsentia = true }, By("PlanCeremony"), ct).DoneAsync();
            await ceremonies.PutOnListAsync(new PutOnList { CeremonyId = planned.Value, Decisions = eligible }, By("PutOnList"), ct).DoneAsync();
            await services.GetRequiredService<ConfermentService>().ConferAsync(new ConferAwards { CeremonyId = planned.Value, ConferredOn = scene.Today }, By("ConferAwards"), ct).DoneAsync();
        }
    }

    private async Task<ExamBoard?> WaitingAsync(CancellationToken ct)
    {
        await using var db = await StoreAsync(ct);
        var boards = await db.Set<ExamBoard>().AsNoTracking().Include(b => b.Seats).Where(b => b.OccurrenceId != null && b.Stage == BoardStage.InSession).OrderBy(b => b.Title).ToListAsync(ct);
        return boards.FirstOrDefault(b => b.Members.Count(m => m.Role == MemberRole.External) == 1);
    }

    private async Task<ExamBoard> ReadAsync(long id, CancellationToken ct)
    {
        await using var db = await StoreAsync(ct);
        return await db.Set<ExamBoard>().AsNoTracking().Include(b => b.Seats).SingleAsync(b => b.Id == id, ct);
    }

    /// <summary>The examiner keeps a copy of the form, and so has the board's own office (F068).</summary>
    private void Said(KeyedWord word)
    {
        if (sides.TryGetValue("EXTEX", out var examiner) && examiner.Sent.Add("F068", word.Key, word.Turn, word.Sha256))
        {
            examiner.CountAccepted();
        }

        if (sides.TryGetValue("EXAMBOARD", out var office) && office.Held.Add("F068", word.Key, word.Turn, word.Sha256))
        {
            office.CountReceipt();
        }
    }

    private static BoardMember Seat(ExamBoard board, MemberRole office) => board.Members.First(m => m.Role == office);

    private Domain.Audit.ChangeContext By(ExamBoard board, MemberRole office, Role role, string act)
    {
        var seat = Seat(board, office);
        return setup.Change(act, "A simulated term") with { Caller = new Caller(seat.Name, seat.UserId, [new RoleGrant(role, Scope.Everything)]) { IsSimulated = true } };
    }

    private Domain.Audit.ChangeContext By(string act) => setup.Change(act, "A simulated term") with { Caller = Manager };

    private Task<RegistryDbContext> StoreAsync(CancellationToken ct) => services.GetRequiredService<IDbContextFactory<RegistryDbContext>>().CreateDbContextAsync(ct);
}
