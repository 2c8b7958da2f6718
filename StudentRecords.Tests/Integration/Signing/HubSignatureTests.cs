using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Tests.Support;
using static StudentRecords.Tests.Integration.Messages;

namespace StudentRecords.Tests.Integration.Signing;

// inside, because a package of the tests has a namespace Json
using static StudentRecords.Tests.Integration.Replies;

public sealed class HubSignatureTests : IDisposable
{
    private readonly TestSite site = new();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Request_ThatIsNotSignedRightly_Is401()
    {
        var vle = await HubSender.OfAsync(site, "VLE");
        await Refused(r => r.Headers.Remove(WebhookSignature.SignatureHeader));
        await Refused(r => r.Headers.Remove(WebhookSignature.KeyHeader));
        await Refused(r => Replace(r, WebhookSignature.KeyHeader, "vle_unknown"));
        await Refused(r => Replace(r, WebhookSignature.IdHeader, "another"));
        await Refused(r => Replace(r, WebhookSignature.SignatureHeader, WebhookSignature.Sign(WebhookSignature.NewSecret(), "x", site.Clock.Now, "{}"u8)));
        await Refused(r => Replace(r, WebhookSignature.SignatureHeader, "v1,%%%"));
        await Refused(r => r.Content = new ByteArrayContent("{ }"u8.ToArray()));
        await Refused(r => Resign(r, vle.Key, site.Clock.Now.AddMinutes(-6)));
        await Refused(r => Resign(r, vle.Key, site.Clock.Now.AddMinutes(6)));

        async Task Refused(Action<HttpRequestMessage> spoil)
        {
            using var response = await vle.SendAsync(HttpMethod.Post, "/hub/v1/flows/F016/messages", "{}"u8.ToArray(), "application/json", spoil);
            await Problem(response, 401, "NOT_SIGNED");
            Assert.Equal("Webhook", response.Headers.WwwAuthenticate.ToString());
        }
    }

    [Fact]
    public async Task TwoKeysOfOneSystem_AreValidBesideEachOther_UntilOneEnds()
    {
        var old = await HubSender.OfAsync(site, "VLE");
        var young = await HubSender.OfAsync(site, "VLE");
        await Json(await old.PostAsync("F016", Mark("u1", 50m)), HttpStatusCode.Accepted);
        await Json(await young.PostAsync("F016", Mark("u2", 50m)), HttpStatusCode.Accepted);
        var id = await site.ReadAsync(db => db.Set<PartnerCredential>().Where(c => c.KeyId == old.Key.KeyId).Select(c => c.Id).SingleAsync());
        using (var scope = site.Services.CreateScope())
        {
            Assert.True((await scope.ServiceProvider.GetRequiredService<PartnerService>().EndCredentialAsync(id, null, site.As(Role.IntegrationOperator), default)).Succeeded);
        }

        await Problem(await old.PostAsync("F016", Mark("u3", 50m)), 401, "NOT_SIGNED");
        await Json(await young.PostAsync("F016", Mark("u3", 50m)), HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Secret_IsNotInTheStoreNorInTheTrail()
    {
        var vle = await HubSender.OfAsync(site, "VLE");
        Assert.DoesNotContain(vle.Key.Secret[6..], await site.ReadAsync(db => db.Set<PartnerCredential>().Select(c => c.ProtectedSecret).SingleAsync()), StringComparison.Ordinal);
        var told = await site.ReadAsync(db => db.Set<Domain.Audit.AuditEntry>().Where(e => e.SubjectKind == nameof(PartnerCredential)).Select(e => e.Changes).SingleAsync());
        Assert.Contains("sha256:", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SomebodyWithoutTheRight_MakesNoKey()
    {
        using var scope = site.Services.CreateScope();
        var service = scope.ServiceProvider.GetRequiredService<PartnerService>();
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => service.CreateCredentialAsync(new CreateCredential { System = "VLE" }, site.As(Role.Marker), default));
    }

    private static void Replace(HttpRequestMessage request, string header, string value)
    {
        request.Headers.Remove(header);
        request.Headers.Add(header, value);
    }

    private static void Resign(HttpRequestMessage request, NewCredential key, DateTimeOffset at)
    {
        var id = request.Headers.GetValues(WebhookSignature.IdHeader).Single();
        Replace(request, WebhookSignature.TimestampHeader, at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        Replace(request, WebhookSignature.SignatureHeader, WebhookSignature.Sign(key.Secret, id, at, "{}"u8));
    }
}
