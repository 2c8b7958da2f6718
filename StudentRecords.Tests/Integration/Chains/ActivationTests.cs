using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Tests.Funding;
using StudentRecords.Tests.Integration.RollCalls;

namespace StudentRecords.Tests.Integration.Chains;

/// <summary>
/// Activation: F045 and F005, person matched, F025, F026, Finance's hold (F010), permission to study (F052), enrolment confirmed, and then
/// accounts (F021), library (F008), UCAS (F046), loans company (F049), rosters (F014), sites (F015) and Finance (F009).
/// </summary>
public sealed class ActivationTests : IAsyncLifetime
{
    private static readonly object Ada = new { system = "UCAS", id = "u1" };
    private HubScene scene = null!;
    private RecordAsked record = null!;

    public async Task InitializeAsync()
    {
        scene = await HubScene.MakeAsync("OIV", "UKVI", "IAM", "LIB", "UCAS", "SLC", "AM", "VLE", "FIN");
        record = new RecordAsked(scene.Registry);
        await new FeeScene(scene.Registry).ProgrammeAsync();
    }

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Applicant_IsEnrolledByTheLastAnswerThatWasMissing_AndThenEverybodyHearsWhoWaited()
    {
        var ada = await AppliedAsync();
        await HandedOverAsync();
        await scene.SaidAsync("F010", "FinancialHoldPlaced", "H-1", new { student = Ada, hold = "H-1", reason = "Deposit outstanding", placedOn = "2023-09-01" });
        await IdentityAsync(ada, "IdentityVerified");
        Assert.Equal(["HOLD", "NO_PERMISSION_TO_STUDY"], await RefusedAsync(ada));
        await scene.SaidAsync("F010", "FinancialHoldReleased", "H-1", new { student = Ada, hold = "H-1", reason = "Paid", releasedOn = "2023-09-20" }, 2);
        await PermissionAsync("CasAssigned", "2023-08-01", 1);
        Assert.Equal(["NO_PERMISSION_TO_STUDY"], await RefusedAsync(ada));
        await NobodyHasHeardAsync(ada);

        await PermissionAsync("VisaGranted", "2023-09-15", 2);

        Assert.Equal((EngagementStatus.Enrolled, new DateOnly(2023, 10, 1)), await record.EngagementAsync(ada) is var engagement ? (engagement.Status, engagement.Statuses[^1].EffectiveOn) : default);
        foreach (var (flow, type, to) in ((string, string, string)[])[("F021", "PersonJoined", "IAM"), ("F008", "LibraryPatronUpserted", "LIB"), ("F046", "UcasEnrolmentConfirmed", "UCAS"), ("F049", "SlcRegistrationConfirmed", "SLC")])
        {
            await HeardAsync(ada, flow, type, to);
        }

        await ModuleIsChosenAsync(ada);
        await FeeIsBilledAsync(ada);
    }

    [Theory]
    [InlineData("IdentityVerificationFailed")]
    [InlineData("FraudSuspected")]
    [ChangesTheRecord("F026")]
    public async Task IdentityThatIsNotProved_HoldsTheEnrolment_UntilALaterCheckPasses(string answer)
    {
        var ada = await AppliedAsync();
        await HandedOverAsync(sponsored: false);
        await IdentityAsync(ada, answer);
        Assert.Equal(["Identity verification"], await record.HoldsAsync(ada));
        Assert.Equal(["HOLD", "IDENTITY_NOT_VERIFIED"], await RefusedAsync(ada));
        await NobodyHasHeardAsync(ada);
        Assert.Equal(InboxState.Parked, (await SelectAsync()).State);

        await IdentityAsync(ada, "IdentityVerified", 2);
        Assert.Empty(await record.HoldsAsync(ada));
        Assert.Equal(EngagementStatus.Enrolled, (await record.EngagementAsync(ada)).Status);
        // the choice that waited for the enrolment found it
        Assert.Equal(RegistrationStatus.Registered, (await record.ModuleAsync(ada, "AAA-2023J")).Status);
    }

    [Fact]
    public async Task RefusedVisa_HoldsTheEnrolment()
    {
        var ada = await AppliedAsync();
        await HandedOverAsync();
        await IdentityAsync(ada, "IdentityVerified");
        await PermissionAsync("VisaRefused", "2023-09-15", 2);
        Assert.Equal(["Compliance"], await record.HoldsAsync(ada));
        Assert.Equal(["HOLD", "NO_PERMISSION_TO_STUDY"], await RefusedAsync(ada));
        await NobodyHasHeardAsync(ada);
    }

    [Fact]
    public async Task HandoverBeforeItsApplication_WaitsForIt_AndANamesakeIsLeftToASteward()
    {
        Assert.Equal(InboxState.Parked, (await HandoverAsync(true)).State);
        var ada = await AppliedAsync();
        Assert.Equal(EngagementStatus.Expected, (await record.EngagementAsync(ada)).Status);
        Assert.Equal("IDENTITY_AMBIGUOUS", (await ApplyAsync("u2")).Code);
    }

    private async Task<long> AppliedAsync()
    {
        Assert.Equal(InboxState.Applied, (await ApplyAsync("u1")).State);
        return await scene.Registry.ReadAsync(db => db.Set<PersonIdentifier>().Where(i => i.System == "UCAS" && i.Value == "u1").Select(i => i.PersonId).SingleAsync());
    }

    private Task<Infrastructure.Integration.Receipt> ApplyAsync(string who) => scene.SayAsync("F045", "UcasApplicationReceived", $"{who}/1", new
    {
        application = $"{who}/1", applicant = new { system = "UCAS", id = who }, programme = scene.Programme.Code, entryOn = "2023-10-01",
        details = new { familyName = "Byron", givenNames = "Ada", dateOfBirth = "2004-05-06", nationality = "IN", homeCountry = "IN", supportNumber = who == "u1" ? "ABCD12345678K" : null },
    });

    private async Task HandedOverAsync(bool sponsored = true)
    {
        Assert.Equal(InboxState.Applied, (await HandoverAsync(sponsored)).State);
        Assert.Equal(["case", "student", "familyName", "givenNames", "dateOfBirth"], Fields.Of(Assert.Single(await scene.ToldAsync("F025", "IdentityVerificationRequested"))));
        Assert.Equal(sponsored ? 1 : 0, (await scene.ToldAsync("F051", "CasRequested")).Count);
    }

    private Task<Infrastructure.Integration.Receipt> HandoverAsync(bool sponsored) =>
        scene.SayAsync("F005", "ApplicantHandedOver", "u1/1/handover", new { application = "u1/1", applicant = Ada, programme = scene.Programme.Code, entryOn = "2023-10-01", expectedEnd = "2026-06-30", sponsored });

    private async Task IdentityAsync(long person, string answer, long version = 1)
    {
        var reference = Assert.Single((await record.OverviewAsync(person)).Verifications).CaseReference;
        await scene.SaidAsync("F026", answer, reference, new { @case = reference, confidence = 98 }, version);
    }

    private Task PermissionAsync(string type, string on, long version) => scene.SaidAsync("F052", type, $"E4G1/{version}", new
    {
        student = Ada, cas = "E4G1", decidedOn = on, validFrom = type == "VisaGranted" ? "2023-09-01" : null, validUntil = type == "VisaGranted" ? "2027-01-31" : null,
    }, version);

    /// <summary>Codes of everything that stands in the way of a confirmation by hand.</summary>
    private async Task<IEnumerable<string>> RefusedAsync(long person)
    {
        var engagement = await record.EngagementAsync(person);
        var outcome = await scene.Registry.Get<EnrolmentService>().TakeAsync(new TakeStep { Step = EnrolmentStep.Confirm, EngagementId = engagement.Id, Version = engagement.Version }, scene.Registry.As(Role.RegistryManager));
        Assert.Equal(EngagementStatus.Expected, (await record.EngagementAsync(person)).Status);
        return outcome.Refusals.Select(r => r.Code).Order(StringComparer.Ordinal);
    }

    private async Task NobodyHasHeardAsync(long person)
    {
        string[] grants = ["PersonJoined", "LibraryPatronUpserted", "UcasEnrolmentConfirmed", "SlcRegistrationConfirmed", "CourseMembershipGranted", "RosterDelta"];
        Assert.Empty(await scene.Registry.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.PersonId == person && grants.Contains(m.Type)).Select(m => m.Type).ToListAsync()));
        Assert.Empty((await record.AccountAsync(person)).Charges);
    }

    private async Task HeardAsync(long person, string flow, string type, string to)
    {
        await scene.DrainAsync(to);
        var told = Assert.Single(await scene.ToldAsync(flow, type), m => m.PersonId == person);
        Assert.True(told.State == OutboxState.Delivered, $"{flow} {type}: {told.State} {told.LastError}");
    }

    private Task<Infrastructure.Integration.Receipt> SelectAsync() => scene.SayAsync("F011", "ModuleSelectionSubmitted", "P-1", new { student = Ada, occurrences = new[] { "AAA-2023J" }, requestedOn = "2023-09-25" });

    private async Task ModuleIsChosenAsync(long person)
    {
        Assert.Equal(InboxState.Applied, (await SelectAsync()).State);
        Assert.Equal(RegistrationStatus.Registered, (await record.ModuleAsync(person, "AAA-2023J")).Status);
        await HeardAsync(person, "F014", "RosterDelta", "AM");
        await HeardAsync(person, "F015", "CourseMembershipGranted", "VLE");
    }

    private async Task FeeIsBilledAsync(long person)
    {
        Assert.Equal([(Payers.Student, FeeAssessor.Tuition, 20000m)], await record.ChargedAsync(person, "2023/24"));
        Assert.Empty(await scene.ToldAsync("F009"));
        await new ChargeOffice(scene.Registry).ReleasedAsync();
        await HeardAsync(person, "F009", "FeeLiabilityAssessed", "FIN");
    }
}
