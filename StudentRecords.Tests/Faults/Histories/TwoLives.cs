using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Tests.ExamBoards;
using StudentRecords.Tests.Integration;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Faults.Histories;

/// <summary>The two students in the record.</summary>
internal sealed class TwoLives(TestRegistry registry, StartedHub hub, BoardScene board, Engagement held, string heldNumber, string markedNumber)
{
    private const string Module = "BBB-2023J";
    private const string Check = "V-1";

    private int adjusted;
    private int claimed;
    private int appealed;

    public static async Task<TwoLives> BeginAsync(TestRegistry registry, StartedHub hub)
    {
        var board = await BoardScene.OpenAsync(registry, "AAA-2023A", [[50, 50]]);
        await registry.Given.OccurrenceAsync(Module, o => o.In("2023/24", "J", new DateOnly(2023, 10, 1), new DateOnly(2024, 6, 25)).With($"{Module}/1", 100m));
        var programme = await registry.ReadAsync(db => db.Set<Programme>().Include(p => p.Versions).SingleAsync());
        var person = await registry.Given.PersonAsync();
        var engagement = await registry.Given.EngagementAsync(person, programme, enrolled: false);
        await registry.SaveAsync(db => db.Add(new IdentityVerification(db.Set<Person>().Single(p => p.Id == person.Id), Check, registry.Clock.Now)));
        var marked = board.Registrations[0].PersonId;
        return new TwoLives(registry, hub, board, engagement, person.StudentNumber, await registry.ReadAsync(db => db.Set<Person>().Where(p => p.Id == marked).Select(p => p.StudentNumber).SingleAsync()));
    }

    /// <summary>What the model and the record make of it.</summary>
    public async Task<(string Expected, string Came)> HappenAsync(Event happens, string id, HistoryModel model)
    {
        var (isNew, nth) = (happens == Event.NewMark, happens is Event.HoldOne or Event.ReleaseOne ? 0 : 1);
        switch (happens)
        {
            case Event.HoldOne or Event.HoldOther:
                return (Say(model.Hold(nth, id)), await SaidAsync("F010", "FIN", "FinancialHoldPlaced", id, new { student = Held, hold = $"h{nth}", reason = "Deposit outstanding", placedOn = "2024-05-01" }));
            case Event.ReleaseOne or Event.ReleaseOther:
                return (Say(model.Release(nth, id)), await SaidAsync("F010", "FIN", "FinancialHoldReleased", id, new { student = Held, hold = $"h{nth}", reason = "Paid", releasedOn = "2024-05-02" }));
            case Event.Verify:
                return (Say(model.Verify(id)), await SaidAsync("F026", "OIV", "IdentityVerified", id, new { @case = Check, confidence = 99, decidedOn = "2024-05-01" }));
            case Event.Choose:
                return (Say(model.Choose(id)), await SaidAsync("F011", "EWP", "ModuleSelectionSubmitted", id, new { student = Held, occurrences = new[] { Module } }));
            case Event.Withdraw:
                return (Say(model.Withdraw(id)), await SaidAsync("F011", "EWP", "SelfServiceRequestRaised", id, new { student = Held, request = "WithdrawFromProgramme", effectiveOn = "2024-06-03" }));
            case Event.NewMark or Event.OldMark:
                var (version, score) = model.Next(isNew);
                return (Say(model.Mark(version, score, id)), await SaidAsync("F016", "VLE", "AssessmentMarkSubmitted", id, new { student = Marked, assessment = board.Occurrence.Components[0].Key, score, submittedOn = "2023-12-01" }, version));
            case Event.Adjust:
                return (Say(model.Adjust(id)), await SaidAsync("F063", "WELL", adjusted == 0 ? "ReasonableAdjustmentApproved" : "ReasonableAdjustmentAmended", id,
                    new { student = Marked, @case = "W-1", adjustment = "RA-1", category = "ExtraTime", from = "2023-10-01", amount = 25 + adjusted }, ++adjusted));
            case Event.Circumstance:
                return (Say(model.Circumstance(id)), await SaidAsync("F066", "WELL", "ExceptionalCircumstancesOutcome", id,
                    new { student = Marked, claim = "EC-1", outcome = "PenaltyWaived", severity = "B", decidedOn = "2024-05-01", items = new[] { new { assessment = board.Occurrence.Components[0].Key, attempt = 1 } } }, ++claimed));
            case Event.Freeze:
                return (Say(model.Freeze()), Say(await FreezeAsync()));
            case Event.Appeal:
                return (Say(model.Appeal()), Say(await AppealAsync()));
            default:
                return (Say(model.Ratify()), Say(await RatifyAsync()));
        }
    }

    public async Task MustBeAsync(HistoryModel model)
    {
        await using var db = registry.CreateDbContext();
        Assert.Equal(model.Inbox.OrderBy(m => m.Key), (await db.Set<InboxMessage>().ToDictionaryAsync(m => m.MessageId, m => m.State)).OrderBy(m => m.Key));
        Assert.Equal(model.OpenHolds, await db.Set<Hold>().CountAsync(h => h.ReleasedOn == null));
        Assert.Equal(model.IsOnModule ? 1 : 0, await db.Set<ModuleRegistration>().CountAsync(r => r.PersonId == held.PersonId && r.Status == RegistrationStatus.Registered));
        Assert.Equal(model.IsGone ? EngagementStatus.Withdrawn : model.IsEnrolled ? EngagementStatus.Enrolled : EngagementStatus.Expected, await db.Set<Engagement>().Where(e => e.Id == held.Id).Select(e => e.Status).SingleAsync());
        var component = board.Occurrence.Components[0].Id;
        Assert.Equal(model.Score, await db.Set<Mark>().Where(m => m.ComponentId == component && m.IsCurrent).Select(m => m.Score).SingleAsync());
        Assert.Equal(model.Adjustments, await db.Set<ReasonableAdjustment>().CountAsync(a => a.State == AdjustmentState.Granted));
        Assert.Equal((model.Circumstances, model.LateCircumstances), (await db.Set<CircumstanceItem>().CountAsync(i => i.State == OutcomeState.InEffect), await db.Set<CircumstanceItem>().CountAsync(i => i.State == OutcomeState.Late)));
        var decisions = await db.Set<BoardDecision>().OrderBy(d => d.Id).Select(d => new { d.Id, d.SupersedesId }).ToListAsync();
        Assert.Equal(model.Decisions, decisions.Count);
        Assert.Equal(decisions.Select(d => (long?)d.Id).SkipLast(1), decisions.Skip(1).Select(d => d.SupersedesId));
    }

    private object Marked => new { system = "SIS", id = markedNumber };

    private object Held => new { system = "SIS", id = heldNumber };

    private static string Say<T>(T outcome) => $"{outcome}";

    private async Task<string> SaidAsync(string flow, string system, string type, string id, object data, long version = 1)
    {
        var receipt = (await hub.SayAsync(flow, system, [Messages.Message(id, type, id, data, version)]))[0];
        return $"{receipt.State}";
    }

    private async Task<bool> FreezeAsync()
    {
        var frozen = await board.FreezeAsync();
        if (frozen.Refusals.Count > 0)
        {
            return false;
        }

        var pack = await registry.ReadAsync(db => db.Set<ExamBoard>().Where(b => b.Id == board.BoardId).Select(b => b.PackVersion).SingleAsync());
        Assert.Empty((await board.ConfirmAsync(pack: pack)).Refusals);
        return true;
    }

    private async Task<bool> RatifyAsync()
    {
        if ((await board.SitAsync()).Refusals.Count > 0)
        {
            return false;
        }

        await registry.Get<DecisionService>().AcceptSuggestionsAsync(board.BoardId, null, registry.As(board.Secretary));
        var pack = await registry.ReadAsync(db => db.Set<ExamBoard>().Where(b => b.Id == board.BoardId).Select(b => b.PackVersion).SingleAsync());
        return (await board.RatifyAsync(pack)).Refusals.Count == 0;
    }

    /// <summary>Against the decision that stands: recorded, approved by two, heard and upheld.</summary>
    private async Task<bool> AppealAsync()
    {
        if (await registry.ReadAsync(db => db.Set<BoardDecision>().OrderByDescending(d => d.Id).FirstOrDefaultAsync()) is not { } decision)
        {
            return false;
        }

        var appeal = new AppealHeard(registry, board);
        await appeal.HeldAsync(await appeal.ApprovedAsync(decision, $"A-{++appealed}"));
        return true;
    }
}
