using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Sponsorship;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Enrolment.Desk;
using StudentRecords.Infrastructure.Sponsorship;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Enrolment;

/// <summary>Several engagements, further years, sponsored students, transfers and deaths.</summary>
public sealed class EngagementServiceTests : IDisposable
{
    private readonly TestRegistry registry = new();
    private readonly EnrolmentScene scene;

    public EngagementServiceTests() => scene = new(registry);

    private EngagementService Engagements => registry.Get<EngagementService>();

    [Fact]
    public async Task SomebodyWhoComesBack_KeepsPersonAndSidAndGetsANumberOfItsOwn()
    {
        var engagement = await scene.EngagementAsync(enrolled: true, p => p.Known("HESA", "12100071451234560", IdentifierKinds.Sid));
        await scene.Service.TakeAsync(await scene.StepAsync(engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 1, 10), "11"), registry.As(EnrolmentScene.Olga));
        await registry.Given.ProgrammeAsync("BSC-HI");

        var opened = await OpenAsync(engagement, "BSC-HI");

        Assert.Empty(opened.Refusals);
        var (first, second) = (await scene.NowAsync(engagement), await registry.ReadAsync(db => db.Set<Engagement>().SingleAsync(e => e.Id == opened.Value)));
        Assert.Equal((first.PersonId, EngagementStatus.Expected), (second.PersonId, second.Status));
        Assert.NotEqual(first.Numhus, second.Numhus);
        Assert.Single(await registry.ReadAsync(db => db.Set<PersonIdentifier>().Where(i => i.Kind == IdentifierKinds.Sid).ToListAsync()));
    }

    [Fact]
    public async Task TwoFullTimeEngagementsAtOnce_AreRefusedUnlessAManagerSaysWhy()
    {
        var engagement = await scene.EngagementAsync(enrolled: true);
        await registry.Given.ProgrammeAsync("BSC-HI");
        var second = (await OpenAsync(engagement, "BSC-HI")).Value;
        var step = new TakeStep { Step = EnrolmentStep.Confirm, EngagementId = second, Version = 1 };

        Assert.Equal("OVERLAPPING_ENGAGEMENT", Assert.Single((await scene.Service.TakeAsync(step, registry.As(EnrolmentScene.Olga))).Refusals).Code);
        Assert.Equal("NOT_PERMITTED", Assert.Single((await scene.Service.TakeAsync(step with { OverlapAllowed = true }, registry.As(EnrolmentScene.Olga))).Refusals).Code);
        Assert.Empty((await scene.Service.TakeAsync(step with { OverlapAllowed = true }, registry.As(Role.RegistryManager))).Refusals);
    }

    [Fact]
    public async Task AShortCoursePartTimeBesideADegree_IsEnrolled()
    {
        var engagement = await scene.EngagementAsync(enrolled: true);
        await registry.Given.ProgrammeAsync("CERT");
        var second = (await OpenAsync(engagement, "CERT", mode: "31")).Value;

        Assert.Empty((await scene.Service.TakeAsync(new TakeStep { Step = EnrolmentStep.Confirm, EngagementId = second, Version = 1 }, registry.As(EnrolmentScene.Olga))).Refusals);
    }

    [Fact]
    public async Task AFurtherEngagement_WithEverythingWrong_IsRefusedForEach()
    {
        var engagement = await scene.EngagementAsync(enrolled: true);
        var outcome = await Engagements.OpenAsync(new OpenEngagement { PersonId = engagement.PersonId, Programme = "BSC-CS", Start = new DateOnly(2001, 1, 1), ExpectedEnd = new DateOnly(2000, 1, 1), Mode = "77", Venue = "MOON" }, registry.As(EnrolmentScene.Olga));

        Assert.Equal(["ALREADY_ON_IT", "END_BEFORE_START", "MODE_UNKNOWN", "NOT_IN_THAT_YEAR", "VENUE_UNKNOWN"], outcome.Refusals.Select(r => r.Code).Order());
    }

    [Fact]
    public async Task ReEnrol_OpensTheNextYearAndClosesTheOneThatIsOver()
    {
        var engagement = await scene.EngagementAsync(enrolled: true);
        var request = await ReEnrolAsync(engagement, "2024/25");
        var effects = await Engagements.PreviewReEnrolAsync(request, registry.As(EnrolmentScene.Olga));
        Assert.Equal(["2024/25, year 2"], effects.SessionsOpened);

        Assert.Empty((await Engagements.ReEnrolAsync(request, registry.As(EnrolmentScene.Olga))).Refusals);

        var sessions = (await scene.NowAsync(engagement)).Sessions.OrderBy(s => s.Start).ToList();
        Assert.Equal([("2023/24", "04", 1), ("2024/25", null, 2)], sessions.Select(s => (s.SessionYear, s.EndReason, s.YearOfProgramme)));
        Assert.Equal((100m, engagement.ProgrammeVersionId), (sessions[1].PlannedLoad, sessions[1].ProgrammeVersionId));
        Assert.Equal("CHANGED_MEANWHILE", Assert.Single((await Engagements.ReEnrolAsync(request, registry.As(EnrolmentScene.Olga))).Refusals).Code);
        Assert.Equal("ALREADY_RE_ENROLLED", Assert.Single((await Engagements.ReEnrolAsync(await ReEnrolAsync(engagement, "2024/25"), registry.As(EnrolmentScene.Olga))).Refusals).Code);
    }

    [Fact]
    public async Task ReEnrol_NamesEverythingInTheWayWithItsOwner()
    {
        var engagement = await scene.EngagementAsync(enrolled: true, p => p.Held(Blocks.Progression, "Academic Integrity"));
        await SponsorAsync(engagement);

        var refusals = (await Engagements.ReEnrolAsync(await ReEnrolAsync(engagement, "2030/31"), registry.As(EnrolmentScene.Olga))).Refusals;

        Assert.Equal(["HOLD", "NO_PERMISSION_TO_STUDY", "PAST_EXPECTED_END"], refusals.Select(r => r.Code).Order());
    }

    [Fact]
    public async Task Transfer_BeforeALaterTransferOfTheYear_IsRefused()
    {
        var engagement = await scene.EngagementAsync(enrolled: true);
        var step = await scene.StepAsync(engagement, EnrolmentStep.Transfer, new DateOnly(2024, 2, 1));
        Assert.Empty((await scene.Service.TakeAsync(step with { Mode = "31" }, registry.As(EnrolmentScene.Olga))).Refusals);

        var earlier = await scene.StepAsync(engagement, EnrolmentStep.Transfer, new DateOnly(2023, 11, 1));

        Assert.Equal("BEFORE_LATER_TRANSFER", Assert.Single((await scene.Service.TakeAsync(earlier with { Mode = "01" }, registry.As(EnrolmentScene.Olga))).Refusals).Code);
        Assert.Equal(2, (await scene.NowAsync(engagement)).Sessions.Count);
    }

    [Fact]
    public async Task ASponsoredStudent_IsEnrolledWhenThePermissionComes()
    {
        var engagement = await scene.EngagementAsync(enrolled: false);
        await SponsorAsync(engagement);
        var refusal = Assert.Single((await scene.Service.TakeAsync(await scene.StepAsync(engagement, EnrolmentStep.Confirm), registry.As(EnrolmentScene.Olga))).Refusals);
        Assert.Equal(("NO_PERMISSION_TO_STUDY", "F052"), (refusal.Code, refusal.Clause));
        var desk = Assert.Single(await registry.Get<DeskQueries>().OfPersonAsync(engagement.PersonId, EnrolmentScene.Olga));
        Assert.Equal("Compliance", Assert.Single(desk.Obstacles).Owner);

        var sponsorships = registry.Get<SponsorshipService>();
        var granted = new RecordPermission { PersonId = engagement.PersonId, CasNumber = "E4G1", State = PermissionState.Granted, DecidedOn = new DateOnly(2023, 9, 1) };
        Assert.Equal("LEAVE_WITHOUT_DAYS", Assert.Single((await sponsorships.RecordAsync(granted, registry.As(Role.SponsorshipOfficer))).Refusals).Code);
        Assert.Empty((await sponsorships.RecordAsync(granted with { ValidFrom = new DateOnly(2023, 9, 1), ValidUntil = new DateOnly(2027, 1, 31) }, registry.As(Role.SponsorshipOfficer))).Refusals);

        Assert.Equal(EngagementStatus.Enrolled, (await scene.NowAsync(engagement)).Status);
        Assert.Single(await registry.Get<SponsorshipQueries>().OfPersonAsync(engagement.PersonId, TestRegistry.Caller(Role.SponsorshipOfficer)));
        Assert.Equal("OLDER_WORD", Assert.Single((await sponsorships.RecordAsync(granted with { State = PermissionState.Refused, DecidedOn = new DateOnly(2023, 8, 1) }, registry.As(Role.SponsorshipOfficer))).Refusals).Code);
    }

    [Fact]
    public async Task Transfer_ToAProgrammeThatDoesNotExistInThatYear_IsRefused()
    {
        var engagement = await scene.EngagementAsync(enrolled: true);
        await registry.Given.ProgrammeAsync("BSC-AI", fromYear: "2025/26");

        var outcome = await scene.Service.TakeAsync(await scene.StepAsync(engagement, EnrolmentStep.Transfer, new DateOnly(2024, 1, 8)) with { Programme = "BSC-AI" }, registry.As(EnrolmentScene.Olga));

        Assert.Equal("NOT_IN_THAT_YEAR", Assert.Single(outcome.Refusals).Code);
        Assert.Equal("PROGRAMME_UNKNOWN", Assert.Single((await scene.Service.TakeAsync(await scene.StepAsync(engagement, EnrolmentStep.Transfer, new DateOnly(2024, 1, 8)) with { Programme = "NONE" }, registry.As(EnrolmentScene.Olga))).Refusals).Code);
    }

    [Fact]
    public async Task Transfer_WithinTheYear_EndsTheSessionAndOpensAnotherPartOfIt()
    {
        var engagement = await scene.EngagementAsync(enrolled: true);
        var programme = await registry.Given.ProgrammeAsync("BSC-HI");

        Assert.Empty((await scene.Service.TakeAsync(await scene.StepAsync(engagement, EnrolmentStep.Transfer, new DateOnly(2024, 1, 8)) with { Programme = "BSC-HI", Mode = "31" }, registry.As(EnrolmentScene.Olga))).Refusals);

        var now = await scene.NowAsync(engagement);
        Assert.Equal((programme.Id, "31", EngagementStatus.Enrolled), (now.ProgrammeId, now.Mode, now.Status));
        Assert.Equal([(1, new DateOnly(2023, 10, 1), (DateOnly?)new DateOnly(2024, 1, 7), "01"), (2, new DateOnly(2024, 1, 8), null, "31")],
            now.Sessions.OrderBy(s => s.Part).Select(s => (s.Part, s.Start, s.End, s.Mode)));
        Assert.Contains("F012 EnrolmentStatusView", await scene.ToldAsync(engagement));
    }

    [Fact]
    public async Task AWithdrawalBeforeEnrolment_IsRefusedWithWhatToDoInstead()
    {
        var expected = await scene.EngagementAsync(enrolled: false);
        var enrolled = await scene.EngagementAsync(enrolled: true);

        Assert.Contains("record a no-show", Assert.Single((await scene.Service.TakeAsync(await scene.StepAsync(expected, EnrolmentStep.Withdraw, new DateOnly(2024, 1, 1), "11"), registry.As(EnrolmentScene.Olga))).Refusals).Sentence, StringComparison.Ordinal);
        Assert.Equal("BEFORE_ENROLMENT", Assert.Single((await scene.Service.TakeAsync(await scene.StepAsync(enrolled, EnrolmentStep.Withdraw, new DateOnly(2023, 9, 1), "11"), registry.As(EnrolmentScene.Olga))).Refusals).Code);
    }

    [Fact]
    public async Task ADeath_IsHandledQuietly()
    {
        var (engagement, occurrence) = await scene.ChargedAsync();
        var step = await scene.StepAsync(engagement, EnrolmentStep.RecordDeath, occurrence.Start.AddDays(3));

        Assert.Empty((await scene.Service.TakeAsync(step, registry.As(EnrolmentScene.Olga))).Refusals);

        var now = await scene.NowAsync(engagement);
        Assert.Equal((EngagementStatus.Deceased, "05"), (now.Status, now.EndReason));
        // timetabling takes the student off its rosters and is not told why
        Assert.Equal(["F003 ModuleRegistrationChanged", "F012 EnrolmentStatusView", "F049 SlcChangeOfCircumstance"], await scene.ToldAsync(engagement));
        Assert.DoesNotContain("Deceased", (await registry.ReadAsync(db => db.Set<Domain.Integration.OutboxMessage>().SingleAsync(m => m.Flow == "F012"))).Body, StringComparison.Ordinal);
        Assert.Equal(600m, (await registry.ReadAsync(db => db.Set<FeeCharge>().ToListAsync())).Sum(c => c.Amount));
        Assert.Equal(occurrence.Start.AddDays(3), (await registry.ReadAsync(db => db.Set<Person>().SingleAsync(p => p.Id == engagement.PersonId))).DiedOn);

        var found = Assert.Single((await registry.Get<QuietQueries>().CasesAsync(new(), TestRegistry.Caller(Role.FeesOfficer))).Rows);
        var quiet = registry.Get<QuietService>();
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => quiet.SettleAsync(found.Id, found.Version, registry.As(Role.RegistryOfficer)));
        Assert.Empty((await quiet.SettleAsync(found.Id, found.Version, registry.As(Role.FeesOfficer))).Refusals);
        Assert.Equal("ALREADY_SETTLED", Assert.Single((await quiet.SettleAsync(found.Id, found.Version, registry.As(Role.FeesOfficer))).Refusals).Code);
    }

    [Fact]
    public async Task SomebodyWhoIsStaffAsWell_StaysOnePerson()
    {
        var (one, other) = (await scene.EngagementAsync(enrolled: true), await scene.EngagementAsync(enrolled: true));
        var students = registry.Get<StudentRecords.Infrastructure.Students.StudentService>();

        Assert.Empty((await students.RecordNumberAsync(one.PersonId, NumberKind.Staff, " E1234 ", registry.As(EnrolmentScene.Olga))).Refusals);

        Assert.Equal("NUMBER_TAKEN", Assert.Single((await students.RecordNumberAsync(other.PersonId, NumberKind.Staff, "E1234", registry.As(EnrolmentScene.Olga))).Refusals).Code);
        Assert.Equal(one.PersonId, Assert.Single(await registry.ReadAsync(db => db.Set<PersonIdentifier>().Where(i => i.Kind == IdentifierKinds.StaffNumber).ToListAsync())).PersonId);
    }

    [Fact]
    public async Task TheDesk_NamesOwnerAndWayOfEachThingInTheWay()
    {
        var engagement = await scene.EngagementAsync(enrolled: false, p => p.Verification(VerificationState.Pending).Held(Blocks.Enrolment));

        var desk = Assert.Single(await registry.Get<DeskQueries>().OfPersonAsync(engagement.PersonId, EnrolmentScene.Olga));

        Assert.Equal([("IDENTITY_NOT_VERIFIED", "Admissions Compliance"), ("HOLD", "Finance")], desk.Obstacles.Select(o => (o.Code, o.Owner)));
        Assert.EndsWith("/release", desk.Obstacles[1].Address, StringComparison.Ordinal);
    }

    public void Dispose() => registry.Dispose();

    private Task<Domain.Outcome<long>> OpenAsync(Engagement engagement, string programme, string mode = "01") =>
        Engagements.OpenAsync(new OpenEngagement { PersonId = engagement.PersonId, Programme = programme, Start = new DateOnly(2024, 6, 3), Mode = mode }, registry.As(EnrolmentScene.Olga));

    private async Task<ReEnrol> ReEnrolAsync(Engagement engagement, string year) => new() { EngagementId = engagement.Id, Version = (await scene.NowAsync(engagement)).Version, Year = year };

    private async Task SponsorAsync(Engagement engagement) =>
        Assert.Empty((await Engagements.SponsorAsync(engagement.Id, (await scene.NowAsync(engagement)).Version, true, registry.As(EnrolmentScene.Olga))).Refusals);
}
