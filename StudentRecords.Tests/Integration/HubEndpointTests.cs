using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Integration.Variation;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Tests.ExamBoards;
using StudentRecords.Tests.Support;
using static StudentRecords.Tests.Integration.Messages;

namespace StudentRecords.Tests.Integration;

// inside, because a package of the tests has a namespace Json
using static StudentRecords.Tests.Integration.Replies;

public sealed class HubEndpointTests : IDisposable
{
    private readonly TestSite site = new();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Message_ThatIsApplied_IsAnsweredWith202AndAnAddressThatTellsItsState()
    {
        var ucas = await HubSender.OfAsync(site, "UCAS");
        using var taken = await ucas.PostAsync("F045", Applicant("u1"));
        var answer = await Json(taken, HttpStatusCode.Accepted);
        Assert.Equal("Applied", answer.GetProperty("state").GetString());

        var status = await Json(await ucas.AskAsync(answer.GetProperty("status").GetString()!), HttpStatusCode.OK);
        Assert.Equal("Applied", status.GetProperty("state").GetString());
        Assert.Equal("F045", status.GetProperty("flow").GetString());
    }

    [Fact]
    public async Task Repeat_IsAnsweredWith200AndTheFirstOutcome()
    {
        var ucas = await HubSender.OfAsync(site, "UCAS");
        await ucas.PostAsync("F045", Applicant("u1"));
        var again = await Json(await ucas.PostAsync("f045", Applicant("u1")), HttpStatusCode.OK);
        Assert.True(again.GetProperty("repeated").GetBoolean());
        Assert.Equal("Applied", again.GetProperty("state").GetString());
    }

    [Fact]
    public async Task MessageAboutSomebodyUnknown_IsParkedWith202()
    {
        var vle = await HubSender.OfAsync(site, "VLE");
        Assert.Equal("Parked", (await Json(await vle.PostAsync("F016", Mark("u1", 50m)), HttpStatusCode.Accepted)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task ContractFault_Is422WithItsPlace_AndKeptInQuarantine()
    {
        var vle = await HubSender.OfAsync(site, "VLE");
        var problem = await Problem(await vle.PostAsync("F016", Mark("u1", 101m)), 422, "CONTRACT");
        Assert.Equal("/score", problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
        Assert.Contains("kept in quarantine", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("F016", problem.GetProperty("flowId").GetString());
        Assert.NotEqual("", problem.GetProperty("traceId").GetString());
        Assert.Equal(1, await site.ReadAsync(db => db.Set<InboxMessage>().CountAsync(m => m.State == InboxState.Quarantined)));
    }

    [Fact]
    public async Task SameKeyWithAnotherBody_Is422_AndBothAreKept()
    {
        var ucas = await HubSender.OfAsync(site, "UCAS");
        await ucas.PostAsync("F045", Applicant("u1"));
        await Problem(await ucas.PostAsync("F045", Applicant("u1", "Other")), 422, "CONFLICT");
        Assert.Equal(2, await site.ReadAsync(db => db.Set<InboxMessage>().CountAsync()));
    }

    [Fact]
    public async Task FlowThatIsNotOperated_Is403WithTheReason_AndNothingIsKept()
    {
        var vle = await HubSender.OfAsync(site, "VLE");
        using (var scope = site.Services.CreateScope())
        {
            Assert.True((await scope.ServiceProvider.GetRequiredService<VariationService>().SetAsync(new SetLocalSystem { System = "VLE", IsOperated = true, Flows = [new SetLocalFlow("F016", false, null, null, null)] }, site.As(Role.IntegrationOperator), default)).Succeeded);
        }

        Assert.Contains("F016 is not operated here", (await Problem(await vle.PostAsync("F016", Mark("u1", 50m)), 403, "NOT_OPERATED")).GetProperty("detail").GetString(), StringComparison.Ordinal);
        await Problem(await vle.BatchAsync("F016", Mark("u1", 50m)), 403, "NOT_OPERATED");
        Assert.Equal(0, await site.ReadAsync(db => db.Set<InboxMessage>().CountAsync()));
    }

    [Fact]
    public async Task FutureDate_Is422() =>
        await Problem(await (await HubSender.OfAsync(site, "VLE")).PostAsync("F016", Message("m", "AssessmentMarkSubmitted", "k", new { student = Who("u1"), assessment = "1", score = 1, submittedOn = "2031-01-01" })), 422, "CONTRACT");

    [Fact]
    public async Task UnknownVersion_Is415_AndUnknownTypeIs422()
    {
        var vle = await HubSender.OfAsync(site, "VLE");
        await Problem(await vle.PostAsync("F016", """{"id":"a","type":"AssessmentMarkSubmitted","version":9,"key":"k","data":{}}"""), 415, "UNKNOWN_VERSION");
        await Problem(await vle.PostAsync("F016", """{"id":"b","type":"Surprise","key":"l","data":{}}"""), 422, "UNKNOWN_TYPE");
    }

    [Fact]
    public async Task MarkForARatifiedResult_Is423AndChangesNothing()
    {
        var board = await BoardScene.RatifiedAsync(site.Registry, "AAA-2023A", [70, 80]);
        var number = await site.ReadAsync(db => db.Set<Person>().Where(p => p.Id == board.Registrations[0].PersonId).Select(p => p.StudentNumber).SingleAsync());
        var vle = await HubSender.OfAsync(site, "VLE");
        var mark = Message("late", "MarkCorrected", "late", new { student = new { system = "SIS", id = number }, assessment = "AAA-2023A/1", score = 99 }, 9);
        await Problem(await vle.PostAsync("F016", mark), 423, "LOCKED");
        Assert.DoesNotContain(99m, await site.ReadAsync(db => db.Set<Domain.Assessment.Mark>().Select(m => m.Score ?? 0).ToListAsync()));
    }

    [Fact]
    public async Task LeavingAModuleThatIsDecided_Is423()
    {
        var board = await BoardScene.RatifiedAsync(site.Registry, "AAA-2023A", [70, 80]);
        var number = await site.ReadAsync(db => db.Set<Person>().Where(p => p.Id == board.Registrations[0].PersonId).Select(p => p.StudentNumber).SingleAsync());
        var portal = await HubSender.OfAsync(site, "EWP");
        await Problem(await portal.PostAsync("F011", Message("w", "SelfServiceRequestRaised", "w", new { student = new { system = "SIS", id = number }, request = "WithdrawFromModule", occurrence = "AAA-2023A", effectiveOn = "2024-05-01" })), 423, "LOCKED");
    }

    [Fact]
    public async Task RequestThatTheRulesRefuse_Is422WithEveryReason()
    {
        await site.SaveAsync(db => db.Add(Rule()));
        foreach (var (flow, system, message) in new[] { ("F001", "CM", Module()), ("F001", "CM", Programme()), ("F045", "UCAS", Applicant("u1")), ("F005", "CRM", HandedOver("u1")), ("F026", "OIV", Verified()), ("F011", "EWP", Selection("u1")) })
        {
            await Json(await (await HubSender.OfAsync(site, system)).PostAsync(flow, message), HttpStatusCode.Accepted);
        }

        var portal = await HubSender.OfAsync(site, "EWP");
        var leave = (string id) => Message(id, "SelfServiceRequestRaised", id, new { student = Who("u1"), request = "WithdrawFromModule", occurrence = Occurrence, effectiveOn = "2024-05-01" });
        await Json(await portal.PostAsync("F011", leave("w1")), HttpStatusCode.Accepted);
        var problem = await Json(await portal.PostAsync("F011", leave("w2")), HttpStatusCode.UnprocessableEntity);
        Assert.Equal("Refused", problem.GetProperty("state").GetString());
        Assert.NotEmpty(problem.GetProperty("errors").EnumerateArray());
    }

    [Fact]
    public async Task Flow_ThatIsUnknownIs404_AndThatIsAnothersIs403()
    {
        var vle = await HubSender.OfAsync(site, "VLE");
        await Problem(await vle.PostAsync("F999", "{}"), 404, "UNKNOWN_FLOW");
        await Problem(await vle.PostAsync("F045", Applicant("u1")), 403, "NOT_YOURS");
        await Problem(await vle.PostAsync("F012", "{}"), 403, "NOT_INBOUND");
        await Problem(await vle.AskAsync("/hub/v1/messages/UCAS/ucas-u1"), 403, "NOT_YOURS");
        await Problem(await vle.AskAsync("/hub/v1/messages/VLE/never"), 404, "NO_SUCH_MESSAGE");
    }

    public static TheoryData<string, string> NoMessages => new()
    {
        { "not JSON", "{not json" },
        { "empty", "" },
        { "null", "null" },
        { "an array", "[]" },
        { "without a key", """{"id":"a","type":"AssessmentMarkSubmitted","data":{}}""" },
        { "without content", """{"id":"a","type":"AssessmentMarkSubmitted","key":"k"}""" },
        { "too deep", new string('[', 5000) + new string(']', 5000) },
        { "deep inside", """{"id":"a","type":"t","key":"k","data":""" + string.Concat(Enumerable.Repeat("{\"a\":", 100)) + "1" + new string('}', 101) },
        { "a huge number", """{"id":"a","type":"AssessmentMarkSubmitted","key":"k","sourceVersion":1e400,"data":{}}""" },
        { "half a surrogate", """{"id":"a\ud800","type":"AssessmentMarkSubmitted","key":"k","data":{}}""" },
        { "an id of 200 characters", $$$"""{"id":"{{{new string('x', 200)}}}","type":"AssessmentMarkSubmitted","key":"k","data":{}}""" },
    };

    [Theory]
    [MemberData(nameof(NoMessages))]
    public async Task TextThatIsNoMessage_Is400AndNothingIsKept(string what, string text)
    {
        var vle = await HubSender.OfAsync(site, "VLE");
        var problem = await Problem(await vle.PostAsync("F016", text), 400, "MALFORMED");
        Assert.True(problem.GetProperty("detail").GetString()!.Length > 0, what);
        Assert.Equal(0, await site.ReadAsync(db => db.Set<InboxMessage>().CountAsync()));
    }

    [Theory]
    [InlineData("""{"student":{"system":"UCAS","id":"u1"},"assessment":"1","score":1e400}""")]
    [InlineData("""{"student":{"system":"UCAS","id":"u\udc00"},"assessment":"1"}""")]
    [InlineData("""{"student":"u1","assessment":["1"]}""")]
    [InlineData("""{"student":null,"assessment":"1","submittedOn":"31/12/2023"}""")]
    [InlineData("""[1]""")]
    [InlineData("""null""")]
    public async Task ContentThatCannotBeRead_Is422AndKept(string content)
    {
        var vle = await HubSender.OfAsync(site, "VLE");
        await Problem(await vle.PostAsync("F016", $$$"""{"id":"a","type":"AssessmentMarkSubmitted","key":"k","data":{{{content}}}}"""), 422, "CONTRACT");
    }

    [Fact]
    public async Task InvalidUtf8_Is400()
    {
        var vle = await HubSender.OfAsync(site, "VLE");
        await Problem(await vle.SendAsync(HttpMethod.Post, "/hub/v1/flows/F016/messages", [0x7b, 0xc3, 0x28, 0x7d], "application/json"), 400, "MALFORMED");
    }

    [Theory]
    [InlineData("application/xml", "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><x>&a;</x>")]
    [InlineData("application/x-www-form-urlencoded", "id=1")]
    [InlineData("text/plain", "{}")]
    [InlineData("application/json; charset=utf-16", "{}")]
    public async Task OtherForms_Are415(string type, string text)
    {
        var vle = await HubSender.OfAsync(site, "VLE");
        await Problem(await vle.SendAsync(HttpMethod.Post, "/hub/v1/flows/F016/messages", Encoding.UTF8.GetBytes(text), type), 415, "WRONG_TYPE");
    }

    [Fact]
    public async Task CompressedBody_Is415()
    {
        var vle = await HubSender.OfAsync(site, "VLE");
        await Problem(await vle.SendAsync(HttpMethod.Post, "/hub/v1/flows/F016/messages", "{}"u8.ToArray(), "application/json", r => r.Content!.Headers.ContentEncoding.Add("gzip")), 415, "WRONG_TYPE");
    }

    [Fact]
    public async Task BodyOverItsLimit_Is413()
    {
        var vle = await HubSender.OfAsync(site, "VLE");
        await Problem(await vle.PostAsync("F016", new string(' ', (1 << 20) + 1)), 413, "TOO_LARGE");
        await Problem(await vle.BatchAsync("F016", [.. Enumerable.Repeat("{}", 10_001)]), 413, "TOO_LARGE");
    }

    [Fact]
    public async Task Batch_IsAnsweredWithCountsAndALineForEachMessageThatIsNotInTheRecord()
    {
        var ucas = await HubSender.OfAsync(site, "UCAS");
        var answer = await Json(await ucas.BatchAsync("F045", Applicant("u1"), "{not json", Applicant("u1"), Applicant("u2", "Bell"), ""), HttpStatusCode.OK);
        Assert.Equal(4, answer.GetProperty("lines").GetInt32());
        Assert.Equal(3, answer.GetProperty("counts").GetProperty("Applied").GetInt32());
        Assert.Equal(1, answer.GetProperty("repeated").GetInt32());
        var line = Assert.Single(answer.GetProperty("notApplied").EnumerateArray());
        Assert.Equal(2, line.GetProperty("line").GetInt32());
        Assert.Equal("Turned", line.GetProperty("state").GetString());
        await Problem(await ucas.BatchAsync("F045", ""), 400, "MALFORMED");
    }

    [Fact]
    public async Task Sender_WhoComesTooFast_Is429WithATimeToWait()
    {
        using var slow = new TestSite(new Dictionary<string, string?> { ["Hub:RequestsPerSecond"] = "2" });
        var vle = await HubSender.OfAsync(slow, "VLE");
        HttpResponseMessage? last = null;
        for (var i = 0; i < 8 && last?.StatusCode != HttpStatusCode.TooManyRequests; i++)
        {
            last = await vle.PostAsync("F016", Mark($"u{i}", 50m));
        }

        await Problem(last!, 429, "TOO_FAST");
        Assert.NotNull(last!.Headers.RetryAfter);
    }

    [Fact]
    public async Task Store_ThatIsAway_Is503WithATimeToWait_AndTheSameMessageIsTakenLater()
    {
        StoreThatGoesAway? store = null;
        using var shaky = new TestSite(also: s => s.AddSingleton<IDbContextFactory<RegistryDbContext>>(p => store ??= new StoreThatGoesAway(p.GetRequiredService<IDbContextFactory<SqliteRegistryDbContext>>())));
        var ucas = await HubSender.OfAsync(shaky, "UCAS");
        await ucas.PostAsync("F045", Applicant("u0", "Bell"));
        store!.IsAway = true;
        using var away = await ucas.PostAsync("F045", Applicant("u1"));
        await Problem(away, 503, "STORE_AWAY");
        Assert.NotNull(away.Headers.RetryAfter);
        store.IsAway = false;
        await Json(await ucas.PostAsync("F045", Applicant("u1")), HttpStatusCode.Accepted);
    }

    private sealed class StoreThatGoesAway(IDbContextFactory<SqliteRegistryDbContext> store) : IDbContextFactory<RegistryDbContext>
    {
        public bool IsAway { get; set; }

        public RegistryDbContext CreateDbContext() => IsAway ? throw new Microsoft.Data.Sqlite.SqliteException("database or disk is full", 13) : store.CreateDbContext();
    }
}
