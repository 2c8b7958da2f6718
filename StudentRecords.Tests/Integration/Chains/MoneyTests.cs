using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Enrolment.Registration;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Tests.Funding;
using StudentRecords.Tests.Integration.RollCalls;
using StudentRecords.Tests.Integration.Telling;

namespace StudentRecords.Tests.Integration.Chains;

/// <summary>
/// Money: studentship (F040), loan (F050), room (F018) and status make the fee, Finance hears charges and reversals (F009), answers with payments,
/// holds and releases (F010); what Payroll is to pay (F035) is looked at again when it goes, and taken back when the student leaves.
/// </summary>
public sealed class MoneyTests : IAsyncLifetime
{
    private static readonly PayTerms Bursary = new(PayKind.Bursary, "HARBOUR", "2024-06", 1, 500m);
    private TellingScene scene = null!;
    private RecordAsked record = null!;
    private ChargeOffice office = null!;

    private HubScene Hub => scene.Hub;

    private long Student => Hub.Student.Id;

    public async Task InitializeAsync()
    {
        scene = await TellingScene.MakeAsync("FIN", "PAY");
        (record, office) = (new RecordAsked(scene.Registry), new ChargeOffice(scene.Registry));
        await new FeeScene(scene.Registry).ProgrammeAsync();
        await scene.Registry.SaveAsync(db => db.Set<Person>().Single(p => p.Id == Student).Identify("SLC", IdentifierKinds.SupportNumber, "ABCD12345678K", new DateOnly(2023, 9, 1)));
    }

    public Task DisposeAsync()
    {
        Hub.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    [ChangesTheRecord("F040")]
    public async Task Fee_IsMadeOfEverythingThatPaysIt_ToldToFinance_ReversedAndMadeAnew_AndNeverEdited()
    {
        await OthersPayAsync();
        await FinanceHearsAsync(("FeeLiabilityAssessed", "Council", 4500m), ("FeeLiabilityAssessed", Payers.Student, 1500m), ("FeeLiabilityAssessed", "Student Loans Company", 3000m), ("FeeLiabilityAssessed", Payers.Student, 5200m));

        await Hub.SaidAsync("F040", "StudentshipAmended", "RC1/2", Studentship(100), 2);
        Assert.Equal(InboxState.Stale, (await Hub.SayAsync("F040", "StudentshipAmended", "RC1/late", Studentship(10))).State);
        await FinanceHearsAsync(
            ("FeeLiabilityAssessed", "Council", 9000m), ("FeeLiabilityReversed", "Council", -4500m), ("FeeLiabilityReversed", Payers.Student, -1500m), ("FeeLiabilityReversed", "Student Loans Company", -3000m));
        await ReversalsNameTheirChargesAsync();
        Assert.Equal([("Council", FeeAssessor.Tuition, 9000m), (Payers.Student, "ACCOMMODATION/BK-1", 5200m)], await record.ChargedAsync(Student));
    }

    [Fact]
    public async Task FinancesHold_StopsAChoice_UntilItIsReleased_AndAReleaseNeverComesBeforeItsHold()
    {
        var other = await scene.Registry.Given.OccurrenceAsync("BBB-2023J");
        await Hub.SaidAsync("F010", "PaymentReceived", "T-1", new { student = Hub.Who, transaction = "T-1", amount = 500, bookedOn = "2024-01-10" });
        Assert.Equal(500m, (await record.AccountAsync(Student)).Paid);

        Assert.Equal(InboxState.Parked, (await Hub.SayAsync("F010", "FinancialHoldReleased", "H-0", Hold("H-0", "releasedOn"), 2)).State);
        await Hub.SaidAsync("F010", "FinancialHoldPlaced", "H-1", Hold("H-1", "placedOn"));
        Assert.Equal(["Finance"], await record.HoldsAsync(Student));
        Assert.Equal(InboxState.Parked, (await Hub.SayAsync("F011", "ModuleSelectionSubmitted", "P-1", new { student = Hub.Who, occurrences = new[] { other.Key }, requestedOn = "2023-10-05" })).State);
        var byHand = await scene.Registry.Get<RegistrationService>().MoveAsync(new MoveModules { EngagementId = Hub.Engagement.Id, Wanted = [other.Id] }, scene.Registry.As(Role.RegistryOfficer));
        Assert.Equal(["HOLD"], byHand.Refusals.Select(r => r.Code));

        await Hub.SaidAsync("F010", "FinancialHoldReleased", "H-1", Hold("H-1", "releasedOn"), 2);
        Assert.Empty(await record.HoldsAsync(Student));
        Assert.Equal(RegistrationStatus.Registered, (await record.ModuleAsync(Student, other.Key)).Status);
    }

    [Fact]
    public async Task Bursary_IsNotSentAndTakenBackWhenItsStudentLeaves_AndNoOtherIsAuthorised()
    {
        Assert.Empty(await AuthoriseAsync(Bursary));
        await scene.TakeAsync(Hub.Engagement, EnrolmentStep.Withdraw, new DateOnly(2024, 5, 1), "11");
        await Hub.DrainAsync("PAY");
        var told = await Hub.ToldAsync("F035");
        Assert.Equal([("BursaryPaymentAuthorised", OutboxState.Withdrawn), ("PaymentAuthorisationRevoked", OutboxState.Delivered)], told.Select(m => (m.Type, m.State)));
        Assert.Equal(Fields.Of(told[0], "authorisation"), Fields.Of(told[1], "authorisation"));
        Assert.Equal(["NOT_ENROLLED"], await AuthoriseAsync(Bursary with { Instalment = 2 }));
    }

    private async Task OthersPayAsync()
    {
        await Hub.SaidAsync("F040", "StudentshipAwarded", "RC1/1", Studentship(50));
        Assert.Equal([("Council", FeeAssessor.Tuition, 4500m), (Payers.Student, FeeAssessor.Tuition, 4500m)], await record.ChargedAsync(Student));
        await Hub.SaidAsync("F050", "LoanEntitlementNotified", "n1", new { supportNumber = "ABCD12345678K", academicYear = "2023/24", notice = "n1", noticeOn = "2023-09-10", amount = 3000 });
        await Hub.SaidAsync("F018", "AccommodationChargeNotified", "BK-1/c", new { student = Hub.Who, booking = "BK-1", academicYear = "2023/24", amount = 5200 });
        Assert.Empty(await Hub.ToldAsync("F009"));
    }

    /// <summary>The next charge run tells just this, and Finance takes it.</summary>
    private async Task FinanceHearsAsync(params (string Type, string Sponsor, decimal Amount)[] expected)
    {
        var before = (await Hub.ToldAsync("F009")).Count;
        await office.ReleasedAsync();
        await Hub.DrainAsync("FIN");
        var told = (await Hub.ToldAsync("F009"))[before..];
        Assert.Equal(expected.Order(), told.Select(m => (m.Type, Fields.Of(m, "sponsor")!, decimal.Parse(Fields.Of(m, "amount")!, System.Globalization.CultureInfo.InvariantCulture))).Order());
        Assert.All(told, m => Assert.Equal(OutboxState.Delivered, m.State));
    }

    private async Task ReversalsNameTheirChargesAsync()
    {
        var told = await Hub.ToldAsync("F009");
        var charges = told.Where(m => m.Type == "FeeLiabilityAssessed").Select(m => Fields.Of(m, "charge")).ToHashSet();
        Assert.All(told.Where(m => m.Type == "FeeLiabilityReversed"), m => Assert.Contains(Fields.Of(m, "reverses"), charges));
        var rows = (await record.AccountAsync(Student)).Charges.Where(c => c.Told != TellingState.NeverTold).ToDictionary(c => c.Id);
        Assert.All(rows.Values.Where(c => c.Reverses is not null), c => Assert.Equal(-c.Amount, rows[c.Reverses!.Value].Amount));
    }

    private async Task<IEnumerable<string>> AuthoriseAsync(PayTerms terms) =>
        (await scene.Registry.Get<PayService>().AuthoriseAsync(new AuthorisePay { PersonId = Student, Terms = terms }, scene.Registry.As(Role.FeesOfficer))).Refusals.Select(r => r.Code);

    private object Studentship(int percent) => new { award = "RC1", student = Hub.Who, funder = "Council", coverPercent = percent, from = "2023-09-01" };

    private Dictionary<string, object> Hold(string hold, string day) => new() { ["student"] = Hub.Who, ["hold"] = hold, ["reason"] = "Instalment", [day] = "2024-05-01" };
}
