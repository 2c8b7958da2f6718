using System.Text;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Enrolment.Bulk;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Enrolment.Registration;

/// <summary>Modules for many students from a file: by the same rules, line by line.</summary>
public sealed class ModuleJourneyTests : IDisposable
{
    private readonly TestRegistry registry = new();
    private readonly ChoiceScene scene;

    public ModuleJourneyTests() => scene = new(registry);

    [Fact]
    public async Task AFile_RegistersSwapsAndRefusesLineByLine()
    {
        var (one, two, three) = (await scene.StudentAsync(), await scene.StudentAsync(), await scene.StudentAsync());
        var (limited, other) = (await scene.LimitedAsync("AAA-2023A", 1), await registry.Given.OccurrenceAsync("BBB-2023A"));
        await scene.RegisterAsync(three, other);

        var run = await CheckAsync($"student,register,giveUp,askedOn\n{await NumberAsync(one)},AAA-2023A,,\n{await NumberAsync(two)},AAA-2023A,,\n{await NumberAsync(three)},,BBB-2023A,2024-05-01\n{await NumberAsync(two)},ZZZ-1,,tomorrow\n{await NumberAsync(two)},,,");
        Assert.Empty(await scene.OnAsync(limited));
        Assert.Empty((await registry.Get<BulkService>().ApplyAsync(run, registry.As(ChoiceScene.Olga))).Refusals);
        await RunAsync();

        var lines = (await registry.Get<BulkQueries>().LinesAsync(new TableQuery { Of = run }, ChoiceScene.Olga)).Rows.OrderBy(l => l.Number).ToList();
        Assert.Equal([BulkState.Done, BulkState.Refused, BulkState.Done, BulkState.Refused, BulkState.Refused], lines.Select(l => l.State));
        Assert.Equal(["FULL", "OCCURRENCE_UNKNOWN DAY_UNREADABLE", "NOTHING_CHOSEN"], lines.Where(l => l.State == BulkState.Refused).Select(l => l.Codes));
        Assert.Equal([one.Id], await scene.OnAsync(limited));
        Assert.Equal(new DateOnly(2024, 5, 1), await registry.ReadAsync(db => db.Set<ModuleRegistration>().Where(r => r.OccurrenceId == other.Id).Select(r => r.WithdrawnOn).SingleAsync()));
    }

    public void Dispose() => registry.Dispose();

    private async Task<long> CheckAsync(string text)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var run = (await registry.Get<BulkService>().UploadAsync("modules", "modules.csv", file, registry.As(ChoiceScene.Olga))).Value;
        await RunAsync();
        return run;
    }

    private async Task RunAsync()
    {
        while (await registry.Get<JobRunner>().RunNextAsync(default))
        {
        }
    }

    private Task<string> NumberAsync(Engagement engagement) => registry.ReadAsync(db => db.Set<Domain.Students.Person>().Where(p => p.Id == engagement.PersonId).Select(p => p.StudentNumber).SingleAsync());
}
