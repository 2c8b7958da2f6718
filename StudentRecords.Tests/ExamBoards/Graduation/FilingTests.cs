using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Students.Retention;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.ExamBoards.Letters;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Partners;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Students;
using StudentRecords.Infrastructure.Students.Filing;
using StudentRecords.Infrastructure.Students.Retention;
using StudentRecords.Infrastructure.Work;
using StudentRecords.Tests.Documents;
using StudentRecords.Tests.Integration;
using StudentRecords.Tests.Integration.RollCalls;
using StudentRecords.Tests.Integration.Telling;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.ExamBoards.Graduation;

/// <summary>Certificates and transcripts on their way to the archive (F023) and its answers (F024).</summary>
public sealed class FilingTests : IAsyncLifetime
{
    private readonly TestRegistry registry = new(settings: new Dictionary<string, string?> { ["Hub:DropFolder"] = RunFolder.NewFolder() });
    private readonly CancellationTokenSource stop = new();
    private GraduationScene scene = null!;
    private FiledDocument certificate = null!;

    public async Task InitializeAsync()
    {
        await registry.Services.GetServices<IHostedService>().Single(s => s.GetType().Name == "HubWriter").StartAsync(stop.Token);
        scene = await GraduationScene.ListedAsync(registry, students: 1);
        Assert.Empty((await scene.ConferAsync()).Refusals);
        certificate = (await scene.FiledAsync()).Single(d => d.Type == DocumentType.Certificate);
    }

    public async Task DisposeAsync()
    {
        await stop.CancelAsync();
        stop.Dispose();
        registry.Dispose();
    }

    [Fact]
    public async Task Filed_IsToldWithItsHash_AndItsBytesAreKeptForTheArchive()
    {
        var told = (await scene.ToldAsync()).Single(m => m.Flow == "F023" && m.Aggregate == certificate.Key);
        var body = JsonDocument.Parse(told.Body).RootElement;
        var bytes = (await registry.Get<ArchivePickup>().FetchAsync(certificate.Key, default))!;

        Assert.Equal($"{certificate.Key}/{certificate.Sha256}", told.Key);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), body.GetProperty("sha256").GetString());
        Assert.Equal(("Certificate", "AcademicRecord", bytes.Length), (body.GetProperty("documentType").GetString(), body.GetProperty("retentionClass").GetString(), body.GetProperty("length").GetInt32()));
        Assert.Equal($"/hub/v1/documents/{certificate.Key}", body.GetProperty("content").GetString());
        Assert.Null(await registry.Get<ArchivePickup>().FetchAsync("DOC-1", default));
    }

    [Fact]
    [RefusedAtSend("F023")]
    public async Task Filed_ThatTheArchiveHasAlready_IsNotHandedOver_AndTheOtherIs()
    {
        Assert.Empty((await registry.Get<PartnerService>().ConfigureChannelAsync(new ConfigureChannel { System = "EDRMS", Kind = ChannelKind.Folder }, registry.As(Role.IntegrationOperator), default)).Refusals);
        Assert.Equal(InboxState.Applied, await AnswerAsync("DocumentArchived", new { document = certificate.Key, edrmsVersion = 1, sha256 = certificate.Sha256, link = "https://archive.example/1" }));
        while (await registry.Get<OutboxDispatcher>().PassAsync("EDRMS", default) > 0)
        {
        }

        var told = (await scene.ToldAsync()).Where(m => m.Flow == "F023").ToDictionary(m => m.Aggregate);
        Assert.Equal((OutboxState.Withdrawn, "The archive has it already."), (told[certificate.Key].State, told[certificate.Key].LastError));
        Assert.Equal(OutboxState.Delivered, Assert.Single(told, t => t.Key != certificate.Key).Value.State);
    }

    [Fact]
    public async Task Certificate_IsTheSameFileForTheSameFacts()
    {
        var act = await scene.ConfermentAsync(0);
        var facts = await registry.ReadAsync(db => TranscriptReading.ReadAsync(db, [act.EngagementId], registry.Clock.Now, [], default));

        Assert.Equal(certificate.Pdf, CertificatePaper.Render(CertificateFacts.Of(facts[act.EngagementId], act), registry.Services.GetRequiredService<Domain.InstitutionProfile>().Name));
    }

    [Fact]
    public async Task Archived_WithTheRightHash_ClosesTheFiling_AndTheLinkStandsWithTheStudent()
    {
        Assert.Equal(InboxState.Applied, await AnswerAsync("DocumentArchived", new { document = certificate.Key, edrmsVersion = 1, sha256 = certificate.Sha256.ToUpperInvariant(), link = "https://archive.example/1" }));

        var filed = await FiledAsync();
        Assert.Equal((FilingState.Archived, 1, true), (filed.State, filed.ArchiveVersion, filed.Pdf is null));
        var link = Assert.Single(await registry.Get<RecordQueries>().DocumentsAsync(certificate.PersonId, GraduationScene.Officer));
        Assert.Equal(("https://archive.example/1", "Certificate", certificate.Sha256), (link.Link, link.Kind, link.Sha256));
        Assert.Null(await registry.Get<ArchivePickup>().FetchAsync(certificate.Key, default));
        Assert.Equal(InboxState.Stale, await AnswerAsync("DocumentArchived", new { document = certificate.Key, edrmsVersion = 1, sha256 = certificate.Sha256, link = "https://archive.example/2" }, "again"));
    }

    [Fact]
    [RefusedOnArrival("F024")]
    public async Task Archived_WithAnotherHash_IsQuarantined_AndTheRecordKeepsTheBytes()
    {
        Assert.Equal(InboxState.Quarantined, await AnswerAsync("DocumentArchived", new { document = certificate.Key, edrmsVersion = 1, sha256 = new string('0', 64), link = "https://archive.example/1" }));

        var message = await registry.ReadAsync(db => db.Set<InboxMessage>().SingleAsync(m => m.Flow == "F024"));
        Assert.Equal("HASH_MISMATCH", message.ReasonCode);
        Assert.Contains("fetch the document again", ReasonAdvice.For("HASH_MISMATCH"), StringComparison.Ordinal);
        Assert.Equal(FilingState.Filed, (await FiledAsync()).State);
        Assert.NotNull((await FiledAsync()).Pdf);
        Assert.Empty(await registry.Get<RecordQueries>().DocumentsAsync(certificate.PersonId, GraduationScene.Officer));
    }

    [Theory]
    [InlineData("""{"document":"DOC-77","edrmsVersion":1,"sha256":"0000000000000000000000000000000000000000000000000000000000000000","link":"https://a.example/1"}""", "NO_SUCH_DOCUMENT")]
    [InlineData("""{"document":"{key}","edrmsVersion":0,"link":"https://a.example/1"}""", "CONTRACT")]
    [InlineData("""{"document":"{key}","edrmsVersion":1,"sha256":"12","link":"https://a.example/1"}""", "CONTRACT")]
    [InlineData("""{"document":"{key}","edrmsVersion":1,"sha256":"{hash}","link":"ftp://a.example/1"}""", "CONTRACT")]
    [InlineData("""{"document":"{key}","edrmsVersion":1,"sha256":"{hash}"}""", "LINK_MISSING")]
    [InlineData("""{"document":"{key}","edrmsVersion":1,"link":"https://a.example/1"}""", "HASH_MISMATCH")]
    public async Task Archived_ThatCannotBeRight_IsQuarantinedWithItsReason(string body, string reason)
    {
        var data = JsonDocument.Parse(body.Replace("{key}", certificate.Key, StringComparison.Ordinal).Replace("{hash}", certificate.Sha256, StringComparison.Ordinal)).RootElement;

        Assert.Equal(InboxState.Quarantined, await AnswerAsync("DocumentArchived", data));
        Assert.Equal(reason, await registry.ReadAsync(db => db.Set<InboxMessage>().Where(m => m.Flow == "F024").Select(m => m.ReasonCode).SingleAsync()));
    }

    [Fact]
    [ChangesTheRecord("F024")]
    public async Task Link_BeforeTheConfirmation_WaitsForIt_AndThenMoves()
    {
        Assert.Equal(InboxState.Parked, await AnswerAsync("DocumentLinkIssued", new { document = certificate.Key, edrmsVersion = 2, link = "https://archive.example/moved" }, "link"));
        Assert.Equal(InboxState.Applied, await AnswerAsync("DocumentArchived", new { document = certificate.Key, edrmsVersion = 1, sha256 = certificate.Sha256, link = "https://archive.example/1" }));

        Assert.Equal("https://archive.example/moved", Assert.Single(await registry.Get<RecordQueries>().DocumentsAsync(certificate.PersonId, GraduationScene.Officer)).Link);
        Assert.Equal(InboxState.Stale, await AnswerAsync("DocumentLinkIssued", new { document = certificate.Key, edrmsVersion = 1, link = "https://archive.example/old" }, "old"));
    }

    [Fact]
    public async Task Retention_AndOpenings_AreKept()
    {
        await AnswerAsync("DocumentArchived", new { document = certificate.Key, edrmsVersion = 1, sha256 = certificate.Sha256, link = "https://archive.example/1" });
        Assert.Equal(InboxState.Applied, await AnswerAsync("RetentionApplied", new { document = certificate.Key, edrmsVersion = 2, retentionClass = "Permanent", retainUntil = "2124-07-01" }, "kept"));
        Assert.Equal(InboxState.Applied, await AnswerAsync("DocumentAccessLogged", new { document = certificate.Key, edrmsVersion = 2, openedAt = "2024-06-11T10:00:00Z", openedBy = "m.okafor" }, "opened"));

        var filed = await FiledAsync();
        Assert.Equal(("Permanent", new DateOnly(2124, 7, 1), 1), (filed.RetentionClass, filed.KeptUntil, filed.TimesOpened));
        var opening = Assert.Single(await registry.Get<FilingQueries>().OpeningsAsync(certificate.PersonId, GraduationScene.Officer));
        Assert.Equal((filed.Id, 2, new DateTimeOffset(2024, 6, 11, 10, 0, 0, TimeSpan.Zero), "m.okafor"), (opening.DocumentId, opening.ArchiveVersion, opening.OpenedAt, opening.OpenedBy));
    }

    [Fact]
    public async Task Retention_ThatComesBeforeTheConfirmation_LetsTheFilingBeClosed()
    {
        Assert.Equal(InboxState.Applied, await AnswerAsync("RetentionApplied", new { document = certificate.Key, edrmsVersion = 2, retentionClass = "Permanent", retainUntil = "2124-07-01" }, "kept"));
        Assert.Equal(InboxState.Applied, await AnswerAsync("DocumentArchived", new { document = certificate.Key, edrmsVersion = 1, sha256 = certificate.Sha256, link = "https://archive.example/1" }));
        Assert.Equal(InboxState.Stale, await AnswerAsync("RetentionApplied", new { document = certificate.Key, edrmsVersion = 1, retentionClass = "Short", retainUntil = "2030-07-01" }, "short"));

        var filed = await FiledAsync();
        Assert.Equal((FilingState.Archived, 2, "Permanent"), (filed.State, filed.ArchiveVersion, filed.RetentionClass));
    }

    [Fact]
    public async Task Documents_ThatTheRecordMade_AreNotDisposedOfWithOthers()
    {
        await AnswerAsync("DocumentArchived", new { document = certificate.Key, edrmsVersion = 1, sha256 = certificate.Sha256, link = "https://archive.example/1" });
        await registry.SaveAsync(db => db.Add(new StudentDocument(certificate.PersonId, "Passport", "Passport", "https://archive.example/p", null, registry.Clock.Now)));

        Assert.Equal(1, await registry.ReadAsync(db => RecordDisposal.DisposeAsync(db, RecordClass.Documents, certificate.PersonId, default)));

        Assert.Equal("Certificate", Assert.Single(await registry.Get<RecordQueries>().DocumentsAsync(certificate.PersonId, GraduationScene.Officer)).Kind);
    }

    [Fact]
    public async Task Open_GivesTheLink_AndWritesDownWhoOpenedIt()
    {
        await AnswerAsync("DocumentArchived", new { document = certificate.Key, edrmsVersion = 1, sha256 = certificate.Sha256, link = "https://archive.example/1" });
        var link = Assert.Single(await registry.Get<RecordQueries>().DocumentsAsync(certificate.PersonId, GraduationScene.Officer));

        var opened = await registry.Get<DocumentService>().OpenAsync(certificate.PersonId, link.Id, registry.As(GraduationScene.Officer) with { Act = "OpenDocument" });

        Assert.Equal("https://archive.example/1", opened.Value);
        var entry = await registry.ReadAsync(db => db.Set<AuditEntry>().SingleAsync(e => e.Act == "OpenDocument"));
        Assert.Equal(("Person", certificate.PersonId, GraduationScene.Officer.Name), (entry.SubjectKind, entry.SubjectId, entry.Actor));
        Assert.Equal("NOT_FOUND", Assert.Single((await registry.Get<DocumentService>().OpenAsync(certificate.PersonId, 7, registry.As(GraduationScene.Officer))).Refusals).Code);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => registry.Get<DocumentService>().OpenAsync(certificate.PersonId, link.Id, registry.As(Role.ExternalExaminer)));
    }

    [Fact]
    public async Task NoAnswerWithinADay_IsATask()
    {
        var work = registry.Services.GetServices<IWorkSource>().Single(s => s.GetType().Name == "FilingsUnanswered");
        Assert.Equal(0, Assert.Single(await work.WaitingAsync(GraduationScene.Officer, default)).Count);

        registry.Clock.Advance(TimeSpan.FromHours(25));

        Assert.Equal(2, Assert.Single(await work.WaitingAsync(GraduationScene.Officer, default)).Count);
        Assert.Equal(2, (await registry.Get<FilingQueries>().PageAsync(new TableQuery().With("late", "yes"), GraduationScene.Officer)).Total);
    }

    [Fact]
    public async Task Transcript_ThatWasFiled_SaysTheAwardAndItsCertificate()
    {
        var transcript = await registry.ReadAsync(db => db.Set<FiledDocument>().AsNoTracking().SingleAsync(d => d.Type == DocumentType.Transcript));
        var text = string.Join(' ', new PdfReading(transcript.Pdf!).Pages.Select(p => p.Text));

        Assert.Contains("2024/000001", text, StringComparison.Ordinal);
        Assert.Contains(GraduationScene.Award, text, StringComparison.Ordinal);
    }

    private Task<FiledDocument> FiledAsync() => registry.ReadAsync(db => db.Set<FiledDocument>().AsNoTracking().SingleAsync(d => d.Id == certificate.Id));

    private async Task<InboxState> AnswerAsync(string type, object data, string id = "1") =>
        (await registry.Get<HubDoor>().SubmitAsync("F024", "EDRMS", [Messages.Message($"edrms-{id}", type, $"{certificate.Key}/{id}", data)], "http", null, default))[0].State ?? InboxState.Accepted;
}
