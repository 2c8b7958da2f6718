using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Rules;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Hesa.Returns;
using StudentRecords.Infrastructure.Hesa.Rules;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Hesa.Rules;

public sealed class ApprovalTests : IDisposable
{
    private readonly TestRegistry registry = new();
    private readonly ReturnStory story;

    public ApprovalTests() => story = new ReturnStory(registry);

    private ReturnApprovalService Approval => registry.Get<ReturnApprovalService>();

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task Check_CountsPopulationAndFailures_AndFindingsLeadToThePerson()
    {
        var registration = await story.StudentAsync("Ahmed", "XI");
        var id = await story.CompareAsync();
        Assert.True((await story.Service.CheckAsync(id, story.Officer("Ruth"))).Succeeded);
        var caller = story.Officer("Ruth").Caller;
        var postcode = Assert.Single(await registry.Get<RuleQueries>().OfReturnAsync(id, caller), l => l.Rule == "SR.EntryProfile.PERMADDPOSTCODE.001");
        Assert.Equal((1, 1, true), (postcode.Population, postcode.Failed, postcode.IsBroken));
        var found = Assert.Single((await registry.Get<RuleQueries>().FindingsAsync(new TableQuery { Of = id }.With("rule", postcode.Rule), caller)).Rows);
        Assert.Equal(registration.PersonId, found.PersonId);
        Assert.Contains("SID=", found.Key, StringComparison.Ordinal);
        Assert.Equal(ReturnState.Validated, await StateAsync(id));
    }

    [Fact]
    public async Task Check_BeforeTheCompareRun_IsRefused()
    {
        await story.StudentAsync("Ahmed");
        Assert.Equal(["NOT_COMPARED"], (await story.Service.CheckAsync(await story.BuildAsync(), story.Officer("Ruth"))).Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task Approve_WithARuleBroken_IsRefused_UntilTwoPeopleHaveOverriddenItsTolerance()
    {
        await story.StudentAsync("Ahmed", "XI");
        var id = await story.CompareAsync();
        var (ruth, rhys) = (story.Officer("Ruth"), story.Officer("Rhys"));
        Assert.Equal(["NOT_CHECKED"], (await Approval.ApproveAsync(id, ruth)).Refusals.Select(r => r.Code));
        await story.Service.CheckAsync(id, ruth);
        Assert.Equal(["RULES_BROKEN"], (await Approval.ApproveAsync(id, ruth)).Refusals.Select(r => r.Code));
        foreach (var line in (await registry.Get<RuleQueries>().OfReturnAsync(id, ruth.Caller)).Where(l => l.IsBroken))
        {
            var asked = await Approval.AskWaiverAsync(new AskWaiver("23056", line.Rule, 5, 0), ruth);
            Assert.Equal(["OWN_REQUEST"], (await Approval.GrantWaiverAsync(asked.Value, ruth)).Refusals.Select(r => r.Code));
            Assert.True((await Approval.GrantWaiverAsync(asked.Value, rhys)).Succeeded);
            Assert.Equal(["GRANTED"], (await Approval.GrantWaiverAsync(asked.Value, rhys)).Refusals.Select(r => r.Code));
        }

        Assert.True((await Approval.ApproveAsync(id, ruth)).Succeeded);
        Assert.Equal(["APPROVED"], (await Approval.ApproveAsync(id, ruth)).Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task AskWaiver_OfNoRuleOrNoShare_IsRefusedForEachReason() =>
        Assert.Equal(["RULE_UNKNOWN", "TOLERANCE_WRONG"], (await Approval.AskWaiverAsync(new AskWaiver("23056", "NO.RULE", -1, 101), story.Officer("Ruth"))).Refusals.Select(r => r.Code));

    [Fact]
    public async Task Sign_TakesTwoPeople_AndACompareRunTakesTheSignaturesAway()
    {
        await story.StudentAsync("Ahmed");
        var id = await story.SignOffAsync(await story.CompareAsync());
        Assert.Equal(ReturnState.SignedOff, await StateAsync(id));
        Assert.Equal(["SIGNED_OFF"], (await Approval.SignAsync(id, story.Officer("Third"))).Refusals.Select(r => r.Code));
        await story.Service.CompareAsync(id, story.Officer("Ruth"));
        Assert.Equal(ReturnState.Compared, await StateAsync(id));
        Assert.Equal(["NOT_APPROVED"], (await Approval.SignAsync(id, story.Officer("Ruth"))).Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task Sign_TwiceByOnePerson_IsRefused()
    {
        await story.StudentAsync("Ahmed", "FR");
        var id = await story.CompareAsync();
        await story.Service.CheckAsync(id, story.Officer("Ruth"));
        foreach (var line in (await registry.Get<RuleQueries>().OfReturnAsync(id, story.Officer("Ruth").Caller)).Where(l => l.IsBroken))
        {
            await Approval.GrantWaiverAsync((await Approval.AskWaiverAsync(new AskWaiver("23056", line.Rule, 9, 0), story.Officer("Ruth"))).Value, story.Officer("Rhys"));
        }

        await Approval.ApproveAsync(id, story.Officer("Ruth"));
        Assert.True((await Approval.SignAsync(id, story.Officer("Ruth"))).Succeeded);
        Assert.Equal(["SIGNED_ALREADY"], (await Approval.SignAsync(id, story.Officer("Ruth"))).Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task Submit_TellsTheDataPlatformTheDigestOfTheFile_AndTheAuthorityAcknowledges()
    {
        await story.StudentAsync("Ahmed");
        var id = await story.SubmitAsync();
        var file = await story.FileAsync(id);
        var notice = await registry.ReadAsync(db => db.Set<OutboxMessage>().SingleAsync(m => m.Flow == "F047"));
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(file)));
        Assert.Contains(digest, notice.Body, StringComparison.Ordinal);
        Assert.EndsWith(digest, notice.Key);
        var intake = registry.Get<ReportIntake>();
        Assert.Equal(["RETURN_UNKNOWN"], (await intake.AcknowledgeAsync(1, "X", registry.AsSystem())).Refusals.Select(r => r.Code));
        Assert.True((await intake.AcknowledgeAsync(id, "HDP-1", registry.AsSystem())).Succeeded);
        Assert.Equal(ReturnState.Acknowledged, await StateAsync(id));
    }

    [Theory]
    [InlineData(Role.RegistryManager)]
    [InlineData(Role.Auditor)]
    public async Task Decisions_ByAnybodyElse_AreForbidden(Role role)
    {
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Approval.ApproveAsync(1, registry.As(role)));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Approval.SignAsync(1, registry.As(role)));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Approval.AskWaiverAsync(new AskWaiver("23056", "X", 1, 1), registry.As(role)));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Approval.GrantWaiverAsync(1, registry.As(role)));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => story.Service.CheckAsync(1, registry.As(role)));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => story.Service.RequestCheckAsync(1, registry.As(role), default));
    }

    private Task<ReturnState> StateAsync(long id) => registry.ReadAsync(db => db.Set<HesaReturn>().Where(r => r.Id == id).Select(r => r.State).SingleAsync());
}
