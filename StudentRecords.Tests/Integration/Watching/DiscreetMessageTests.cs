using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.Integration.Reading;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Watching;

/// <summary>Whoever works on messages sees that a discreet one is there and how it stands, and not whom it is about.</summary>
public sealed class DiscreetMessageTests : IAsyncLifetime
{
    private static readonly Caller Operator = TestRegistry.Caller(Role.IntegrationOperator);
    private static readonly Caller Both = TestRegistry.Caller(Role.IntegrationOperator, Role.AcademicIntegrityOfficer, Role.AdjustmentsOfficer);
    private HubScene scene = null!;

    public async Task InitializeAsync()
    {
        scene = await HubScene.MakeAsync("VLE", "EXAMS");
        await scene.SaidAsync("F063", "ReasonableAdjustmentApproved", $"{scene.Student.StudentNumber}|RA-1", new { student = scene.Who, @case = "W-1", adjustment = "RA-1", category = "ExtraTime", amount = 25, from = "2023-10-01" });
        await scene.DrainAsync("VLE");
    }

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Message_ThatCame_IsListedAndOpenedWithoutWhomItIsAbout()
    {
        var queries = scene.Registry.Get<InboxQueries>();
        var row = Assert.Single((await queries.ListAsync(new TableQuery(), Operator)).Rows);
        Assert.Equal(("F063", InboxState.Applied, "withheld"), (row.Flow, row.State, row.BusinessKey));
        Assert.Empty((await queries.ListAsync(new TableQuery { Search = scene.Student.StudentNumber }, Operator)).Rows);
        var opened = (await scene.Registry.Get<MessageQueries>().InboxAsync(row.Id, Operator))!;
        Assert.Equal((null, null, "withheld", InboxState.Applied), (opened.Raw, opened.Message.PersonId, opened.Message.BusinessKey, opened.Message.State));

        Assert.Single((await queries.ListAsync(new TableQuery { Search = scene.Student.StudentNumber }, Both)).Rows);
        Assert.Equal(scene.Student.Id, (await scene.Registry.Get<MessageQueries>().InboxAsync(row.Id, Both))!.Message.PersonId);
    }

    [Fact]
    public async Task Message_ThatGoes_IsListedAndOpenedWithoutWhomItIsAbout()
    {
        var queries = scene.Registry.Get<OutboxQueries>();
        var filter = new TableQuery { Filters = new Dictionary<string, string> { ["flow"] = "F059" } };
        var row = Assert.Single((await queries.ListAsync(filter, Operator)).Rows);
        Assert.Equal((OutboxState.Delivered, "withheld", "withheld", "withheld"), (row.State, row.Key, row.Aggregate, row.Receipt));
        Assert.Empty((await queries.ListAsync(filter with { Search = scene.Student.StudentNumber }, Operator)).Rows);
        var opened = (await scene.Registry.Get<MessageQueries>().OutboxAsync(row.Id, Operator))!;
        Assert.Equal((null, null, "withheld", "withheld"), (opened.Body, opened.Message.PersonId, opened.Message.Key, opened.Message.Aggregate));
        Assert.Equal("withheld", Assert.Single((await scene.Registry.Get<FlowQueries>().FlowAsync("F059", Operator))!.Went).Key);
        Assert.Contains(scene.Student.StudentNumber, Assert.Single((await queries.ListAsync(filter, Both)).Rows).Key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trace_ShowsThatSomethingHappened_AndLeadsNowhere()
    {
        var correlation = await scene.Registry.ReadAsync(db => db.Set<InboxMessage>().Select(m => m.CorrelationId).SingleAsync());
        var steps = await scene.Registry.Get<TraceQueries>().OfAsync(correlation, Operator);
        Assert.All(steps, s => Assert.Null(s.Address));
        Assert.DoesNotContain(steps, s => s.What.Contains("F059", StringComparison.Ordinal) || s.What.Contains("F063", StringComparison.Ordinal));
        Assert.Contains(steps, s => s.What == "A message that you may not read: Delivered");
        Assert.Contains(await scene.Registry.Get<TraceQueries>().OfAsync(correlation, Both), s => s.What.StartsWith("F063 ", StringComparison.Ordinal) && s.Address is not null);
    }
}
