using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Moderation;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Access;
using StudentRecords.Infrastructure.Assessment.Moderation;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>
/// The Faculty of Science moderates what begins in 2025: confirmed where a board sits or waits for its examiner, but for one that waits to be confirmed; half second marked
/// or not begun where boards are in preparation.
/// </summary>
internal sealed class ModerationScene(IDbContextFactory<RegistryDbContext> store, ModerationService moderation, TimeProvider clock) : IDemoScene
{
    private const string Faculty = "SCI";
    private const string NotConfirmed = "CS205-2024S";

    private static readonly DateOnly From = new(2025, 1, 1);

    public string Name => "Moderation";

    public int Length => 4;

    public async Task PlayAsync(DemoPlay play, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (!await db.Set<ModerationPolicy>().AnyAsync(ct))
        {
            var policy = new PublishModerationPolicy
            {
                Faculty = Faculty, Title = "Moderation in Science", ValidFrom = From,
                // fails and borderlines only: what is drawn by lot goes by candidate numbers, and these are drawn anew in each seeding
                Clauses = new ModerationClauses { AllFails = true, Boundaries = [40, 50, 60, 70], Margin = 2, Tolerance = 5, Kinds = [ComponentKind.Coursework, ComponentKind.Examination] }.ToJson(),
            };
            Done(await moderation.PublishPolicyAsync(policy, clock.Act(DemoActors.Manager, "PublishModerationPolicy", "Approved by the faculty's education committee", new DateOnly(2024, 11, 20)), ct));
        }

        var moderator = await ActingAsync(db, "moira.moderator", Role.Moderator, ct);
        var chair = await ActingAsync(db, "charles.chair", Role.BoardChair, ct);
        var components = await (
            from b in db.Set<ExamBoard>()
            join o in db.Set<ModuleOccurrence>() on b.OccurrenceId equals (long?)o.Id
            where b.Stage != BoardStage.Ratified && b.FollowsBoardId == null && o.Module.Faculty == Faculty && o.Start >= From
            from c in o.Components
            orderby c.Key
            select new { c.Id, c.Key, Occurrence = o.Key, b.Stage }).ToListAsync(ct);
        foreach (var component in components)
        {
            var isReady = component.Stage != BoardStage.Preparing;
            if (isReady || Dice.Of(component.Key, "moderation").Chance(0.5))
            {
                await ModerateAsync(component.Id, component.Key, isReady, component.Occurrence == NotConfirmed ? null : chair, moderator, ct);
            }
        }
    }

    private async Task ModerateAsync(long component, string key, bool isReady, Caller? chair, Caller moderator, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<ModerationRound>().AnyAsync(r => r.ComponentId == component, ct) || await ModerationReading.SheetAsync(db, component, ct) is not { IsAsked: true } sheet || !sheet.NotDrawnFrom.Any())
        {
            return;
        }

        var day = new DateOnly(2025, 6, 12);
        Done(await moderation.DrawAsync(component, clock.Act(moderator, "DrawModerationSample", "Sample drawn by the moderation policy", day), ct));
        var sample = (await ModerationReading.SheetAsync(db, component, ct))!.OpenSample.ToList();
        var middle = sample.Select(m => m.Score).Order().ElementAtOrDefault(sample.Count / 2);
        var seen = isReady ? sample : [.. sample.Where(m => m.Score <= middle)];
        // a frozen pack stays as it is: there the second marks are near the first
        var scores = seen.ToDictionary(m => m.MarkId, m => Math.Clamp(m.Score + Dice.Of(key, $"{m.Score}").Roll(isReady ? 5 : 13) - (isReady ? 2 : 6), 0, 100));
        if (seen.Count > 0)
        {
            Done(await moderation.SecondMarkAsync(new SecondMarks { ComponentId = component, Scores = scores }, clock.Act(moderator, "SecondMark", "Second marks of the moderation sample", day, 14), ct));
        }

        if (seen.Find(m => Math.Abs(scores[m.MarkId] - m.Score) > 5) is { } apart)
        {
            Done(await moderation.AgreeAsync(new AgreeMark { ComponentId = component, MarkId = apart.MarkId, Score = scores[apart.MarkId] }, clock.Act(moderator, "AgreeMark", "Question 4 was read again by both markers", day.AddDays(1)), ct));
        }

        if (isReady)
        {
            Done(await moderation.CloseAsync(component, clock.Act(moderator, "CloseModeration", "Standards are sound; the feedback is of use to students", day.AddDays(1), 15), ct));
        }

        if (isReady && chair is not null)
        {
            Done(await moderation.ConfirmAsync(component, clock.Act(chair, "ConfirmMarks", "Mark sheet compared with the scripts", day.AddDays(2)), ct));
        }
    }

    private static async Task<Caller> ActingAsync(RegistryDbContext db, string userName, Role role, CancellationToken ct)
    {
        var user = await db.Users.Where(u => u.UserName == userName).Select(u => new { u.Id, u.DisplayName }).SingleAsync(ct);
        return DemoActors.As(user.DisplayName, role, user.Id);
    }

    private static void Done(Outcome outcome)
    {
        if (!outcome.Succeeded)
        {
            throw new InvalidOperationException(string.Join(" ", outcome.Refusals.Select(r => r.Sentence)));
        }
    }
}
