using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Progression;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Enrolment.Bulk;
using StudentRecords.Infrastructure.Enrolment.Progression;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.ExamBoards;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Enrolment;

/// <summary>A ratified progression board with a decision of each kind, and the runs that carry it out.</summary>
internal sealed class ProgressionScene(TestRegistry registry, AwardScene board)
{
    public static readonly Caller Manager = new("Martin Manager", 1, [new RoleGrant(Role.RegistryManager, Scope.Everything)]);

    public AwardScene Board => board;

    private ProgressionService Service => registry.Get<ProgressionService>();

    /// <summary>One student for each code, with marks that a board could have decided so on.</summary>
    public static Task<ProgressionScene> RatifiedAsync(TestRegistry registry, params AwardCode[] codes) => RatifiedAsync(registry, "AW", codes);

    public static async Task<ProgressionScene> RatifiedAsync(TestRegistry registry, string prefix, params AwardCode[] codes)
    {
        var scene = await AwardScene.SittingAsync(registry, prefix, [.. codes.Select(c => Marks(c))]);
        for (var i = 0; i < codes.Length; i++)
        {
            Assert.Empty((await scene.DecideAsync(await scene.CandidateAsync(i), new AwardProposal(codes[i], codes[i] == AwardCode.ExitAward ? "CertHE" : null, null, "As the board decides"))).Refusals);
        }

        Assert.Empty((await scene.RatifyAsync()).Refusals);
        return new ProgressionScene(registry, scene);
    }

    public async Task<long> CheckAsync()
    {
        var outcome = await Service.CheckAsync([board.BoardId], registry.As(Manager));
        Assert.Empty(outcome.Refusals);
        await WorkAsync();
        return outcome.Value;
    }

    public async Task<long> UndoAsync(long run)
    {
        var outcome = await Service.UndoAsync(run, registry.As(Manager));
        Assert.Empty(outcome.Refusals);
        await WorkAsync();
        return outcome.Value;
    }

    public async Task ApplyAsync(long run)
    {
        Assert.Empty((await registry.Get<BulkService>().ApplyAsync(run, registry.As(Manager) with { Reason = "Progression of 2023/24" })).Refusals);
        await WorkAsync();
    }

    /// <summary>Checked and applied.</summary>
    public async Task<long> RunAsync()
    {
        var run = await CheckAsync();
        await ApplyAsync(run);
        return run;
    }

    public async Task WorkAsync()
    {
        while (await registry.Get<JobRunner>().RunNextAsync(CancellationToken.None))
        {
        }
    }

    public async Task<BulkRunRow> FindAsync(long run) => (await registry.Get<BulkQueries>().FindAsync(run, Manager))!;

    public async Task<BulkLineRow> LineAsync(long run, int student)
    {
        var number = await registry.ReadAsync(db => db.Set<Person>().Where(p => p.Id == board.Engagements[student].PersonId).Select(p => p.StudentNumber).SingleAsync());
        return (await registry.Get<BulkQueries>().LinesAsync(new TableQuery { Of = run, Search = number }, Manager)).Rows.Single();
    }

    public Task<Engagement> NowAsync(int student) =>
        registry.ReadAsync(db => db.Set<Engagement>().Include(e => e.Statuses.OrderBy(s => s.Ordinal)).Include(e => e.Sessions).AsNoTracking().SingleAsync(e => e.Id == board.Engagements[student].Id));

    /// <summary>How every enrolment of the board stands, as one text.</summary>
    public async Task<string> PictureAsync()
    {
        List<string> lines = [];
        for (var i = 0; i < board.Engagements.Count; i++)
        {
            var now = await NowAsync(i);
            lines.Add($"{i} {now.Status} {now.End} {now.EndReason}: {string.Join("; ", now.Sessions.OrderBy(s => s.Start).Select(s => $"{s.SessionYear} year {s.YearOfProgramme} until {s.End} {s.EndReason}"))}");
        }

        return string.Join('\n', lines);
    }

    public async Task<List<ResitRow>> ResitsAsync() => [.. (await registry.Get<ProgressionQueries>().ResitsAsync(new TableQuery(), Manager)).Rows];

    public Task<List<ProgressionEntry>> EntriesAsync() => registry.ReadAsync(db => db.Set<ProgressionEntry>().AsNoTracking().OrderBy(e => e.DecisionId).ThenBy(e => e.Ordinal).ToListAsync());

    private static (decimal? First, decimal? Second) Marks(AwardCode code) => code is AwardCode.Proceed or AwardCode.ProceedWithAllowance or AwardCode.Award or AwardCode.ExitAward ? (70, 80) : (20, 60);
}
