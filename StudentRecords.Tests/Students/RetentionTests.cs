using System.IO.Compression;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Students.Retention;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Students.Retention;
using StudentRecords.Tests.House;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Students;

public sealed class RetentionTests : IDisposable
{
    private static readonly Caller Ann = new("Ann", 1, [new RoleGrant(Role.RegistryManager, Scope.Everything)]);
    private static readonly Caller Ben = new("Ben", 2, [new RoleGrant(Role.RegistryManager, Scope.Everything)]);

    private readonly TestRegistry registry = new();

    private RetentionService Retention => registry.Get<RetentionService>();

    [Fact]
    public async Task Disposal_TakesWhatIsPastItsPeriod_AndTheTrailStillHolds()
    {
        var gone = await LeftAsync(new DateOnly(2014, 6, 30));
        var recent = await LeftAsync(new DateOnly(2023, 6, 30));
        var run = (await Retention.PrepareAsync(registry.As(Ann))).Value;
        Assert.Equal("SECOND_PERSON", Assert.Single((await Retention.ApproveAsync(await StepAsync(run), registry.As(Ann))).Refusals).Code);

        Assert.True((await Retention.ApproveAsync(await StepAsync(run), registry.As(Ben))).Succeeded);
        await WorkAsync();

        var people = await registry.ReadAsync(db => db.Set<Person>().ToDictionaryAsync(p => p.Id));
        Assert.Null(people[gone].Email);
        Assert.NotNull(people[recent].Email);
        Assert.NotEmpty(people[gone].FamilyName);
        Assert.Equal([recent], await registry.ReadAsync(db => db.Set<Payment>().Select(p => p.PersonId).ToListAsync()));
        Assert.Equal(DisposalState.Done, await registry.ReadAsync(db => db.Set<DisposalRun>().Select(r => r.State).SingleAsync()));
        var verdict = await registry.Get<AuditVerifier>().VerifyAsync(Caller.System("TEST"));
        Assert.True(verdict.IsWhole, verdict.Break?.Sentence);
    }

    [Fact]
    public async Task Disposal_ClosesTheValuesInTheTrail_AndKeepsThatSomethingWasDone()
    {
        var gone = await LeftAsync(new DateOnly(2014, 6, 30));
        Assert.Contains("gone@example.org", await ToldAsync(gone), StringComparison.Ordinal);

        await DisposeAsync();

        var told = await ToldAsync(gone);
        Assert.DoesNotContain("gone@example.org", told, StringComparison.Ordinal);
        Assert.Contains("disposed", told, StringComparison.Ordinal);
        Assert.Contains("DisposeOfRecords", await registry.ReadAsync(db => db.Set<AuditEntry>().Where(e => e.SubjectId == gone).Select(e => e.Act).ToListAsync()));
        Assert.DoesNotContain(await registry.ReadAsync(db => db.Set<AuditEntry>().Where(e => e.SubjectId == gone).Select(e => e.Changes).ToListAsync()), c => c.Contains("gone@example.org", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Disposal_TakesRoomsAttendanceAndWork_OfWhoeverLeftLongAgo()
    {
        var (gone, recent) = (await LeftAsync(new DateOnly(2014, 6, 30)), await LeftAsync(new DateOnly(2023, 6, 30)));
        foreach (var person in new[] { gone, recent })
        {
            await using var db = registry.CreateDbContext();
            var engagement = await db.Set<Engagement>().SingleAsync(e => e.PersonId == person);
            var booking = new ResidenceBooking(person, $"B-{person}");
            booking.Take("Elm Hall", "12", ResidenceState.CheckedOut, new DateOnly(2012, 9, 20), new DateOnly(2013, 7, 1), 1);
            await registry.SaveAsync(d => d.AddRange(booking, new StudentStaffRole(person, engagement.Id, "Library assistant", 10m, new DateOnly(2012, 9, 20), new DateOnly(2013, 7, 1))));
        }

        await DisposeAsync();

        Assert.Equal([recent], await registry.ReadAsync(db => db.Set<ResidenceBooking>().Select(b => b.PersonId).ToListAsync()));
        Assert.Equal([recent], await registry.ReadAsync(db => db.Set<StudentStaffRole>().Select(r => r.PersonId).ToListAsync()));
        Assert.Equal(1, await registry.ReadAsync(db => db.Set<DisposalItem>().Where(i => i.PersonId == gone && i.Class == RecordClass.Residence).Select(i => i.Rows).SingleAsync()));
    }

    [Fact]
    public async Task TableAboutPeople_GoesAtSomeTime_OrIsNamedHereAsKeptForGood()
    {
        HashSet<string> kept =
        [
            // what was studied, decided and awarded
            "Engagement", "CourseSession", "StatusEntry", "EntryProfile", "EntryQualification", "QualificationResult", "EngagementInitiative", "ExchangeVisit", "ActivityAway", "PartnerArrangement", "ResearchSupervision", "ResearchMilestone",
            "FinancialSupport", "LanguageSkill", "Application", "ModuleRegistration", "WaitingEntry", "GroupMembership", "ProgressionEntry", "ResitEntry", "ExamSeat", "Mark", "ModuleResult", "ModerationEntry",
            "BoardCandidate", "BoardDecision", "AwardCandidate", "AwardDecision", "AwardPrize", "Appeal", "AwardAppeal", "MisconductCase", "PenaltyEntry", "Conferment", "Graduand", "FiledDocument", "PersonIdentifier", "PersonMerge", "QuietHandling",
            // what was done about the record itself
            "NameUnsealing", "LegalHold", "DisposalItem", "SubjectAccessRequest",
        ];
        await using var db = registry.CreateDbContext();
        var tables = db.Model.GetEntityTypes().Select(t => t.ClrType).Where(t => typeof(IAboutPerson).IsAssignableFrom(t)).ToList();
        Offenders.None(tables.Where(t => !kept.Contains(t.Name) && !RecordParts.Tables.Contains(t)).Select(t => $"{t.Name} is about people and has no retention class"));
        Offenders.None(kept.Where(k => tables.TrueForAll(t => t.Name != k) || RecordParts.Tables.Any(t => t.Name == k)).Select(k => $"{k} is named as kept and is not, or does not exist"));
    }

    [Fact]
    public async Task ALegalHold_KeepsEverything_AlsoWhenPlacedAfterTheRunWasPrepared()
    {
        var (held, later) = (await LeftAsync(new DateOnly(2014, 6, 30)), await LeftAsync(new DateOnly(2014, 6, 30)));
        Assert.True((await Retention.PlaceLegalHoldAsync(held, registry.As(Ann))).Succeeded);
        Assert.Equal("ALREADY_HELD", Assert.Single((await Retention.PlaceLegalHoldAsync(held, registry.As(Ann))).Refusals).Code);
        var run = (await Retention.PrepareAsync(registry.As(Ann))).Value;
        Assert.Equal([later], await registry.ReadAsync(db => db.Set<DisposalItem>().Select(i => i.PersonId).Distinct().ToListAsync()));
        await Retention.PlaceLegalHoldAsync(later, registry.As(Ann));

        await Retention.ApproveAsync(await StepAsync(run), registry.As(Ben));
        await WorkAsync();

        Assert.All(await registry.ReadAsync(db => db.Set<DisposalItem>().ToListAsync()), i => Assert.Equal("A legal hold was placed.", i.KeptBecause));
        Assert.Equal(2, await registry.ReadAsync(db => db.Set<Person>().CountAsync(p => p.Email != null)));
        var hold = await registry.ReadAsync(db => db.Set<LegalHold>().Where(h => h.PersonId == held).Select(h => h.Id).SingleAsync());
        Assert.True((await Retention.LiftLegalHoldAsync(hold, registry.As(Ann))).Succeeded);
        Assert.Equal("ALREADY_LIFTED", Assert.Single((await Retention.LiftLegalHoldAsync(hold, registry.As(Ann))).Refusals).Code);
    }

    [Fact]
    public async Task APeriod_IsPublishedAsAVersion_AndAWrongOneRefused()
    {
        Assert.Equal(["Basis", "Years"], (await Retention.PublishPeriodAsync(new PublishPeriod(RecordClass.AcademicRecord, 5, " "), registry.As(Ann))).Refusals.Select(r => r.Field).Order());
        Assert.True((await Retention.PublishPeriodAsync(new PublishPeriod(RecordClass.Contact, 20, "Policy of 2024"), registry.As(Ann))).Succeeded);
        await LeftAsync(new DateOnly(2014, 6, 30));

        await Retention.PrepareAsync(registry.As(Ann));

        Assert.DoesNotContain(RecordClass.Contact, await registry.ReadAsync(db => db.Set<DisposalItem>().Select(i => i.Class).ToListAsync()));
        Assert.Equal("RUN_OPEN", Assert.Single((await Retention.PrepareAsync(registry.As(Ann))).Refusals).Code);
        Assert.True((await Retention.DiscardAsync(await StepAsync(await registry.ReadAsync(db => db.Set<DisposalRun>().Select(r => r.Id).SingleAsync())), registry.As(Ann))).Succeeded);
    }

    [Fact]
    public async Task Disposal_ByRolesThatMayNot_IsTurnedAway()
    {
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Retention.PrepareAsync(registry.As(Role.RegistryOfficer)));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Retention.ApproveAsync(new DisposalStep(1, 1), registry.As(Role.Auditor)));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => registry.Get<SubjectAccessService>().ExportAsync(1, registry.As(Role.RegistryOfficer)));
    }

    [Fact]
    public async Task Export_HoldsEveryTableAboutThePerson_AndIsWrittenDown()
    {
        var registration = await registry.Given.StudentAsync(await registry.Given.OccurrenceAsync(), 63m);
        var access = registry.Get<SubjectAccessService>();
        Assert.Equal(["ReceivedOn", "Reference"], (await access.RecordAsync(registration.PersonId, "", new DateOnly(2099, 1, 1), registry.As(Ann))).Refusals.Select(r => r.Field).Order());
        var request = (await access.RecordAsync(registration.PersonId, "SAR-7", registry.Clock.Today, registry.As(Ann))).Value;

        var file = await access.ExportAsync(request, registry.As(Ann));

        using var zip = new ZipArchive(new MemoryStream(file!.Zip));
        using var json = await JsonDocument.ParseAsync(zip.GetEntry("record.json")!.Open());
        Assert.Equal(63m, json.RootElement.GetProperty("Mark")[0].GetProperty("Score").GetDecimal());
        Assert.All(["Person", "Engagement", "ModuleRegistration", "StatusEntry", "History"], kind => Assert.True(json.RootElement.GetProperty(kind).GetArrayLength() > 0));
        using var pdf = new StreamReader(zip.GetEntry("record.pdf")!.Open());
        Assert.StartsWith("%PDF-1.7", await pdf.ReadLineAsync(), StringComparison.Ordinal);
        Assert.Equal("Ann", await registry.ReadAsync(db => db.Set<AuditEntry>().Where(e => e.SubjectId == registration.PersonId && e.Changes.Contains("SubjectAccessRequest")).Select(e => e.Actor).SingleAsync()));
        Assert.NotNull(await registry.ReadAsync(db => db.Set<SubjectAccessRequest>().Select(r => r.AnsweredAt).SingleAsync()));
        Assert.Null(await access.ExportAsync(1, registry.As(Ann)));
    }

    public void Dispose() => registry.Dispose();

    /// <summary>Somebody who left on that day, with an address, a payment and a released hold.</summary>
    private async Task<long> LeftAsync(DateOnly day)
    {
        var person = await registry.Given.PersonAsync(p => p.Described(new PersonDetails { Email = "gone@example.org" }));
        await using var db = registry.CreateDbContext();
        var programme = await db.Set<Domain.Curriculum.Programme>().Include(p => p.Versions).FirstOrDefaultAsync() ?? await registry.Given.ProgrammeAsync(fromYear: "2000/01");
        var engagement = await registry.Given.EngagementAsync(person, programme, start: day.AddYears(-3));
        await registry.SaveAsync(d =>
        {
            var mine = d.Set<Engagement>().Include(e => e.Statuses).Include(e => e.Sessions).Single(e => e.Id == engagement.Id);
            mine.Complete(day, registry.Clock.Now);
            d.Add(new Payment(person.Id, $"P-{person.Id}", 100m, day));
        });
        return person.Id;
    }

    private async Task DisposeAsync()
    {
        var run = (await Retention.PrepareAsync(registry.As(Ann))).Value;
        Assert.True((await Retention.ApproveAsync(await StepAsync(run), registry.As(Ben))).Succeeded);
        await WorkAsync();
    }

    private Task<string> ToldAsync(long person) => registry.ReadAsync(async db =>
    {
        var entries = await db.Set<AuditEntry>().Where(e => e.SubjectKind == "Person" && e.SubjectId == person).ToListAsync();
        return string.Join("\n", (await TrailValues.OpenAsync(db, entries, default)).Values);
    });

    private async Task<DisposalStep> StepAsync(long run) => new(run, await registry.ReadAsync(db => db.Set<DisposalRun>().Where(r => r.Id == run).Select(r => r.Version).SingleAsync()));

    private async Task WorkAsync()
    {
        while (await registry.Get<JobRunner>().RunNextAsync(CancellationToken.None))
        {
        }
    }
}
