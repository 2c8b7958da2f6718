using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Students;
using StudentRecords.Infrastructure.Support;
using StudentRecords.Tests.Integration.RollCalls;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Effects;

/// <summary>Messages that are seldom sent: each is seen by the record's own questions, and each is refused once.</summary>
public sealed class LesserWordsTests : IAsyncLifetime
{
    private static readonly Caller Registry = TestRegistry.Caller(Role.RegistryManager);
    private HubScene scene = null!;

    public async Task InitializeAsync() => scene = await HubScene.MakeAsync();

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    [ChangesTheRecord("F010")]
    [RefusedOnArrival("F010")]
    public async Task F010_Refund_IsOnTheAccountWithItsSign_AndOneOfNothingIsQuarantined()
    {
        await scene.SaidAsync("F010", "PaymentReceived", "T-1", Payment("T-1", 900));
        await scene.SaidAsync("F010", "PaymentRefunded", "T-2", Payment("T-2", 250));
        Assert.Equal(InboxState.Stale, (await scene.SayAsync("F010", "PaymentRefunded", "T-2/again", Payment("T-2", 250))).State);
        Assert.Equal([900m, -250m], (await AccountAsync()).Payments.OrderByDescending(p => p.Amount).Select(p => p.Amount));
        Assert.Equal("CONTRACT", (await scene.SayAsync("F010", "PaymentRefunded", "T-3", Payment("T-3", 0))).Code);
    }

    [Fact]
    [ChangesTheRecord("F022")]
    [RefusedOnArrival("F022")]
    public async Task F022_UnlockedAccount_IsOpen_AndAnOlderLockIsStale()
    {
        await scene.SaidAsync("F022", "AccountLocked", "IAM-1", new { student = scene.Who, on = "2024-06-01" }, 2);
        Assert.True((await ViewAsync()).Account!.IsLocked);
        await scene.SaidAsync("F022", "AccountUnlocked", "IAM-1", new { student = scene.Who, on = "2024-06-02" }, 4);
        Assert.Equal(InboxState.Stale, (await scene.SayAsync("F022", "AccountLocked", "IAM-1", new { student = scene.Who, on = "2024-06-02" }, 3)).State);
        Assert.Equal((false, "AccountUnlocked"), (await ViewAsync()).Account is { } account ? (account.IsLocked, account.LastEvent) : default);
        Assert.Equal("CONTRACT", (await scene.SayAsync("F022", "AccountUnlocked", "IAM-1", new { student = scene.Who, on = "2030-01-01" }, 5)).Code);
    }

    [Fact]
    public async Task F022_Roles_AreThoseToldLast_AndTooManyAreQuarantined()
    {
        await scene.SaidAsync("F022", "RoleAssignmentChanged", "IAM-1", new { student = scene.Who, roles = new[] { "student", "lab-3" }, on = "2024-06-01" });
        await scene.SaidAsync("F022", "RoleAssignmentChanged", "IAM-1", new { student = scene.Who, roles = new[] { "student" }, on = "2024-06-02" }, 2);
        Assert.Equal(("student", false), (await ViewAsync()).Account is { } account ? (account.Roles, account.IsLocked) : default);
        Assert.Equal("CONTRACT", (await scene.SayAsync("F022", "RoleAssignmentChanged", "IAM-1", new { student = scene.Who, roles = Enumerable.Range(1, 21).Select(i => $"r{i}"), on = "2024-06-02" }, 3)).Code);
    }

    [Fact]
    [ChangesTheRecord("F042")]
    [RefusedOnArrival("F042")]
    public async Task F042_PublishedPolicy_IsListedAndAsksNobody_AndOneWithoutASafeLinkIsQuarantined()
    {
        await scene.SaidAsync("F042", "PolicyPublished", "P", Policy("https://www.example.ac.uk/p"));
        var policy = Assert.Single(await scene.Registry.Get<PolicyQueries>().AllAsync(Registry));
        Assert.Equal(("P", "Library rules", false, false), (policy.Policy, policy.Title, policy.NeedsAcknowledgement, policy.IsWithdrawn));
        Assert.Empty((await ViewAsync()).Unacknowledged);
        Assert.Equal("CONTRACT", (await scene.SayAsync("F042", "PolicyPublished", "P", Policy("http://www.example.ac.uk/p"), 2)).Code);
    }

    [Fact]
    [ChangesTheRecord("F044")]
    [RefusedOnArrival("F044")]
    public async Task F044_AccountThatTheDeskLocked_IsLockedOnTheRecord_AndANoteWithoutWordsIsQuarantined()
    {
        await scene.SaidAsync("F044", "AccountStatusChanged", "INC-7", Ticket("Locked after a phishing mail", true));
        var view = await ViewAsync();
        Assert.True(view.Account!.IsLocked);
        Assert.Equal(("AccountStatusChanged", "Locked after a phishing mail"), Assert.Single(view.Notes) is var note ? (note.Kind, note.Text) : default);
        await scene.SaidAsync("F044", "AccountStatusChanged", "INC-7", Ticket("Opened again", false), 2);
        Assert.False((await ViewAsync()).Account!.IsLocked);
        Assert.Equal("CONTRACT", (await scene.SayAsync("F044", "AccountStatusChanged", "INC-8", Ticket("", true))).Code);
    }

    [Fact]
    [ChangesTheRecord("F038")]
    [RefusedOnArrival("F038")]
    public async Task F038_MilestonesAndPublications_AreListedInTheirOrder_AndOneUnderAnothersNameIsQuarantined()
    {
        await scene.SaidAsync("F038", "PublicationRecorded", "p", Milestone("Publication", "2024-04-01", "On sealed trails"));
        await scene.SaidAsync("F038", "ResearchMilestoneRecorded", "r", Milestone("Registration", "2023-10-01", null));
        Assert.Equal([(MilestoneKind.Registration, null), (MilestoneKind.Publication, "On sealed trails")], (await ViewAsync()).Milestones.Select(m => (m.Kind, m.Title)));
        Assert.Equal("MILESTONE", (await scene.SayAsync("F038", "PublicationRecorded", "q", Milestone("Viva", "2024-05-01", null, "Passed"))).Code);
    }

    [Fact]
    [ChangesTheRecord("F011")]
    [RefusedOnArrival("F011")]
    public async Task F011_ContactDetails_AreSeenOnTheRecord_AndARequestThatChangesNothingIsQuarantined()
    {
        await scene.SaidAsync("F011", "ProfileChangeRequested", "c1", new { student = scene.Who, telephone = "07700 900123", termPostcode = "LE1 7RH" });
        var contact = (await scene.Registry.Get<RecordQueries>().OverviewAsync(scene.Student.Id, Registry))!.Contact;
        Assert.Equal(("07700 900123", "LE1 7RH"), (contact.Telephone, contact.TermPostcode));
        Assert.Equal("CONTRACT", (await scene.SayAsync("F011", "ProfileChangeRequested", "c2", new { student = scene.Who })).Code);
    }

    private async Task<SupportView> ViewAsync() => (await scene.Registry.Get<SupportQueries>().OfPersonAsync(scene.Student.Id, Registry))!;

    private Task<StudentAccount> AccountAsync() => scene.Registry.Get<MoneyQueries>().AccountAsync(scene.Student.Id, TestRegistry.Caller(Role.FeesOfficer));

    private object Payment(string transaction, decimal amount) => new { student = scene.Who, transaction, amount, bookedOn = "2024-05-01" };

    private object Ticket(string text, bool isLocked) => new { student = scene.Who, reference = "INC-7", on = "2024-06-01", text, isLocked };

    private object Milestone(string milestone, string on, string? title, string? outcome = null) => new { student = scene.Who, milestone, on, title, outcome };

    private static object Policy(string link) => new { policy = "P", title = "Library rules", link, effectiveOn = "2024-06-01" };
}
