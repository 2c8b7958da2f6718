using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure;
using StudentRecords.Infrastructure.Access;
using StudentRecords.Infrastructure.Assessment;
using StudentRecords.Infrastructure.Assessment.Awards;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.ExamBoards.Awards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Benchmarks.ExamBoards;

/// <summary>A record on a SQLite file of its own with one progression board that sits: its module boards held and ratified by the same use cases as people use.</summary>
internal sealed class AwardBoardStage : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("award-board-");
    private readonly ServiceProvider provider;
    private readonly AsyncServiceScope scope;

    private AwardBoardStage()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Database:Provider"] = "Sqlite", ["Database:Path"] = Path.Combine(folder.FullName, "bench.db") }).Build();
        provider = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddRegistry(configuration).BuildServiceProvider();
        scope = provider.CreateAsyncScope();
    }

    public long BoardId { get; private set; }

    public Caller Secretary { get; private set; } = null!;

    public Caller Chair { get; private set; } = null!;

    public Caller Officer { get; private set; } = null!;

    public Caller Manager { get; private set; } = null!;

    private Caller Examiner { get; set; } = null!;

    private Caller Marker { get; set; } = null!;

    public static async Task<AwardBoardStage> SetAsync(int candidates, int modules)
    {
        var stage = new AwardBoardStage();
        await StoreMigration.MigrateAsync(stage.provider);
        await stage.UsersAsync();
        var programme = await stage.CatalogueAsync(candidates, modules);
        await stage.OpenAsync(programme);
        return stage;
    }

    public T Get<T>()
        where T : notnull => scope.ServiceProvider.GetRequiredService<T>();

    public ChangeContext As(Caller caller) => new() { Caller = caller, At = DateTimeOffset.UtcNow, Act = "Measure", Reason = "Measured" };

    public async Task<List<string>> NumbersAsync()
    {
        await using var db = await Get<IDbContextFactory<RegistryDbContext>>().CreateDbContextAsync();
        return await db.Set<AwardCandidate>().Where(c => c.BoardId == BoardId).OrderBy(c => c.CandidateNumber).Select(c => c.CandidateNumber).ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await scope.DisposeAsync();
        await provider.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private async Task UsersAsync()
    {
        await using var db = await Get<IDbContextFactory<RegistryDbContext>>().CreateDbContextAsync();
        Caller User(string name, Role role)
        {
            var user = new RegistryUser { UserName = name, DisplayName = name };
            db.Add(user);
            return new Caller(name, user.Id, [new RoleGrant(role, Scope.Everything)]);
        }

        (Officer, Manager) = (User("Officer", Role.RegistryOfficer), User("Manager", Role.RegistryManager));
        (Secretary, Chair, Examiner, Marker) = (User("Secretary", Role.ExamBoardSecretary), User("Chair", Role.BoardChair), User("Examiner", Role.ExternalExaminer), User("Marker", Role.Marker));
        await db.SaveAsync(As(Caller.System("BENCH")));
    }

    private async Task<Programme> CatalogueAsync(int candidates, int modules)
    {
        await Get<AssessmentService>().PublishRuleAsync(RuleShelf.Get("STANDARD"), As(Caller.System("BENCH")));
        var programme = new Programme("BSC-BENCH", "SCI");
        programme.Publish(new ProgrammeVersion { CatalogueVersion = 1, FromYear = "2020/21", Title = "BSc Measured", Award = "Bachelor of Science", QualificationCategory = "H0003", HecosCode = "100366", Credits = 360, NormalYears = 3m });
        var (start, dice) = (new DateOnly(2023, 9, 25), new Random(20261125));
        var occurrences = Enumerable.Range(1, modules).Select(i => Occurrence(i, 120m / modules, start)).ToList();
        await using (var db = await Get<IDbContextFactory<RegistryDbContext>>().CreateDbContextAsync())
        {
            db.Add(programme);
            db.AddRange(occurrences);
            for (var i = 0; i < candidates; i++)
            {
                var person = new Person(StudentNumber.Mint(7_000_000 + i), new PersonName(string.Create(CultureInfo.InvariantCulture, $"Family{i}"), "Given"), null);
                var engagement = new Engagement(person, programme, programme.Newest!, "1", start, null, "01", DateTimeOffset.UtcNow);
                var session = engagement.SessionFor(start);
                engagement.Confirm(identityVerified: true, [], start, DateTimeOffset.UtcNow);
                db.AddRange(person, engagement);
                foreach (var occurrence in occurrences)
                {
                    var registration = new ModuleRegistration(engagement, session, occurrence, start, 1);
                    db.AddRange(registration, new Mark(registration, occurrence.Components[0], 1, 1, 30 + dice.Next(60), start.AddDays(90), false, "VLE"));
                }
            }

            await db.SaveAsync(As(Caller.System("BENCH")));
        }

        foreach (var occurrence in occurrences)
        {
            await RatifyAsync(occurrence.Id);
        }

        return programme;
    }

    private static ModuleOccurrence Occurrence(int number, decimal credits, DateOnly start)
    {
        var code = string.Create(CultureInfo.InvariantCulture, $"BM{number:00}");
        var module = new Module(code, "SCI");
        module.Publish(new ModuleVersion { CatalogueVersion = 1, FromYear = "2020/21", Title = $"Module {code}", Credits = credits, Level = 4, HecosCode = "100366", CostCentre = "121" });
        var occurrence = new ModuleOccurrence(module, module.Newest!, $"{code}-2023A", "2023/24", "Autumn", start, start.AddDays(120), "STANDARD");
        occurrence.Add(new AssessmentComponent($"{code}-2023A/1", "Examination", ComponentKind.Examination, 100, start.AddDays(110)));
        return occurrence;
    }

    private async Task RatifyAsync(long occurrence)
    {
        var (boards, decisions) = (Get<BoardService>(), Get<DecisionService>());
        var board = (await boards.OpenAsync(new OpenBoard { OccurrenceId = occurrence, ExaminerLeadDays = 0 }, As(Secretary))).Value;
        await HoldAsync(board, () => boards.FreezeAsync(board, As(Secretary)));
        await decisions.AcceptSuggestionsAsync(board, null, As(Secretary));
        var ratified = await Get<RatificationService>().RatifyAsync(new RatifyBoard { BoardId = board, PackVersion = 1, ReleaseAt = DateTimeOffset.UtcNow }, As(Chair));
        if (!ratified.Succeeded)
        {
            throw new InvalidOperationException(ratified.Refusals[0].Sentence);
        }
    }

    private async Task OpenAsync(Programme programme)
    {
        var published = await Get<RegulationService>().PublishAsync(RegulationShelf.Get("HONOURS", 1), As(Caller.System("BENCH")));
        await Get<RegulationService>().BindAsync(new BindRegulation { ProgrammeVersionId = programme.Newest!.Id, FromEntryYear = "2020/21", RegulationId = published.Value }, As(Caller.System("BENCH")));
        BoardId = (await Get<AwardBoardService>().OpenAsync(new OpenAwardBoard { ProgrammeId = programme.Id, YearOfProgramme = 1, AcademicYear = "2023/24", ExaminerLeadDays = 0 }, As(Secretary))).Value;
        await HoldAsync(BoardId, () => Get<AwardBoardService>().FreezeAsync(BoardId, As(Secretary)));
    }

    /// <summary>From the membership to the sitting.</summary>
    private async Task HoldAsync(long board, Func<Task<Outcome<PreparedBoard>>> freeze)
    {
        (Caller Who, MemberRole Office)[] seats = [(Chair, MemberRole.Chair), (Secretary, MemberRole.Secretary), (Marker, MemberRole.Internal), (Examiner, MemberRole.External)];
        await Get<BoardService>().AppointAsync(new AppointMembers { BoardId = board, Members = [.. seats.Select(s => new Appointment(s.Who.UserId!.Value, s.Who.Name, s.Office))] }, As(Secretary));
        var frozen = await freeze();
        if (!frozen.Succeeded)
        {
            throw new InvalidOperationException(frozen.Refusals[0].Sentence);
        }

        await Get<DecisionService>().ConfirmAsync(new ConfirmPack { BoardId = board, PackVersion = 1, Verdict = ExaminerVerdict.Signed }, As(Examiner));
        await Get<BoardService>().SitAsync(board, seats.Select(s => s.Who.UserId!.Value).ToHashSet(), As(Secretary));
    }
}
