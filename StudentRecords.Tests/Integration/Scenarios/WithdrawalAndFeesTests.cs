using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Tests.Funding;
using StudentRecords.Tests.Integration.Chains;
using StudentRecords.Tests.Integration.Telling;

namespace StudentRecords.Tests.Integration.Scenarios;

/// <summary>Withdrawal inside and outside the fee window: inside it the charge is reversed, outside it what fell due stands. Never is a charge, a module or a message deleted.</summary>
public sealed class WithdrawalAndFeesTests : IAsyncLifetime
{
    private TellingScene scene = null!;
    private RecordAsked record = null!;
    private ChargeOffice office = null!;

    private HubScene Hub => scene.Hub;

    private long Student => Hub.Student.Id;

    public async Task InitializeAsync()
    {
        scene = await TellingScene.MakeAsync("FIN", "SLC");
        (record, office) = (new RecordAsked(scene.Registry), new ChargeOffice(scene.Registry));
        await new FeeScene(scene.Registry).ProgrammeAsync();
        await scene.Registry.SaveAsync(db => db.Set<Person>().Single(p => p.Id == Student).Identify("SLC", IdentifierKinds.SupportNumber, "ABCD12345678K", new DateOnly(2023, 9, 1)));
        await office.ReleasedAsync();
        await Hub.DrainAsync("FIN");
    }

    public Task DisposeAsync()
    {
        Hub.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("2023-10-10", "9000,-9000", 0)]
    [InlineData("2023-11-10", "9000,-9000,2250", 2250)]
    [InlineData("2024-05-20", "9000", 9000)]
    public async Task Withdrawal_ReversesOrKeepsTheCharge_ByItsDay(string day, string ledger, int owed)
    {
        await scene.TakeAsync(Hub.Engagement, EnrolmentStep.Withdraw, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), "11");
        if (ledger.Contains(','))
        {
            await office.ReleasedAsync();
        }

        await Hub.DrainAsync("FIN");
        var told = await Hub.ToldAsync("F009");
        Assert.Equal(ledger, string.Join(',', told.Select(m => Fields.Of(m, "amount")!.Split('.')[0])));
        Assert.All(told, m => Assert.Equal(OutboxState.Delivered, m.State));
        Assert.Equal(owed, (await record.AccountAsync(Student)).Due);
        Assert.Equal(told.Count, (await record.AccountAsync(Student)).Charges.Count(c => c.AcademicYear == "2023/24"));
        await EverythingIsStillThereAsync();
    }

    [Fact]
    public async Task PortalsWithdrawal_HasTheSameEffect_AndASecondOneIsRefused()
    {
        await Hub.SaidAsync("F011", "SelfServiceRequestRaised", "P-1", new { student = Hub.Who, request = "WithdrawFromProgramme", effectiveOn = "2023-10-10" });
        Assert.Equal(0m, (await record.AccountAsync(Student)).Due);
        var again = await Hub.SayAsync("F011", "SelfServiceRequestRaised", "P-2", new { student = Hub.Who, request = "WithdrawFromProgramme", effectiveOn = "2023-10-11" });
        Assert.Equal((InboxState.Refused, "STEP_NOT_ALLOWED"), (again.State!.Value, Assert.Single(again.Faults).Code));
        await EverythingIsStillThereAsync();
    }

    /// <summary>The engagement, its module and its first charge stand with how they ended, and the loans company hears of it.</summary>
    private async Task EverythingIsStillThereAsync()
    {
        var engagement = await record.EngagementAsync(Student);
        Assert.Equal((EngagementStatus.Withdrawn, "11"), (engagement.Status, engagement.EndReason));
        Assert.Equal([EngagementStatus.Expected, EngagementStatus.Enrolled, EngagementStatus.Withdrawn], engagement.Statuses.Select(s => s.Status));
        Assert.Equal(RegistrationStatus.Withdrawn, (await record.ModuleAsync(Student, "AAA-2023J")).Status);
        Assert.Contains((await record.AccountAsync(Student)).Charges, c => c is { Amount: 9000m, Reverses: null, Element: FeeAssessor.Tuition });
        await Hub.DrainAsync("SLC");
        Assert.Equal(("Withdrawn", OutboxState.Delivered), await scene.LastAsync("F049", "SlcChangeOfCircumstance") is var told ? (Fields.Of(told, "circumstance"), told.State) : default);
    }
}
