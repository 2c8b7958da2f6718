using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Compare;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Jobs;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Demo;
using StudentRecords.Infrastructure.Hesa;
using StudentRecords.Infrastructure.Hesa.Sets;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Tests.House;

namespace StudentRecords.Tests.Demo;

/// <summary>What the demo institution promises to show.</summary>
[Collection(DemoCollection.Name)]
public sealed class DemoInstitutionTests(DemoInstitution demo)
{
    [Fact]
    public async Task Seeding_EndsAsAJobThatSucceeded()
    {
        var job = await demo.Registry.ReadAsync(db => db.Set<JobRequest>().SingleAsync(j => j.Kind == "SeedDemoJob"));
        Assert.True(job.State == JobState.Succeeded, job.Result);
        Assert.Equal(100, job.Progress);
    }

    [Fact]
    public async Task Seeding_IsAskedForOnceInADatabasesLife() => Assert.False(await DemoSeeding.RequestAsync(demo.Registry.Services, DemoPreset.Small));

    [Fact]
    public async Task Catalogue_HasFourProgrammes_AndOccurrencesOfThreeYearsWithTheirWeights()
    {
        Assert.Equal(4, await demo.CountAsync<Programme>());
        var years = await demo.Registry.ReadAsync(db => db.Set<ModuleOccurrence>().Select(o => o.AcademicYear).Distinct().OrderBy(y => y).ToListAsync());
        Assert.Equal(["2022/23", "2023/24", "2024/25"], years);
        var weights = await demo.Registry.ReadAsync(db => db.Set<AssessmentComponent>().GroupBy(c => c.OccurrenceId).Select(g => g.Sum(c => c.Weight)).ToListAsync());
        Assert.All(weights, w => Assert.Equal(100m, w));
        Assert.True(await demo.CountAsync<ModuleVersion>(v => v.CatalogueVersion == 2) > 0);
    }

    [Fact]
    public async Task Rules_CanBeRead()
    {
        foreach (var rule in await demo.Registry.ReadAsync(db => db.Set<MarkRule>().Where(r => r.Code.StartsWith("WEX")).ToListAsync()))
        {
            Assert.Empty(MarkRuleClauses.Read(rule.Clauses).Refusals);
        }
    }

    [Theory]
    [InlineData(EngagementStatus.Enrolled)]
    [InlineData(EngagementStatus.Withdrawn)]
    [InlineData(EngagementStatus.Completed)]
    [InlineData(EngagementStatus.Deferred)]
    [InlineData(EngagementStatus.NoShow)]
    [InlineData(EngagementStatus.Interrupted)]
    [InlineData(EngagementStatus.Deceased)]
    public async Task Engagements_StandInEachStatus(EngagementStatus status) => Assert.True(await demo.CountAsync<Engagement>(e => e.Status == status) > 0);

    [Fact]
    public async Task Marks_AreOfEveryKind()
    {
        Assert.True(await demo.CountAsync<Mark>(m => m.Score == null) > 0, "submitted without a mark");
        Assert.True(await demo.CountAsync<Mark>(m => m.Score == 0 && m.SubmittedOn == null) > 0, "not submitted");
        Assert.True(await demo.CountAsync<Mark>(m => m.Attempt == 2) > 0, "sat again");
        Assert.True(await demo.CountAsync<Mark>(m => m.IsBanked) > 0, "banked");
        Assert.True(await demo.CountAsync<Mark>(m => !m.IsCurrent) > 0, "corrected");
        Assert.True(await demo.CountAsync<Mark>(m => m.SubmittedOn > m.Component.DueOn) > 0, "late");
        Assert.True(await demo.CountAsync<ModuleRegistration>(r => r.Attempt == 2) > 0, "module repeated");
    }

    [Theory]
    [InlineData("Finance")]
    [InlineData("Library")]
    [InlineData("Academic Integrity")]
    [InlineData("Registry")]
    [InlineData("Compliance")]
    public async Task Holds_OfEachOwner_AreOpenAndReleased(string source)
    {
        Assert.True(await demo.CountAsync<Hold>(h => h.Source == source && h.ReleasedOn == null) > 0);
        Assert.True(await demo.CountAsync<Hold>(h => h.Source == source && h.ReleasedOn != null) > 0);
    }

    [Fact]
    public async Task Identifiers_AreWellFormed()
    {
        var sids = await demo.Registry.ReadAsync(db => db.Set<PersonIdentifier>().Where(i => i.Kind == IdentifierKinds.Sid).Select(i => i.Value).ToListAsync());
        Assert.All(sids, s => Assert.True(Sid.TryParse(s, out _)));
        var ulns = await demo.Registry.ReadAsync(db => db.Set<PersonIdentifier>().Where(i => i.Kind == IdentifierKinds.Uln).Select(i => i.Value).ToListAsync());
        Assert.All(ulns, u => Assert.Equal(10, (u.Take(9).Select((d, i) => (d - '0') * (10 - i)).Sum() + (u[9] - '0')) % 11));
    }

    [Fact]
    public async Task MoneyAndDocuments_AreThere()
    {
        Assert.True(await demo.CountAsync<FeeCharge>() > 0);
        Assert.True(await demo.CountAsync<Payment>() > 0);
        Assert.True(await demo.CountAsync<StudentDocument>() > 0);
    }

    [Theory]
    [InlineData(BoardStage.Preparing)]
    [InlineData(BoardStage.Frozen)]
    [InlineData(BoardStage.InSession)]
    [InlineData(BoardStage.Ratified)]
    public async Task Boards_StandAtEachStage(BoardStage stage) => Assert.True(await demo.CountAsync<ExamBoard>(b => b.Stage == stage) > 0);

    [Fact]
    public async Task Boards_OfPastYears_AreAllRatified() => Assert.Equal(0, await demo.CountAsync<ExamBoard>(b => b.OccurrenceId != null && b.AcademicYear != "2024/25" && b.Stage != BoardStage.Ratified));

    [Fact]
    public async Task Boards_InPreparation_MissMarks_AndOneSitting_IsHalfDecided()
    {
        var missing = await demo.Registry.ReadAsync(db => (from c in db.Set<BoardCandidate>()
                                                           join b in db.Set<ExamBoard>() on c.BoardId equals b.Id
                                                           join r in db.Set<ModuleResult>() on c.RegistrationId equals r.RegistrationId
                                                           where b.Stage == BoardStage.Preparing && r.MissingCount > 0
                                                           select c.Id).CountAsync());
        Assert.True(missing > 0);
        var sitting = await demo.Registry.ReadAsync(db => db.Set<BoardCandidate>().Where(c => db.Set<ExamBoard>().Any(b => b.Id == c.BoardId && b.Stage == BoardStage.InSession)).GroupBy(c => c.ProposedOutcome == null).Select(g => g.Count()).ToListAsync());
        Assert.Equal(2, sitting.Count);
    }

    [Fact]
    public async Task Decisions_DepartFromTheSuggestion_WithAReason()
    {
        Assert.True(await demo.CountAsync<BoardDecision>(d => d.Outcome == BoardOutcome.Condoned && d.Reason != null) + await demo.CountAsync<BoardDecision>(d => d.Outcome == BoardOutcome.Referred && d.Reason != null) > 0);
        Assert.True(await demo.CountAsync<BoardDecision>(d => d.Outcome == BoardOutcome.Withdrawn) > 0);
    }

    [Fact]
    public async Task Examiners_HaveSigned_Qualified_Refused_AndKeptSomeWaiting()
    {
        var verdicts = await demo.Registry.ReadAsync(db => db.Set<ExaminerConfirmation>().Select(c => c.Verdict).Distinct().ToListAsync());
        Assert.Equal(3, verdicts.Count);
        Assert.True(await demo.Registry.ReadAsync(db => db.Set<ExamBoard>().CountAsync(b => b.Stage == BoardStage.Frozen && !db.Set<ExaminerConfirmation>().Any(c => c.BoardId == b.Id))) > 0);
    }

    [Fact]
    public async Task Results_AreHeldUntilTheirRelease_OrLongDelivered()
    {
        Assert.True(await demo.CountAsync<OutboxMessage>(m => m.Flow == "F012" && m.State == OutboxState.Unsent && m.HeldUntil > demo.Registry.Clock.Now) > 0);
        Assert.True(await demo.CountAsync<OutboxMessage>(m => m.Flow == "F012" && m.State == OutboxState.Delivered) > 0);
    }

    [Fact]
    public async Task Adjustments_AreOfEveryCategory_ChangedAndEnded_AndSomeAreDueForReview()
    {
        Assert.Equal(Enum.GetValues<AdjustmentCategory>().Length, await demo.Registry.ReadAsync(db => db.Set<ReasonableAdjustment>().Select(a => a.Category).Distinct().CountAsync()));
        Assert.Equal(Enum.GetValues<AdjustmentState>().Length, await demo.Registry.ReadAsync(db => db.Set<ReasonableAdjustment>().Select(a => a.State).Distinct().CountAsync()));
        Assert.True(await demo.CountAsync<ReasonableAdjustment>(a => a.State == AdjustmentState.Granted && a.ReviewOn < new DateOnly(2025, 6, 20)) > 0);
        Assert.True(await demo.CountAsync<InboxMessage>(m => m.Flow == "F063" && m.ReasonCode == "OVERLAP") > 0);
        Assert.True(await demo.CountAsync<OutboxMessage>(m => (m.Flow == "F059" || m.Flow == "F060" || m.Flow == "F061") && m.State == OutboxState.Delivered) > 0);
    }

    [Fact]
    public async Task Circumstances_HoldOrCameLate_WithAndWithoutARoute()
    {
        Assert.True(await demo.Registry.ReadAsync(db => db.Set<CircumstanceItem>().Where(i => i.State == OutcomeState.InEffect).Select(i => i.Outcome).Distinct().CountAsync()) > 5);
        Assert.True(await demo.CountAsync<CircumstanceItem>(i => i.State == OutcomeState.Late && i.ProposedRoute == null) > 0);
        Assert.True(await demo.CountAsync<CircumstanceItem>(i => i.State == OutcomeState.Late && i.ProposedRoute != null) > 0);
        Assert.True(await demo.CountAsync<InboxMessage>(m => m.Flow == "F066" && m.ReasonCode == "LOCKED") > 0);
    }

    [Fact]
    public async Task Misconduct_StandsInEachFinding_WithAReversal()
    {
        Assert.Equal(Enum.GetValues<MisconductFinding>().Length, await demo.Registry.ReadAsync(db => db.Set<MisconductCase>().Select(c => c.Finding).Distinct().CountAsync()));
        Assert.True(await demo.CountAsync<PenaltyEntry>(e => e.Reverses != null) > 0);
        Assert.True(await demo.CountAsync<PenaltyEntry>(e => e.State == OutcomeState.Late && e.RegistrationId != null) > 0);
        Assert.True(await demo.CountAsync<PenaltyEntry>(e => e.State == OutcomeState.Late && e.RegistrationId == null) > 0);
        Assert.True(await demo.CountAsync<InboxMessage>(m => m.Flow == "F069" && m.ReasonCode == "SAME_CASE") > 0);
    }

    [Theory]
    [InlineData(InboxState.Applied, null)]
    [InlineData(InboxState.Stale, "STALE")]
    [InlineData(InboxState.Parked, "UNKNOWN_REFERENCE")]
    [InlineData(InboxState.Refused, null)]
    [InlineData(InboxState.SetAside, null)]
    [InlineData(InboxState.Quarantined, "CONTRACT")]
    [InlineData(InboxState.Quarantined, "CONFLICT")]
    [InlineData(InboxState.Quarantined, "LOCKED")]
    [InlineData(InboxState.Quarantined, "UNKNOWN_VERSION")]
    [InlineData(InboxState.Quarantined, "IDENTITY_AMBIGUOUS")]
    public async Task Inbox_HoldsMessagesInEachState(InboxState state, string? code) => Assert.True(await demo.CountAsync<InboxMessage>(m => m.State == state && (code == null || m.ReasonCode == code)) > 0);

    [Theory]
    [InlineData(OutboxState.Unsent)]
    [InlineData(OutboxState.Delivered)]
    [InlineData(OutboxState.Dead)]
    public async Task Outbox_HoldsMessagesInEachState(OutboxState state) => Assert.True(await demo.CountAsync<OutboxMessage>(m => m.State == state) > 0);

    [Theory]
    [InlineData(VerificationState.Requested)]
    [InlineData(VerificationState.Pending)]
    [InlineData(VerificationState.Passed)]
    [InlineData(VerificationState.Failed)]
    [InlineData(VerificationState.FraudSuspected)]
    public async Task IdentityChecks_StandInEachState(VerificationState state) => Assert.True(await demo.CountAsync<IdentityVerification>(v => v.State == state) > 0);

    [Fact]
    public async Task Applicants_AreExpected_WhileTheirIdentityIsNotVerified() => Assert.True(await demo.CountAsync<Engagement>(e => e.Status == EngagementStatus.Expected) > 0);

    [Theory]
    [InlineData("22056", 1, ReturnState.Acknowledged)]
    [InlineData("22056", 2, ReturnState.Submitted)]
    [InlineData("22056", 3, ReturnState.Compared)]
    [InlineData("23056", 1, ReturnState.Validated)]
    [InlineData("24056", 1, ReturnState.Built)]
    public async Task Returns_StandAtEachStage_WithoutErrors(string collection, int sequence, ReturnState state)
    {
        var found = await demo.Registry.ReadAsync(db => db.Set<HesaReturn>().SingleAsync(r => r.Collection == collection && r.Sequence == sequence));
        Assert.Equal((state, 0), (found.State, found.ErrorCount));
        Assert.True(found.EntityCount > 0);
    }

    /// <summary>The 37 entities of the compare article; RegistrationRole is asked for from 2025/26 on, and the story ends before.</summary>
    [Fact]
    public async Task Returns_HoldEveryEntity()
    {
        var held = await demo.Registry.ReadAsync(db => db.Set<SetEntity>().Select(e => e.Entity).Distinct().ToListAsync());
        var asked = Asked().Select(e => e.Name).ToList();
        Assert.Equal(37, asked.Count);
        Offenders.None(asked.Except(held));
    }

    /// <summary>Every status that an entity can come to by its definition.</summary>
    [Fact]
    public async Task Returns_HoldTheStatusesOfEveryEntity()
    {
        var told = await demo.Registry.ReadAsync(db => db.Set<ReturnCount>().Select(c => new { c.Entity, c.Status }).Distinct().ToListAsync());
        var allowed =
            from entity in Asked()
            from status in Enum.GetValues<EntityStatus>()
            where status != EntityStatus.Error
            where status != EntityStatus.Identify || entity.Children.Count > 0
            where status != EntityStatus.Delete || entity.Vanished.As == VanishClass.Delete
            where status != EntityStatus.Amended || entity.Fields.Any(f => !entity.IsKey(f)) || entity.Vanished.As == VanishClass.ClosedByDate
            select $"{entity.Name} {status}";
        Offenders.None(allowed.Except(told.Select(t => $"{t.Entity} {t.Status}")));
    }

    private List<EntityDefinition> Asked() => [.. demo.Registry.Get<CollectionDefinitions>().All.Where(c => c.FirstYear < 2025).SelectMany(c => c.Entities).DistinctBy(e => e.Name)];

    [Fact]
    public async Task Overrides_AndReportedFacts_AreThere()
    {
        Assert.True(await demo.CountAsync<ValueOverride>(o => o.ApprovedBy != null) > 20);
        Assert.True(await demo.CountAsync<RuleWaiver>(w => w.GrantedBy != null) > 0);
    }

    [Theory]
    [InlineData(JobState.Failed)]
    [InlineData(JobState.Cancelled)]
    public async Task Jobs_HaveEndedInEachWay(JobState state) => Assert.True(await demo.CountAsync<JobRequest>(j => j.State == state) > 0);
}
