using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Moderation;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Infrastructure.Access;
using StudentRecords.Infrastructure.Assessment.Moderation;
using StudentRecords.Tests.ExamBoards;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Assessment.Moderation;

/// <summary>A board in preparation whose faculty asks for moderation, with three people who may moderate.</summary>
internal sealed class ModerationScene(TestRegistry registry, BoardScene board)
{
    public static readonly ModerationClauses Clauses = new() { Minimum = 2, AllFails = true, Top = 1, Bottom = 1, Tolerance = 5 };

    public BoardScene Board => board;

    public AssessmentComponent First => board.Occurrence.Components[0];

    public AssessmentComponent Second => board.Occurrence.Components[1];

    public Caller Moderator { get; private set; } = null!;

    public Caller OtherModerator { get; private set; } = null!;

    public Caller Marker { get; private set; } = null!;

    private ModerationService Moderation => registry.Get<ModerationService>();

    public static async Task<ModerationScene> OpenAsync(TestRegistry registry, string key, params decimal?[][] students)
    {
        var scene = new ModerationScene(registry, await BoardScene.OpenAsync(registry, key, students));
        scene.Moderator = await scene.UserAsync("Mona Moderator", Role.Moderator);
        scene.OtherModerator = await scene.UserAsync("Otto Other", Role.Moderator);
        scene.Marker = await scene.UserAsync("Mia Marker", Role.Marker, Role.Moderator);
        Assert.Empty((await scene.PublishAsync(Clauses)).Refusals);
        Assert.Empty((await scene.Board.PrepareAsync()).Refusals);
        return scene;
    }

    public Task<Outcome<long>> PublishAsync(ModerationClauses clauses, string? module = null) => Moderation.PublishPolicyAsync(
        new PublishModerationPolicy { Faculty = "", ModuleCode = module ?? board.Occurrence.Module.Code, Title = "Moderation", ValidFrom = new DateOnly(2000, 1, 1), Clauses = clauses.ToJson() }, registry.As(Role.RegistryManager));

    public Task<Outcome<int>> DrawAsync(AssessmentComponent? component = null, Caller? by = null) => Moderation.DrawAsync((component ?? First).Id, registry.As(by ?? Moderator));

    /// <summary>Second marks that are the first plus so much.</summary>
    public async Task<Outcome> SecondMarkAsync(decimal more = 0, AssessmentComponent? component = null, Caller? by = null) => await Moderation.SecondMarkAsync(
        new SecondMarks { ComponentId = (component ?? First).Id, Scores = (await SheetAsync(component)).OpenSample.ToDictionary(m => m.MarkId, m => m.Score + more) }, registry.As(by ?? Moderator));

    public Task<Outcome> AgreeAsync(long mark, decimal score, Caller? by = null) =>
        Moderation.AgreeAsync(new AgreeMark { ComponentId = First.Id, MarkId = mark, Score = score }, registry.As(by ?? Moderator));

    public Task<Outcome> CloseAsync(AssessmentComponent? component = null, Caller? by = null) => Moderation.CloseAsync((component ?? First).Id, registry.As(by ?? Moderator));

    public Task<Outcome> ConfirmAsync(AssessmentComponent? component = null, Caller? by = null) => Moderation.ConfirmAsync((component ?? First).Id, registry.As(by ?? Board.Chair));

    public Task<Outcome> SendBackAsync(Caller? by = null) => Moderation.SendBackAsync(First.Id, registry.As(by ?? Board.Chair));

    public Task<Outcome<int>> EnterAsync(IReadOnlyDictionary<string, decimal> scores, Caller? by = null, AssessmentComponent? component = null) =>
        registry.Get<HandMarkService>().EnterAsync(new EnterMarks { ComponentId = (component ?? First).Id, Scores = scores }, registry.As(by ?? Marker));

    /// <summary>From drawn to moderated.</summary>
    public async Task ModerateAsync(AssessmentComponent component)
    {
        Assert.Empty((await DrawAsync(component)).Refusals);
        Assert.Empty((await SecondMarkAsync(1, component)).Refusals);
        Assert.Empty((await CloseAsync(component)).Refusals);
    }

    public async Task<ModerationSheet> SheetAsync(AssessmentComponent? component = null) =>
        (await registry.Get<ModerationQueries>().SheetAsync(board.Occurrence.Id, (component ?? First).Id, Moderator))!.Sheet;

    public Task<List<ModerationEntry>> EntriesAsync(AssessmentComponent? component = null) =>
        registry.ReadAsync(db => db.Set<ModerationEntry>().AsNoTracking().Where(e => e.ComponentId == (component ?? First).Id).OrderBy(e => e.MarkId).ThenBy(e => e.Number).ToListAsync());

    public async Task<Caller> UserAsync(string name, params Role[] roles)
    {
        var user = new RegistryUser { UserName = $"{name.Split(' ')[0]}-{Guid.NewGuid():N}", DisplayName = name };
        await registry.SaveAsync(db => db.Add(user));
        return new Caller(name, user.Id, [.. roles.Select(r => new RoleGrant(r, Scope.Everything))]);
    }
}
