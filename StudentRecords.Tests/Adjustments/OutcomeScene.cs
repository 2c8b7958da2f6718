using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Assessment;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Tests.Integration;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Adjustments;

/// <summary>A student on module AAA (an essay due on 15 November 2023, weight 60; an examination, 40) under a rule with a pipeline, and an open door.</summary>
internal sealed class OutcomeScene : IAsyncDisposable
{
    public const string Essay = "AAA-2023A/ESSAY";
    public const string Exam = "AAA-2023A/EXAM";
    public static readonly DateOnly Due = new(2023, 11, 15);

    private readonly CancellationTokenSource stop = new();
    private int sent;

    private OutcomeScene(TestRegistry registry, ModuleOccurrence occurrence, ModuleRegistration registration, string student) =>
        (Registry, Occurrence, Registration, Student) = (registry, occurrence, registration, student);

    public TestRegistry Registry { get; }

    public ModuleOccurrence Occurrence { get; }

    public ModuleRegistration Registration { get; }

    /// <summary>The student's number.</summary>
    public string Student { get; }

    public object Who => new { system = "SIS", id = Student };

    public static async Task<OutcomeScene> OpenAsync()
    {
        var registry = new TestRegistry();
        await registry.Get<AssessmentService>().PublishRuleAsync(RuleShelf.Get("STANDARD-UG"), registry.AsSystem());
        var occurrence = await registry.Given.OccurrenceAsync("AAA-2023A", o => o.WorkedBy("STANDARD-UG").With(Essay, 60m, ComponentKind.Coursework, Due).With(Exam, 40m, ComponentKind.Examination, new DateOnly(2024, 1, 20)));
        var registration = await registry.Given.StudentAsync(occurrence);
        var student = await registry.ReadAsync(db => db.Set<Person>().Where(p => p.Id == registration.PersonId).Select(p => p.StudentNumber).SingleAsync());
        var scene = new OutcomeScene(registry, occurrence, registration, student);
        await registry.Services.GetServices<IHostedService>().Single(s => s.GetType().Name == "HubWriter").StartAsync(scene.stop.Token);
        return scene;
    }

    public async Task<Receipt> SendAsync(string flow, string source, string type, object data, int version = 1, string? key = null)
    {
        var id = $"{flow}-{++sent}";
        return await SendRawAsync(flow, source, Messages.Message(id, type, key ?? id, data, version));
    }

    public async Task<Receipt> SendRawAsync(string flow, string source, string text) => (await Registry.Get<HubDoor>().SubmitAsync(flow, source, [text], "http", null, default)).Single();

    /// <summary>F063: an adjustment of the student.</summary>
    public Task<Receipt> AdjustAsync(string adjustment, string category, int version = 1, string type = "ReasonableAdjustmentApproved", object? more = null) =>
        SendAsync("F063", "WELL", type, With(new { student = Who, @case = "W-1", adjustment, category, from = "2023-10-01", to = "2024-08-31" }, more), version, $"W-1|{adjustment}");

    /// <summary>F066: an outcome about the essay's first attempt.</summary>
    public Task<Receipt> CircumstanceAsync(string claim, string outcome, int version = 1, object? more = null) =>
        SendAsync("F066", "WELL", "ExceptionalCircumstancesOutcome", With(new { student = Who, claim, outcome, severity = "B", decidedOn = "2023-12-01", items = new[] { new { assessment = Essay, attempt = 1, until = "2023-11-29" } } }, more), version, claim);

    /// <summary>F069: a proven case with these penalties.</summary>
    public Task<Receipt> MisconductAsync(string @case, object[] penalties, int version = 1, string type = "PenaltyImposed", string finding = "Proven") =>
        SendAsync("F069", "AI", type, new { student = Who, @case, finding, decidedOn = "2023-12-04", penalties }, version, @case);

    /// <summary>F016: a mark for the essay or the examination.</summary>
    public Task<Receipt> MarkAsync(string assessment, decimal score, DateOnly on, int attempt = 1, int version = 1) =>
        SendAsync("F016", "VLE", "AssessmentMarkSubmitted", new { student = Who, assessment, attempt, score, submittedOn = on }, version, $"{assessment}/{attempt}");

    /// <summary>The module's figure as every board and page would work it now.</summary>
    public async Task<ModuleResultFigure> FigureAsync()
    {
        await using var db = Registry.CreateDbContext();
        return (await RegistrationWorking.LoadAsync(db, Registration.Id, default)).Value!.Now();
    }

    public Task<List<OutboxMessage>> ToldAsync() => Registry.ReadAsync(db => db.Set<OutboxMessage>().AsNoTracking().OrderBy(m => m.Id).ToListAsync());

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        Registry.Dispose();
    }

    private static object With(object data, object? more)
    {
        var whole = JsonSerializer.SerializeToNode(data)!.AsObject();
        foreach (var (name, value) in more is null ? [] : JsonSerializer.SerializeToNode(more)!.AsObject())
        {
            whole[name] = value?.DeepClone();
        }

        return whole;
    }
}
