using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Adjustments;
using StudentRecords.Infrastructure.Misconduct;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>Outcomes that came after the pack: some without a route, one that waits for a second person, a penalty on a module and one on an award among them; one for a locked result; a case only referred, with its context.</summary>
internal sealed class LateOutcomesScene(IDbContextFactory<RegistryDbContext> store, DemoPost post, LateOutcomeService late, MisconductService misconduct, TimeProvider clock) : IDemoScene
{
    public string Name => "Late outcomes";

    public int Length => 1;

    public async Task PlayAsync(DemoPlay play, CancellationToken ct)
    {
        var frozen = await WorksAsync(BoardStage.Frozen, ct);
        var locked = await WorksAsync(BoardStage.Ratified, ct);
        string[] outcomes = ["Extension", "PenaltyWaived", "AttemptVoided"];
        await post.SendOnceAsync("F066", "WELL", "panel-june", frozen.Take(3).Select((w, i) => EntitlementsScene.Claim($"EC-L{i + 1}", 1, outcomes[i], 'B', w.Student, w.Component)), ct);
        await post.SendOnceAsync("F066", "WELL", "panel-june", locked.Take(1).Select(w => EntitlementsScene.Claim("EC-L9", 1, "PenaltyWaived", 'A', w.Student, w.Component)), ct);
        await post.SendOnceAsync("F069", "AI", "panel-june", frozen.Skip(4).Take(1).Select(w => EntitlementsScene.Case("AI-L1", 1, "PenaltyImposed", w.Student, [new { penalty = "ComponentZero", assessment = w.Component, attempt = 1, value = (object?)null }])), ct);
        var graduands = await GraduandsAsync(ct);
        await post.SendOnceAsync("F069", "AI", "panel-june-awards", graduands.Take(1).Select(g => EntitlementsScene.Case("AI-L2", 1, "PenaltyImposed", g, [new { penalty = "ClassLowered" }])), ct);
        await ProposeAsync(ct);
        if (frozen.Count > 0)
        {
            var act = clock.Act(DemoActors.Integrity, "ShareContext", "Referred by the module's leader", new DateOnly(2025, 6, 16));
            await misconduct.ShareContextAsync(new ShareContext { PersonId = frozen[^1].Person, Case = "AI-20", AsOf = new DateOnly(2025, 6, 16) }, act, ct);
        }
    }

    private async Task ProposeAsync(CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<CircumstanceItem>().AsNoTracking().Where(i => i.State == OutcomeState.Late).OrderBy(i => i.Id).FirstOrDefaultAsync(ct) is { ProposedRoute: null } item)
        {
            var secretary = DemoActors.As("Sana Siddiqui", Role.ExamBoardSecretary);
            await late.ProposeAsync(new ProposeLateRoute { ItemId = item.Id, Version = item.Version, Route = LateRoute.AcceptIntoPack }, clock.Act(secretary, "ProposeLateRoute", "The panel met a day after the papers were due", new DateOnly(2025, 6, 19)), ct);
        }
    }

    /// <summary>Students before an award board whose papers are frozen.</summary>
    private async Task<List<string>> GraduandsAsync(CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await (from c in db.Set<AwardCandidate>()
                      join b in db.Set<ExamBoard>() on c.BoardId equals b.Id
                      join p in db.Set<Person>() on c.PersonId equals p.Id
                      where b.Stage == BoardStage.Frozen && c.SuggestedClass != null
                      orderby p.StudentNumber
                      select p.StudentNumber).Take(3).ToListAsync(ct);
    }

    private async Task<List<(string Student, string Component, long Person)>> WorksAsync(BoardStage stage, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        var year = DemoYears.Name(DemoYears.Newest);
        var works = await (from b in db.Set<ExamBoard>()
                           join r in db.Set<ModuleRegistration>() on b.OccurrenceId equals (long?)r.OccurrenceId
                           join c in db.Set<AssessmentComponent>() on r.OccurrenceId equals c.OccurrenceId
                           where b.Stage == stage && b.AcademicYear == year && r.Status == RegistrationStatus.Registered && c.Kind == ComponentKind.Coursework
                           orderby c.Key, r.Engagement.Person.StudentNumber
                           select new { r.Engagement.Person.StudentNumber, c.Key, r.PersonId }).Take(200).ToListAsync(ct);
        return [.. works.DistinctBy(w => w.StudentNumber).Select(w => (w.StudentNumber, w.Key, w.PersonId))];
    }
}
