using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration;

public sealed class PartnerChannelTests : IDisposable
{
    private readonly TestRegistry registry = new(settings: new Dictionary<string, string?> { ["Hub:AllowedHosts"] = "vle.example" });

    private PartnerService Partners => registry.Get<PartnerService>();

    private ChangeContext Operator => registry.As(Role.IntegrationOperator);

    [Fact]
    public async Task Configure_OfAWebAddress_MakesASecretThatIsGivenOnceAndNeverStoredPlain()
    {
        var made = await Partners.ConfigureChannelAsync(Vle("https://vle.example/in"), Operator, default);
        var again = await Partners.ConfigureChannelAsync(Vle("https://vle.example/other"), Operator, default);

        Assert.NotNull(made.Value!.Secret);
        Assert.Null(again.Value!.Secret);
        var channel = await registry.ReadAsync(db => db.Set<PartnerChannel>().SingleAsync());
        Assert.DoesNotContain(made.Value.Secret, channel.ProtectedSecret, StringComparison.Ordinal);
        Assert.DoesNotContain(await registry.ReadAsync(db => db.Set<AuditEntry>().Select(e => e.Changes).ToListAsync()), c => c.Contains(made.Value.Secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://elsewhere.example/in", "ADDRESS_NOT_ALLOWED")]
    [InlineData("http://vle.example/in", "ADDRESS_NOT_SECURE")]
    [InlineData("vle.example", "ADDRESS_UNREADABLE")]
    public async Task Configure_OfAnAddressThatIsNotAllowed_IsRefused(string address, string code) =>
        Assert.Equal([code], (await Partners.ConfigureChannelAsync(Vle(address), Operator, default)).Refusals.Select(r => r.Code));

    [Fact]
    public async Task Pause_AndResume_AreToldWithTheirReason()
    {
        Assert.Equal(["NOT_OPERATED"], (await Partners.PauseAsync("VLE", Operator, default)).Refusals.Select(r => r.Code));
        await Partners.ConfigureChannelAsync(new ConfigureChannel { System = "VLE", Kind = ChannelKind.Folder }, Operator, default);

        Assert.True((await Partners.PauseAsync("VLE", Operator with { Reason = "Their upgrade" }, default)).Succeeded);
        Assert.True((await Partners.ResumeAsync("VLE", Operator with { Reason = "Upgrade done" }, default)).Succeeded);

        var reasons = await registry.ReadAsync(db => db.Set<AuditEntry>().OrderBy(e => e.Sequence).Select(e => e.Reason).ToListAsync());
        Assert.Equal(["Their upgrade", "Upgrade done"], reasons[^2..]);
    }

    public void Dispose() => registry.Dispose();

    private static ConfigureChannel Vle(string address) => new() { System = "VLE", Kind = ChannelKind.Http, Address = address };
}
