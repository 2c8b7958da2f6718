using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Runbooks;
using StudentRecords.Infrastructure.Integration.Reading;
using StudentRecords.Tests.House;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Runbooks;

/// <summary>Each flow has its runbook, and trouble is told apart by who has to do something.</summary>
public sealed class RunbookTests
{
    private static readonly DateTimeOffset Now = new(2024, 2, 5, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void RollCall_EveryFlow_HasARunbookOfItsOwn()
    {
        Offenders.None(FlowCatalogue.All.Select(f => f.Code).Where(c => FlowRunbook.Of(c) is not { WhenItStands.Length: > 20, Meanwhile.Length: > 5 }));
        Assert.Equal(FlowCatalogue.All.Count, FlowCatalogue.All.Select(f => FlowRunbook.Of(f.Code).WhenItStands).Distinct().Count());
        Assert.Throws<KeyNotFoundException>(() => FlowRunbook.Of("F054"));
    }

    [Theory]
    [InlineData("UNKNOWN_REFERENCE", 40, true, 2, FailureClass.Passing)]
    [InlineData("UNKNOWN_REFERENCE", 1, true, 25, FailureClass.Systemic)]
    [InlineData("CONTRACT", 1, false, 100, FailureClass.Single)]
    [InlineData("CONTRACT", 4, false, 1, FailureClass.Single)]
    [InlineData("CONTRACT", 5, false, 1, FailureClass.Systemic)]
    [InlineData("UNKNOWN_VERSION", 1, false, 1, FailureClass.Systemic)]
    [InlineData("FAULT", 1, false, 1, FailureClass.Systemic)]
    [InlineData("503", 300, true, 1, FailureClass.Passing)]
    public void Trouble_IsPassing_Single_OrSystemic(string code, int count, bool movesByItself, int hours, FailureClass expected) =>
        Assert.Equal(expected, new FlowFailure(code, count, movesByItself, Now.AddHours(-hours)).ClassAt(Now));

    [Fact]
    public void Steps_AreThereForEachClassAndDirection() =>
        Offenders.None(from of in Enum.GetValues<FailureClass>() from direction in Enum.GetValues<FlowDirection>() where FlowRunbook.Steps(of, direction).Count < 2 select $"{of} {direction}");

    [Fact]
    public async Task Failures_OfAFlow_AreCountedByReason_TheWorstFirst()
    {
        using var scene = await HubScene.MakeAsync();
        for (var i = 0; i < FlowFailure.Many; i++)
        {
            await scene.SayAsync("F010", "PaymentReceived", $"broken-{i}", new { student = scene.Who, transaction = $"broken-{i}", amount = -1, bookedOn = "2024-01-10" });
        }

        await scene.SayAsync("F010", "PaymentReceived", "nobody", new { student = new { system = "SIS", id = "9999999" }, transaction = "nobody", amount = 5, bookedOn = "2024-01-10" });
        var told = await scene.Registry.Get<FlowFailureQueries>().OfAsync("F010", scene.Registry.As(Role.IntegrationOperator).Caller);
        Assert.Equal([("CONTRACT", FlowFailure.Many, FailureClass.Systemic), ("UNKNOWN_REFERENCE", 1, FailureClass.Passing)], told.Select(t => (t.Failure.Code, t.Failure.Count, t.Class)));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => scene.Registry.Get<FlowFailureQueries>().OfAsync("F010", scene.Registry.As(Role.ExternalExaminer).Caller));
    }
}
