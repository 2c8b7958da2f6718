using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Hesa.Rules;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Tests.Hesa;
using StudentRecords.Tests.Integration.Telling;

namespace StudentRecords.Tests.Integration.Formats;

/// <summary>F047 as the return's own XML, the file that was signed and no other.</summary>
public sealed class ReturnXmlTests : IAsyncLifetime
{
    private OutboundScene scene = null!;
    private ReturnStory story = null!;

    public async Task InitializeAsync()
    {
        scene = await OutboundScene.MakeAsync();
        Assert.Empty((await scene.Registry.Get<PartnerService>().ConfigureChannelAsync(new ConfigureChannel { System = "HESA", Kind = ChannelKind.Formats }, scene.Registry.As(Role.IntegrationOperator), default)).Refusals);
        story = new ReturnStory(scene.Registry);
        await story.StudentAsync("Ahmed");
    }

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    [ExactFields("F047")]
    public async Task SubmittedReturn_GoesAsTheFileThatWasSigned_WithItsManifest()
    {
        var id = await story.SubmitAsync();
        await scene.DrainAsync("HESA");
        var notice = await NoticeAsync();
        Assert.Equal(OutboxState.Delivered, notice.State);
        Assert.Equal(["ukprn", "collectionRef", "submissionNo", "sha256", "entities", "approvedBy", "signedOffBy", "submittedAt"], Fields.Of(notice));
        var file = Assert.Single(Files("*.xml"));
        Assert.Equal(await story.FileAsync(id), await File.ReadAllTextAsync(file));
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync($"{file}.done"));
        using var told = JsonDocument.Parse(notice.Body);
        var digest = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file)));
        Assert.Equal((digest, digest), (manifest.RootElement.GetProperty("sha256").GetString()!, told.RootElement.GetProperty("sha256").GetString()!));
        Assert.Equal(told.RootElement.GetProperty("entities").GetInt32(), manifest.RootElement.GetProperty("rows").GetInt32());
    }

    /// <summary>
    /// No act of the product comes to this, so the digest is changed by hand: the last two signatures and the submission are the last word on a return, after which it is neither compared, checked,
    /// signed nor corrected (<see cref="SubmittedReturn_IsNotTouchedAnyMore_AndItsFileStaysTheSignedOne"/>). What is left is a store that somebody or something has altered.
    /// </summary>
    [Fact]
    [RefusedAtSend("F047")]
    public async Task Return_WhoseFileWouldBeAnotherThanTheSignedOne_IsNotPutInPlace()
    {
        var id = await story.SubmitAsync();
        await scene.Registry.ReadAsync(db => db.Set<HesaReturn>().Where(r => r.Id == id).ExecuteUpdateAsync(s => s.SetProperty(r => r.Digest, new string('0', 64))));
        await scene.DrainAsync("HESA");
        var notice = await NoticeAsync();
        Assert.NotEqual(OutboxState.Delivered, notice.State);
        Assert.Contains("was signed", notice.LastError, StringComparison.Ordinal);
        Assert.Empty(Files("*"));
    }

    /// <summary>Between its submission and its way to the data platform every act on the return is refused, and what changes in the record goes into the next return.</summary>
    [Fact]
    public async Task SubmittedReturn_IsNotTouchedAnyMore_AndItsFileStaysTheSignedOne()
    {
        var id = await story.SubmitAsync();
        var signed = await story.FileAsync(id);
        var (approval, ruth) = (scene.Registry.Get<ReturnApprovalService>(), story.Officer("Ruth Rahman"));
        Assert.Equal(["SUBMITTED"], (await story.Service.CompareAsync(id, ruth)).Refusals.Select(r => r.Code));
        Assert.Equal(["SUBMITTED"], (await story.Service.CheckAsync(id, ruth)).Refusals.Select(r => r.Code));
        Assert.Equal(["APPROVED"], (await approval.ApproveAsync(id, ruth)).Refusals.Select(r => r.Code));
        Assert.Equal(["SIGNED_OFF"], (await approval.SignAsync(id, ruth)).Refusals.Select(r => r.Code));
        Assert.Equal(["SUBMITTED"], (await story.Service.SubmitAsync(id, ruth)).Refusals.Select(r => r.Code));

        await story.StudentAsync("Brown");
        Assert.NotEmpty(await story.VerdictsAsync(await story.CompareAsync()));
        await scene.DrainAsync("HESA");
        Assert.Equal(signed, await File.ReadAllTextAsync(Assert.Single(Files("*.xml"))));
    }

    private Task<OutboxMessage> NoticeAsync() => scene.Registry.ReadAsync(db => db.Set<OutboxMessage>().AsNoTracking().SingleAsync(m => m.Flow == "F047"));

    private string[] Files(string pattern) => Directory.Exists(Path.Combine(scene.Root, "HESA", "outgoing")) ? Directory.GetFiles(Path.Combine(scene.Root, "HESA", "outgoing"), pattern) : [];
}
