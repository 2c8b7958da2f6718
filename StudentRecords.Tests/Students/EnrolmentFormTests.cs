using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Jobs;
using StudentRecords.Infrastructure.Students;
using StudentRecords.Infrastructure.Students.Filing;
using StudentRecords.Tests.Integration;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Students;

/// <summary>The forms of a year's enrolments on their way to the archive (F023), and its answer (F024).</summary>
public sealed class EnrolmentFormTests : IAsyncLifetime
{
    private HubScene scene = null!;

    public async Task InitializeAsync() => scene = await HubScene.MakeAsync("EDRMS");

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Form_OfWhoIsEnrolled_IsFiledOnce_ForEachYear()
    {
        Assert.Equal("One enrolment form was filed.", await RunAsync());
        var told = Assert.Single(await scene.ToldAsync("F023", "DocumentFiled"));
        Assert.Equal(["document", "documentType", "title", "student", "engagement", "sha256", "mediaType", "length", "retentionClass", "filedAt", "content"], Fields.Of(told));
        Assert.Equal(($"FORM-{scene.Engagement.Numhus}-2023-24", "EnrolmentForm", "Enrolment 2023/24", "Documents"), (Fields.Of(told, "document"), Fields.Of(told, "documentType"), Fields.Of(told, "title"), Fields.Of(told, "retentionClass")));
        var filed = Assert.Single(await FiledAsync());
        Assert.Equal((DocumentType.EnrolmentForm, FilingState.Filed, Fields.Of(told, "sha256")), (filed.Type, filed.State, filed.Sha256));

        Assert.Equal("Every form of this year's enrolments is filed.", await RunAsync());
        Assert.Single(await FiledAsync());
    }

    [Fact]
    public async Task Archive_ThatConfirmsIt_ClosesTheFiling_AndTheLinkStandsWithTheStudent()
    {
        await RunAsync();
        var filed = Assert.Single(await FiledAsync());

        await scene.SaidAsync("F024", "DocumentArchived", filed.Key, new { document = filed.Key, edrmsVersion = 1, sha256 = filed.Sha256, link = "https://archive.example/form" });

        Assert.Equal(FilingState.Archived, Assert.Single(await FiledAsync()).State);
        var link = Assert.Single(await scene.Registry.Get<RecordQueries>().DocumentsAsync(scene.Student.Id, TestRegistry.Caller(Role.RegistryOfficer)));
        Assert.Equal(("https://archive.example/form", "EnrolmentForm"), (link.Link, link.Kind));
    }

    [Fact]
    public async Task WhoIsNotEnrolled_HasNoForm()
    {
        var now = await scene.Registry.ReadAsync(db => db.Set<Engagement>().SingleAsync(e => e.Id == scene.Engagement.Id));
        Assert.Empty((await scene.Registry.Get<EnrolmentService>().TakeAsync(new TakeStep { Step = EnrolmentStep.Interrupt, EngagementId = now.Id, Version = now.Version, EffectiveOn = new DateOnly(2024, 5, 1) }, scene.Registry.As(Role.RegistryManager))).Refusals);

        Assert.Equal("Every form of this year's enrolments is filed.", await RunAsync());
        Assert.Empty(await FiledAsync());
        Assert.Empty(await scene.ToldAsync("F023"));
    }

    [Fact]
    public async Task WithoutAnArchive_NothingIsFiled()
    {
        await scene.Registry.SaveAsync(db => db.RemoveRange(db.Set<PartnerChannel>()));

        Assert.Equal("No archive is operated; enrolment forms are filed when it is.", await RunAsync());
        Assert.Empty(await FiledAsync());
    }

    private Task<IReadOnlyList<FilingRow>> FiledAsync() => scene.Registry.Get<FilingQueries>().OfPersonAsync(scene.Student.Id, TestRegistry.Caller(Role.RegistryOfficer));

    private Task<string> RunAsync() => scene.Registry.Get<EnrolmentFormsJob>().ExecuteAsync(new JobRun(1, nameof(EnrolmentFormsJob), "{}", null, JobSchedules.Requester, scene.Registry.Clock, (_, _, _, _) => Task.CompletedTask), default);
}
