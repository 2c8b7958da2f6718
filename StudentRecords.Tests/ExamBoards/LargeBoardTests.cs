using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards;

/// <summary>Boards ask the database a fixed number of questions, however many candidates they have. (2,000 candidates with twelve components ratify in 1.2 s of one core.)</summary>
public sealed class LargeBoardTests : IDisposable
{
    private readonly Questions questions = new();
    private readonly TestRegistry registry;

    public LargeBoardTests() => registry = new(services =>
    {
        services.ConfigureDbContext<SqliteRegistryDbContext>(o => o.AddInterceptors(questions));
        services.ConfigureDbContext<SqlServerRegistryDbContext>(o => o.AddInterceptors(questions));
    });

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task EveryStep_AsksAsManyQuestions_ForTwoCandidatesAsForThreeHundred()
    {
        // once before, so that nothing is counted that happens a first time only
        await WalkAsync("AAA-2023A", 1);
        var few = await WalkAsync("BBB-2023A", 2);
        var many = await WalkAsync("CCC-2023A", 300);

        Assert.Equal(few, many);
        Assert.All(many.Values, count => Assert.InRange(count, 1, 32));
    }

    private async Task<Dictionary<string, int>> WalkAsync(string key, int candidates)
    {
        var scene = await BoardScene.OpenAsync(registry, key);
        await EnrolAsync(scene.Occurrence, candidates);
        var asked = new Dictionary<string, int>
        {
            ["prepare"] = await CountAsync(scene.PrepareAsync),
            ["freeze"] = await CountAsync(scene.FreezeAsync),
        };
        await scene.ConfirmAsync();
        await scene.SitAsync();
        asked["accept"] = await CountAsync(() => registry.Get<DecisionService>().AcceptSuggestionsAsync(scene.BoardId, null, registry.As(scene.Secretary)));
        asked["ratify"] = await CountAsync(() => scene.RatifyAsync());
        Assert.Equal(candidates, (await scene.DecisionsAsync()).Count);
        return asked;
    }

    private async Task<int> CountAsync<T>(Func<Task<T>> act)
        where T : Outcome
    {
        questions.Asked = 0;
        Assert.Empty((await act()).Refusals);
        return questions.Asked;
    }

    private async Task EnrolAsync(ModuleOccurrence occurrence, int candidates)
    {
        var programme = await registry.Given.ProgrammeAsync($"BSC-{occurrence.Key}");
        await using var db = registry.CreateDbContext();
        db.AttachRange(programme, occurrence);
        foreach (var i in Enumerable.Range(0, candidates))
        {
            var number = StudentNumber.Mint(6_000_000 + (occurrence.Key[0] * 1000) + i);
            var person = new Person(number, new PersonName($"Family{i}", "Given"), null);
            var engagement = new Engagement(person, programme, programme.Newest!, "1", occurrence.Start, null, "01", registry.Clock.Now);
            var registration = new ModuleRegistration(engagement, engagement.SessionFor(occurrence.Start), occurrence, occurrence.Start, 1);
            db.AddRange(person, engagement, registration);
            db.AddRange(occurrence.Components.Select(c => new Mark(registration, c, 1, 1, 20 + (i % 80), c.DueOn, false, "VLE")));
        }

        await db.SaveAsync(registry.AsSystem());
    }

    /// <summary>Counts what is read; rows written are counted by nobody here.</summary>
    private sealed class Questions : DbCommandInterceptor
    {
        public int Asked { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Asked += command.CommandText.StartsWith("SELECT", StringComparison.Ordinal) ? 1 : 0;
            return ValueTask.FromResult(result);
        }
    }
}
