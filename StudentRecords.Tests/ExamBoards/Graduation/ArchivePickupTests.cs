using System.Net;
using System.Security.Cryptography;
using StudentRecords.Domain.Students;
using StudentRecords.Tests.Integration;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards.Graduation;

/// <summary>The archive fetches what was filed from the hub, with its own key; nobody else does.</summary>
public sealed class ArchivePickupTests : IDisposable
{
    private readonly TestSite site = new();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Archive_FetchesTheBytesOfTheHash_AndOthersAreTurnedAway()
    {
        var scene = await GraduationScene.ListedAsync(site.Registry, students: 1);
        Assert.Empty((await scene.ConferAsync()).Refusals);
        var filed = (await scene.FiledAsync()).First(d => d.Type == DocumentType.Certificate);
        var archive = await HubSender.OfAsync(site, "EDRMS");

        using var taken = await archive.AskAsync($"/hub/v1/documents/{filed.Key}");
        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (taken.StatusCode, taken.Content.Headers.ContentType!.MediaType));
        Assert.Equal(filed.Sha256, Convert.ToHexStringLower(SHA256.HashData(await taken.Content.ReadAsByteArrayAsync())));
        Assert.Equal(HttpStatusCode.NotFound, (await archive.AskAsync("/hub/v1/documents/CERT-1900-1")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await HubSender.OfAsync(site, "CRM")).AskAsync($"/hub/v1/documents/{filed.Key}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.CreateClient().GetAsync($"/hub/v1/documents/{filed.Key}")).StatusCode);
    }
}
