using Microsoft.EntityFrameworkCore;
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
        var unknown = await scene.SayAsync("F050", "OverpaymentNotified", "o1", Notice("o1", 250));
        Assert.Equal((InboxState.Parked, "UNKNOWN_REFERENCE"), (unknown.State!.Value, unknown.Code));

        await scene.SaidAsync("F045", "UcasApplicationReceived", "u1/1", new
        {
            application = "u1/1", applicant = new { system = "UCAS", id = "u1" }, programme = scene.Programme.Code, entryOn = "2023-10-01", details = new { familyName = "Byron", givenNames = "Ada", dateOfBirth = "2004-05-06", supportNumber = "ABCD12345678K" },
        });
        var ada = await scene.Registry.ReadAsync(db => db.Set<PersonIdentifier>().Where(i => i.Kind == IdentifierKinds.SupportNumber).Select(i => i.PersonId).SingleAsync());
        Assert.Equal([("o1", (decimal?)250m, true)], await NoticesAsync(ada));
        await scene.SaidAsync("F050", "OverpaymentNotified", "o1", Notice("o1", 0), 2);
        // the sum that was corrected to nothing is kept, and waits for nobody any more
        Assert.Equal([("o1", (decimal?)0m, false), ("o1", 250m, false)], await NoticesAsync(ada));
        Assert.Empty(await NoticesAsync(scene.Student.Id));
    }

    private async Task<IEnumerable<(string, decimal?, bool)>> NoticesAsync(long person) =>
        (await new RecordAsked(scene.Registry).AccountAsync(person)).Notices.OrderBy(n => n.Amount).Select(n => (n.Reference, n.Amount, n.IsWaiting));

    private Task<StudentAccount> AccountAsync() => new RecordAsked(scene.Registry).AccountAsync(scene.Student.Id);

    private object Studentship(string award, int percent) => new { award, student = scene.Who, funder = "Council", coverPercent = percent, from = "2023-09-01" };

    private static object Notice(string notice, int amount) => new { supportNumber = "ABCD12345678K", academicYear = "2023/24", notice, noticeOn = "2023-09-10", amount };
}
