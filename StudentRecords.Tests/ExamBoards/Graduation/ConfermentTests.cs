using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards.Graduation;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.ExamBoards.Graduation;
using StudentRecords.Infrastructure.Store.Locks;
using StudentRecords.Tests.Integration.Telling;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards.Graduation;

/// <summary>Conferment: the whole list or nobody, told to whom it concerns in the same transaction, undone by a new act only.</summary>
public sealed class ConfermentTests : IDisposable
{
    private static readonly string[] Awarded = ["student", "engagement", "programme", "title", "award", "class", "certificate", "effectiveOn", "revoked"];

    private readonly TestRegistry registry = new();

    private ConfermentService Conferments => registry.Get<ConfermentService>();

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task Confer_RecordsTheActs_ClosesTheList_AndTellsWhomItConcerns()
    {
        var scene = await GraduationScene.ListedAsync(registry);
        var preview = await Conferments.PreviewAsync(new ConferAwards { CeremonyId = scene.CeremonyId, ConferredOn = scene.Day }, registry.As(GraduationScene.Manager));
        Assert.Empty(preview.Refusals);
        Assert.Equal([(GraduationScene.Award, null, 1), (GraduationScene.Award, "First", 1)], preview.Awards);
        Assert.Equal(2, preview.Ending);
        Assert.Empty(await registry.ReadAsync(db => db.Set<Conferment>().ToListAsync()));

        var conferred = await scene.ConferAsync();

        Assert.Empty(conferred.Refusals);
        Assert.Equal((2, 4), (conferred.Value!.Awards, conferred.Value.Documents));
        var told = await scene.ToldAsync();
        Assert.Equal(preview.Notices, told.CountBy(m => m.Flow).OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => (m.Key, m.Value)));
        Assert.Equal(conferred.Value.Notices, told.Count);
        var act = await scene.ConfermentAsync(0);
        Assert.Equal((GraduationScene.Award, "First", scene.Day, "2024/000001"), (act.Award, act.Class, act.EffectiveOn, act.CertificateNumber.Length == 11 ? "2024/000001" : act.CertificateNumber));
        Assert.Equal(["2024/000001", "2024/000002"], await registry.ReadAsync(db => db.Set<Conferment>().Select(c => c.CertificateNumber).OrderBy(n => n).ToListAsync()));
        Assert.All(await scene.RowsAsync(nameof(GraduationStep.Conferred)), r => Assert.Equal(scene.Day, r.ConferredOn));
        Assert.Empty(await scene.RowsAsync());
        Assert.Contains("LIST_CONFERRED", (await scene.ConferAsync()).Refusals.Select(r => r.Code));
        Assert.Contains("LIST_CONFERRED", (await scene.ListAllAsync()).Refusals.Select(r => r.Code));
        Assert.True((await registry.Get<AuditVerifier>().VerifyAsync(TestRegistry.Caller(Role.Auditor))).IsWhole);
    }

    [Theory]
    [InlineData("F006", "CRM", "QualificationAwarded", null)]
    [InlineData("F012", "EWP", "NotificationIssued", null)]
    [InlineData("F021", "IAM", "AccessEligibilityChanged", "student engagement standing because from version")]
    [InlineData("F023", "EDRMS", "DocumentFiled", "document documentType title student engagement sha256 mediaType length retentionClass filedAt content")]
    [ExactFields]
    public async Task Confer_TellsEachSystem_ExactlyTheseFields(string flow, string to, string type, string? fields)
    {
        var scene = await GraduationScene.ListedAsync(registry, students: 1);
        Assert.Empty((await scene.ConferAsync()).Refusals);

        var told = (await scene.ToldAsync()).First(m => m.Flow == flow && m.Type == type);

        Assert.Equal(to, told.Destination);
        Assert.Equal(fields?.Split(' ') ?? Awarded, Fields(told.Body).Select(f => f.Name));
        Assert.Equal(scene.Board.Engagements[0].PersonId, told.PersonId);
    }

    [Fact]
    public async Task Confer_MakesAGraduateOfAStudent_ForTheIdentitySystem()
    {
        var scene = await GraduationScene.ListedAsync(registry, students: 1);
        Assert.Empty((await scene.ConferAsync()).Refusals);

        var access = Fields((await scene.ToldAsync()).Single(m => m.Flow == "F021").Body).ToDictionary(f => f.Name, f => f.Value.ToString());

        Assert.Equal(("Graduate", "AwardConferred", $"{scene.Day:yyyy-MM-dd}"), (access["standing"], access["because"], access["from"]));
    }

    [Fact]
    public async Task Confer_EndsStudiesThatStillRun_AndTellsLoansCompanyAndSponsor()
    {
        var scene = await GraduationScene.ListedAsync(registry, students: 1);
        var engagement = scene.Board.Engagements[0];
        await registry.SaveAsync(db =>
        {
            db.Set<Engagement>().Single(e => e.Id == engagement.Id).Sponsor(true);
            db.Set<Person>().Single(p => p.Id == engagement.PersonId).Identify("SLC", IdentifierKinds.SupportNumber, "WXMG1", new DateOnly(2023, 9, 1));
        });

        Assert.Empty((await scene.ConferAsync()).Refusals);

        var ended = await registry.ReadAsync(db => db.Set<Engagement>().SingleAsync(e => e.Id == engagement.Id));
        Assert.Equal((EngagementStatus.Completed, new DateOnly(2024, 6, 3), "01"), (ended.Status, ended.End, ended.EndReason));
        var told = await scene.ToldAsync();
        Assert.Equal(["supportNumber", "engagement", "circumstance", "effectiveOn"], Fields(told.Single(m => m.Flow == "F049").Body).Select(f => f.Name));
        Assert.Equal(["cas", "engagement", "circumstance", "programme", "eventDate"], Fields(told.Single(m => m.Flow == "F051").Body).Select(f => f.Name));
    }

    [Fact]
    public async Task Confer_WithObstacles_ConfersNobody_AndSaysEveryReason()
    {
        var scene = await GraduationScene.ListedAsync(registry, students: 3);
        var holds = registry.Get<HoldService>();
        foreach (var (student, office) in new[] { (0, "Finance"), (1, "Library") })
        {
            await holds.PlaceAsync(new PlaceHold { PersonId = scene.Board.Engagements[student].PersonId, Source = office, Reason = "Owed since", HowToClear = "Settle it.", Blocks = Blocks.Graduation }, registry.As(Role.RegistryManager));
        }

        var refused = await scene.ConferAsync(scene.Day.AddDays(1));

        Assert.Equal(["DAY_TO_COME", "HOLD", "HOLD", "NOT_THE_DAY"], refused.Refusals.Select(r => r.Code).Order());
        Assert.Contains(refused.Refusals, r => r.Sentence.Contains("Library has placed a hold", StringComparison.Ordinal));
        Assert.Empty(await registry.ReadAsync(db => db.Set<Conferment>().ToListAsync()));
        Assert.Empty(await scene.ToldAsync());
        Assert.Empty(await scene.FiledAsync());
        Assert.Equal(2, (await registry.Get<GraduationQueries>().CeremonyAsync(scene.CeremonyId, GraduationScene.Officer))!.Obstructed);
    }

    [Fact]
    public async Task Confer_BeforeTheBoardDecided_OrWithoutADay_IsRefused()
    {
        var scene = await GraduationScene.ListedAsync(registry, students: 1, capacity: null);

        Assert.Equal("BEFORE_THE_DECISION", Assert.Single((await scene.ConferAsync(new DateOnly(2024, 6, 2))).Refusals).Code);
        Assert.Equal("DAY_MISSING", Assert.Single((await Conferments.ConferAsync(new ConferAwards { CeremonyId = scene.CeremonyId, ConferredOn = null }, registry.As(GraduationScene.Manager))).Refusals).Code);
        Assert.Empty((await scene.ConferAsync(new DateOnly(2024, 6, 4))).Refusals);
    }

    [Fact]
    public async Task Conferment_IsNeverChanged_AndIsTakenBackByANewActOnly()
    {
        var scene = await GraduationScene.ListedAsync(registry, students: 1);
        Assert.Empty((await scene.ConferAsync()).Refusals);
        var act = await scene.ConfermentAsync(0);
        await Assert.ThrowsAsync<RecordLockedException>(() => registry.SaveAsync(db => db.Entry(db.Set<Conferment>().Single()).Property(c => c.Class).CurrentValue = "Third"));
        await Assert.ThrowsAsync<RecordLockedException>(() => registry.SaveAsync(db => db.Remove(db.Set<Conferment>().Single())));

        Assert.Empty((await Conferments.RevokeAsync(act.Id, registry.As(GraduationScene.Manager) with { Reason = "Conferred in error", CorrelationId = "back" })).Refusals);

        Assert.Equal("REVOKED_ALREADY", Assert.Single((await Conferments.RevokeAsync(act.Id, registry.As(GraduationScene.Manager))).Refusals).Code);
        var record = (await registry.Get<GraduationQueries>().ConfermentAsync(act.Id, GraduationScene.Officer))!;
        Assert.Equal(("Conferred in error", act.CertificateNumber), (record.Revocation!.Reason, record.Revocation.CertificateNumber));
        var told = await registry.ReadAsync(db => db.Set<Domain.Integration.OutboxMessage>().Where(m => m.CorrelationId == "back").OrderBy(m => m.Flow).ToListAsync());
        Assert.Equal(["F006", "F012", "F021"], told.Select(m => m.Flow));
        Assert.True(Fields(told[0].Body).Single(f => f.Name == "revoked").Value.GetBoolean());
        Assert.Equal(GraduationStep.Eligible, Assert.Single(await scene.RowsAsync()).Step);
        Assert.Equal(1, (await scene.ListAsync(0, await scene.PlanAsync(title: "Again"))).Value);
        var of = Assert.Single(await registry.Get<GraduationQueries>().OfPersonAsync(act.PersonId, GraduationScene.Officer));
        Assert.NotNull(of.Revocation);
    }

    [Fact]
    public async Task Conferment_AfterADeath_IsRecordedAndFiled_AndNobodyWrites()
    {
        var scene = await GraduationScene.ListedAsync(registry, students: 1);
        var person = scene.Board.Engagements[0].PersonId;
        await registry.SaveAsync(db => db.Set<Person>().Single(p => p.Id == person).Died(new DateOnly(2024, 6, 5)));

        Assert.Empty((await scene.ConferAsync()).Refusals);

        Assert.DoesNotContain(await scene.ToldAsync(), m => m.Flow is "F006" or "F021" || m.Type == "NotificationIssued");
        Assert.Equal(2, (await scene.ToldAsync()).Count(m => m.Flow == "F023"));
    }

    private static IEnumerable<JsonProperty> Fields(string body) => JsonDocument.Parse(body).RootElement.EnumerateObject();
}
