using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Hesa.Derivation;
using StudentRecords.Infrastructure.Hesa;
using StudentRecords.Infrastructure.Hesa.Overriding;
using StudentRecords.Infrastructure.Hesa.Sets;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Hesa;

public sealed class OverrideTests : IDisposable
{
    private readonly TestRegistry registry = new();
    private readonly ReturnStory story;

    public OverrideTests() => story = new ReturnStory(registry);

    private OverrideService Service => registry.Get<OverrideService>();

    private DateOnly Today => DateOnly.FromDateTime(registry.Clock.Now.UtcDateTime);

    public void Dispose() => registry.Dispose();

    [Fact]
    public async Task Override_CountsOnlyOnceAnotherPersonHasApprovedIt_AndUntilItIsEnded()
    {
        var (id, verdict) = await StudentVerdictAsync();
        var proposed = await Service.ProposeAsync(new ProposeOverride(verdict, "TTACCOM", "05", Today.AddMonths(1)), story.Officer("Ruth"));
        Assert.Null(await ReturnedAsync(await story.CompareAsync()));
        Assert.Equal(["OWN_PROPOSAL"], (await Service.ApproveAsync(proposed.Value, story.Officer("Ruth"))).Refusals.Select(r => r.Code));
        Assert.True((await Service.ApproveAsync(proposed.Value, story.Officer("Rhys"))).Succeeded);
        var row = Assert.Single((await registry.Get<OverrideQueries>().AllAsync(new TableQuery(), story.Officer("Ruth").Caller)).Rows);
        Assert.Equal(row, await registry.Get<OverrideQueries>().FindAsync(row.Id, story.Officer("Ruth").Caller));
        var after = await story.CompareAsync();
        Assert.Equal(("05", Step.Overridden), await ReturnedAsync(after));
        Assert.True((await Service.EndAsync(proposed.Value, story.Officer("Rhys"))).Succeeded);
        Assert.Null(await ReturnedAsync(await story.CompareAsync()));
        Assert.Equal(["SETTLED"], (await Service.EndAsync(proposed.Value, story.Officer("Rhys"))).Refusals.Select(r => r.Code));
        Assert.NotEqual(id, after);
    }

    [Fact]
    public async Task Override_ThatHasExpired_CountsNoMore()
    {
        var (_, verdict) = await StudentVerdictAsync();
        var proposed = await Service.ProposeAsync(new ProposeOverride(verdict, "TTACCOM", "05", Today.AddDays(1)), story.Officer("Ruth"));
        await Service.ApproveAsync(proposed.Value, story.Officer("Rhys"));
        registry.Clock.Now = registry.Clock.Now.AddDays(2);
        Assert.Null(await ReturnedAsync(await story.CompareAsync()));
    }

    [Theory]
    [InlineData("SHOESIZE", "9", "FIELD_UNKNOWN")]
    [InlineData("SID", "9", "FIELD_IS_KEY")]
    [InlineData("BIRTHDTE", "May", "VALUE_WRONG")]
    [InlineData("SURNAME", " ", "VALUE_EMPTY")]
    public async Task Propose_OfWhatCannotBe_IsRefused(string field, string value, string code)
    {
        var (_, verdict) = await StudentVerdictAsync();
        var refused = await Service.ProposeAsync(new ProposeOverride(verdict, field, value, Today.AddYears(2)), story.Officer("Ruth"));
        Assert.Equal([code, "EXPIRY_WRONG"], refused.Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task Overrides_ByThoseWhoMayNot_AreForbidden()
    {
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Service.ProposeAsync(new ProposeOverride(1, "A", "B", Today), registry.As(Role.RegistryManager)));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Service.ApproveAsync(1, registry.As(Role.RegistryManager)));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Service.EndAsync(1, registry.As(Role.RegistryManager)));
    }

    private async Task<(long Return, long Verdict)> StudentVerdictAsync()
    {
        await story.StudentAsync("Ahmed");
        var id = await story.CompareAsync();
        return (id, await registry.ReadAsync(db => db.Set<SetVerdict>().Where(v => v.Entity == "Student").Select(v => v.Id).SingleAsync()));
    }

    private async Task<(string, int)?> ReturnedAsync(long id)
    {
        var caller = registry.As(Role.StatutoryReturnsOfficer).Caller;
        var verdict = (await registry.Get<HesaQueries>().EntitiesAsync(new TableQuery { Of = id }.With("entity", "Student"), caller)).Rows.Single();
        var field = (await registry.Get<HesaQueries>().EntityAsync(verdict.Id, caller))!.Fields.FirstOrDefault(f => f.Field == "TTACCOM");
        return field is null ? null : (field.Reported!, field.Step);
    }
}
