using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Hesa;
using StudentRecords.Infrastructure.Hesa.Returns;
using StudentRecords.Infrastructure.Hesa.Rules;
using StudentRecords.Infrastructure.Integration;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Work;
using StudentRecords.Tests.Integration;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Hesa;

/// <summary>F048: the authority's report on a submission, and its identifiers.</summary>
public sealed class ReportInTests : IAsyncLifetime
{
    private readonly CancellationTokenSource stop = new();
    private readonly TestRegistry registry = new();
    private readonly ReturnStory story;

    public ReportInTests() => story = new ReturnStory(registry);

    public async Task InitializeAsync()
    {
        foreach (var service in registry.Services.GetServices<IHostedService>().Where(s => s.GetType().Name == "HubWriter"))
        {
            await service.StartAsync(stop.Token);
        }
    }

    public async Task DisposeAsync()
    {
        await stop.CancelAsync();
        registry.Dispose();
    }

    [Fact]
    public async Task Report_IsMatchedToPersons_AcknowledgesTheSubmission_AndDoublesNothing()
    {
        var registration = await story.StudentAsync("Ahmed");
        await story.SubmitAsync();
        var sid = await registry.ReadAsync(db => db.Set<PersonIdentifier>().Where(i => i.Kind == IdentifierKinds.Sid).Select(i => i.Value).SingleAsync());
        object Report(string reference) => new { collectionRef = "23056", submissionNo = 1, reference, failures = new[] { new { rule = "QR.1", entity = $"SID={sid}/NUMHUS=1", message = "Wrong." }, new { rule = "QR.2", entity = "COURSEID=C", message = "Wrong too." } } };
        Assert.Equal(InboxState.Applied, (await SendAsync("r1", "ValidationReportReceived", Report("HDP-9"))).State);
        Assert.Equal(InboxState.Applied, (await SendAsync("r2", "ValidationReportReceived", Report("HDP-9"), 2)).State);
        var faults = await registry.ReadAsync(db => db.Set<ReportedFault>().OrderBy(f => f.Rule).ToListAsync());
        Assert.Equal([("QR.1", registration.PersonId), ("QR.2", (long?)null)], faults.Select(f => (f.Rule, f.MatchedPersonId)));
        var submitted = await registry.ReadAsync(db => db.Set<HesaReturn>().SingleAsync());
        Assert.Equal((ReturnState.Acknowledged, "HDP-9"), (submitted.State, submitted.Acknowledgement));
    }

    private async Task<List<WaitingWork>> WaitingAsync(Caller caller)
    {
        List<WaitingWork> waiting = [];
        foreach (var source in registry.Services.GetServices<IWorkSource>())
        {
            waiting.AddRange(await source.WaitingAsync(caller, CancellationToken.None));
        }

        return waiting;
    }

    [Fact]
    public async Task Finding_IsListed_WaitsOnTheWorkList_AndIsSettledOnce()
    {
        await story.StudentAsync("Ahmed");
        await story.SubmitAsync();
        await SendAsync("r1", "ValidationReportReceived", new { collectionRef = "23056", submissionNo = 1, failures = new[] { new { rule = "QR.1", entity = "COURSEID=C", message = "Wrong." } } });
        var (faults, officer) = (registry.Get<ReportedFaults>(), TestRegistry.Caller(Role.StatutoryReturnsOfficer));
        var id = await registry.ReadAsync(db => db.Set<HesaReturn>().Select(r => r.Id).SingleAsync());
        var row = Assert.Single((await faults.PageAsync(new TableQuery { Of = id }.With("state", "open"), officer)).Rows);
        Assert.Contains(await WaitingAsync(officer), w => w.Address == $"/returns/{id}/reported?f.state=open" && w.Count == 1);

        Assert.True((await faults.SettleAsync(row.Id, row.Version, registry.As(Role.StatutoryReturnsOfficer))).Succeeded);

        var settled = (await faults.FindAsync(row.Id, officer))!;
        Assert.NotNull(settled.SettledAt);
        Assert.Equal("ALREADY_SETTLED", Assert.Single((await faults.SettleAsync(row.Id, settled.Version, registry.As(Role.StatutoryReturnsOfficer))).Refusals).Code);
        Assert.DoesNotContain(await WaitingAsync(officer), w => w.Address.Contains("/reported", StringComparison.Ordinal));
        foreach (var other in Enum.GetValues<Role>().Except([Role.StatutoryReturnsOfficer]))
        {
            await Assert.ThrowsAnyAsync<UnauthorizedAccessException>(() => faults.SettleAsync(row.Id, settled.Version, registry.As(other)));
        }
    }

    [Fact]
    public async Task NextReturn_IsNotApprovedOrSigned_WhileFindingsOfTheLastReportAreNotSettled()
    {
        await story.StudentAsync("Ahmed");
        await story.SubmitAsync();
        var submitted = await registry.ReadAsync(db => db.Set<HesaReturn>().Select(r => r.Id).SingleAsync());
        await story.StudentAsync("Bell");
        // a waiver that is granted now is newer than those of the first return
        registry.Clock.Advance(TimeSpan.FromHours(1));
        var next = await story.CompareAsync();
        var (approval, first, second) = (registry.Get<ReturnApprovalService>(), story.Officer("Ruth Rahman"), story.Officer("Rhys Roberts"));
        Assert.True((await registry.Get<HesaService>().CheckAsync(next, first)).Succeeded);
        await SendAsync("r1", "ValidationReportReceived", new { collectionRef = "23056", submissionNo = 1, reference = "HDP-9", failures = new[] { new { rule = "HDP.99", entity = "COURSEID=C", message = "Wrong." }, new { rule = "SR.Student.SID.005", entity = "COURSEID=C", message = "Strange." } } });

        var refused = await approval.ApproveAsync(next, first);
        Assert.Contains(("REPORT_UNSETTLED", "1 finding of the authority on what was last submitted of the collection is not settled: mend the record, or answer the authority, and settle each."), refused.Refusals.Select(r => (r.Code, r.Sentence)));
        var steps = (await registry.Get<ReturnStepQueries>().OfAsync(next, first.Caller))!;
        Assert.Contains("REPORT_UNSETTLED", steps.Approve.Select(r => r.Code));
        Assert.Equal(new UnsettledFindings(submitted, 1), steps.Unsettled);

        await SettleAsync("HDP.99");
        Assert.DoesNotContain("REPORT_UNSETTLED", (await registry.Get<ReturnStepQueries>().OfAsync(next, first.Caller))!.Approve.Select(r => r.Code));
        foreach (var line in (await registry.Get<RuleQueries>().OfReturnAsync(next, first.Caller)).Where(l => l.IsBroken))
        {
            Assert.True((await approval.GrantWaiverAsync((await approval.AskWaiverAsync(new AskWaiver("23056", line.Rule, line.Failed, 0), first)).Value, second)).Succeeded);
        }

        var approved = await approval.ApproveAsync(next, first);
        Assert.True(approved.Succeeded, string.Join(' ', approved.Refusals.Select(r => r.Sentence)));
        // a finding that comes after the approval stops the signatures
        await SendAsync("r2", "SubmissionErrorNotified", new { collectionRef = "23056", submissionNo = 1, error = "The schema does not hold." });
        Assert.Equal(["REPORT_UNSETTLED"], (await approval.SignAsync(next, first)).Refusals.Select(r => r.Code));
        await SettleAsync("SUBMISSION");
        Assert.True((await approval.SignAsync(next, first)).Succeeded);
        Assert.True((await approval.SignAsync(next, second)).Succeeded);
    }

    private async Task SettleAsync(string rule)
    {
        var fault = await registry.ReadAsync(db => db.Set<ReportedFault>().SingleAsync(f => f.Rule == rule));
        Assert.True((await registry.Get<ReportedFaults>().SettleAsync(fault.Id, fault.Version, registry.As(Role.StatutoryReturnsOfficer))).Succeeded);
    }

    [Fact]
    public async Task Error_OfASubmissionThatWasNeverSent_IsLeftToASteward()
    {
        var receipt = await SendAsync("e1", "SubmissionErrorNotified", new { collectionRef = "23056", submissionNo = 1, error = "The schema does not hold." });
        Assert.Equal((InboxState.Quarantined, "UNKNOWN_REFERENCE"), (receipt.State, receipt.Code));
    }

    [Fact]
    public async Task Error_OfASubmission_IsKeptWithIt()
    {
        await story.StudentAsync("Ahmed");
        await story.SubmitAsync();
        Assert.Equal(InboxState.Applied, (await SendAsync("e1", "SubmissionErrorNotified", new { collectionRef = "23056", submissionNo = 1, error = "The schema does not hold." })).State);
        Assert.Equal("The schema does not hold.", (await registry.ReadAsync(db => db.Set<ReportedFault>().SingleAsync())).Sentence);
    }

    [Fact]
    public async Task Identifier_IsWrittenOnce_ConfirmedWhenTheSame_AndAConflictOtherwise()
    {
        var person = await registry.Given.PersonAsync();
        object Sid(string sid) => new { student = new { system = "SIS", id = person.StudentNumber }, sid };
        Assert.Equal(InboxState.Applied, (await SendAsync("s1", "StudentIdentifierAssigned", Sid("12100071451234560"))).State);
        Assert.Equal(InboxState.Applied, (await SendAsync("s2", "StudentIdentifierAssigned", Sid("12100071451234560"), 2)).State);
        Assert.Equal("CONFLICT", (await SendAsync("s3", "StudentIdentifierAssigned", Sid("9911560000120"), 3)).Code);
        Assert.Equal(InboxState.Quarantined, (await SendAsync("s4", "StudentIdentifierAssigned", Sid("1"), 4)).State);
        Assert.Equal("12100071451234560", await registry.ReadAsync(db => db.Set<PersonIdentifier>().Where(i => i.Kind == IdentifierKinds.Sid).Select(i => i.Value).SingleAsync()));
    }

    private async Task<Receipt> SendAsync(string id, string type, object data, long version = 1) =>
        (await registry.Get<HubDoor>().SubmitAsync("F048", "HESA", [Messages.Message(id, type, $"{type}/{id}", data, version)], "http", null, default))[0];
}
