using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Tests.Integration.Chains;
using StudentRecords.Tests.Integration.RollCalls;

namespace StudentRecords.Tests.Integration.Effects;

/// <summary>F040 and F050 on the student's account: who pays in the student's place, and what the loans company has said.</summary>
public sealed class FunderEffectTests : IAsyncLifetime
{
    private HubScene scene = null!;

    public async Task InitializeAsync() => scene = await HubScene.MakeAsync();

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    [ChangesTheRecord("F040")]
    [RefusedOnArrival("F040")]
    public async Task Studentship_IsAmongWhoPays_WithItsEnd_AndOneThatCoversMoreThanTheFeeIsQuarantined()
    {
        await scene.SaidAsync("F040", "StudentshipAwarded", "RC1", Studentship("RC1", 50));
        await scene.SaidAsync("F040", "StudentshipAmended", "RC1", Studentship("RC1", 80), 2);
        await scene.SaidAsync("F040", "StudentshipTerminated", "RC1", new { award = "RC1", student = scene.Who, lastDay = "2023-12-31", reason = "Left the project" }, 3);
        Assert.Equal((AwardKind.Studentship, "Council", 80m, new DateOnly(2023, 12, 31)), Assert.Single((await AccountAsync()).Awards) is var award ? (award.Kind, award.Payer, award.Percent, award.To) : default);

        Assert.Equal("CONTRACT", (await scene.SayAsync("F040", "StudentshipAwarded", "RC2", Studentship("RC2", 101))).Code);
        Assert.Single((await AccountAsync()).Awards);
    }

    [Fact]
    [ChangesTheRecord("F050")]
    [RefusedOnArrival("F050")]
    public async Task Notice_WaitsForWhoBearsTheSupportNumber_AndThenIsOnTheirAccount()
    {
        var unknown = await scene.SayAsync("F050", "LoanEntitlementNotified", "n1", Notice("n1", 3000));
        Assert.Equal((InboxState.Parked, "UNKNOWN_REFERENCE"), (unknown.State!.Value, unknown.Code));
        Assert.Empty((await AccountAsync()).Notices);

        await scene.Registry.SaveAsync(db => db.Set<Person>().Single(p => p.Id == scene.Student.Id).Identify("SLC", IdentifierKinds.SupportNumber, "ABCD12345678K", new DateOnly(2023, 9, 1)));
        await scene.SweepAsync();
        await scene.SaidAsync("F050", "OverpaymentNotified", "o1", Notice("o1", 250));
        Assert.Equal([("n1", 3000m, false), ("o1", 250m, true)], (await AccountAsync()).Notices.OrderBy(n => n.Reference, StringComparer.Ordinal).Select(n => (n.Reference, n.Amount!.Value, n.IsWaiting)));
    }

    private Task<StudentAccount> AccountAsync() => new RecordAsked(scene.Registry).AccountAsync(scene.Student.Id);

    private object Studentship(string award, int percent) => new { award, student = scene.Who, funder = "Council", coverPercent = percent, from = "2023-09-01" };

    private static object Notice(string notice, int amount) => new { supportNumber = "ABCD12345678K", academicYear = "2023/24", notice, noticeOn = "2023-09-10", amount };
}
