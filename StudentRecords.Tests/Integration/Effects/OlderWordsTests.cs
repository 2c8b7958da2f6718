using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Students;
using StudentRecords.Tests.Integration.Watching;

namespace StudentRecords.Tests.Integration.Effects;

/// <summary>A message that stood on the ladder does not undo what was told after it, also where no version of the senders says which is the newer.</summary>
public sealed class OlderWordsTests : IDisposable
{
    private readonly PassingFault fault = new();
    private HubScene? scene;

    public void Dispose() => scene?.Dispose();

    [Fact]
    public async Task Profile_ThatIsTriedLate_IsStale_FieldByField()
    {
        var hub = await FailingOverAsync("ProfileChangeRequested");
        await StandsOnTheLadderAsync("F011", "ProfileChangeRequested", "P-1", new { student = hub.Who, telephone = "07700 900001" });
        await StandsOnTheLadderAsync("F011", "ProfileChangeRequested", "P-2", new { student = hub.Who, telephone = "07700 900002", termPostcode = "LE1 7RH", knownAs = "Ngo" });
        fault.Strikes = false;
        await hub.SaidAsync("F011", "ProfileChangeRequested", "P-3", new { student = hub.Who, telephone = "07700 900003", knownAs = "Zi" });
        await LaterAsync();

        var student = await StudentAsync();
        Assert.Equal(("07700 900003", "LE1 7RH", "Zi"), (student.Telephone, student.TermPostcode, student.KnownAs));
        Assert.Equal([("P-1", InboxState.Stale), ("P-2", InboxState.Applied), ("P-3", InboxState.Applied)], await StatesAsync("F011"));
    }

    [Fact]
    public async Task Profile_OfAHigherVersion_Counts_AlsoWhenItCameBeforeALowerOne()
    {
        var hub = await FailingOverAsync("ProfileChangeRequested");
        await StandsOnTheLadderAsync("F011", "ProfileChangeRequested", "P-1", new { student = hub.Who, telephone = "07700 900002" }, 2);
        fault.Strikes = false;
        await hub.SaidAsync("F011", "ProfileChangeRequested", "P-1", new { student = hub.Who, telephone = "07700 900001" });
        await LaterAsync();
        Assert.Equal("07700 900002", (await StudentAsync()).Telephone);
    }

    [Fact]
    public async Task Profile_ThatIsTriedLate_LeavesWhatTheDeskKeyedMeanwhile()
    {
        var hub = await FailingOverAsync("ProfileChangeRequested");
        await StandsOnTheLadderAsync("F011", "ProfileChangeRequested", "P-1", new { student = hub.Who, telephone = "07700 900001", email = "one@example.org" });
        var student = await StudentAsync();
        Assert.True((await hub.Registry.Get<StudentService>().ChangeContactAsync(new ChangeContact { PersonId = student.Id, Version = student.Version, AsOpened = new ContactDetails(), Details = new ContactDetails { Telephone = "07700 900009", HomeCountry = student.HomeCountry } }, hub.Registry.As(Role.RegistryOfficer))).Outcome.Succeeded);
        fault.Strikes = false;
        await LaterAsync();
        student = await StudentAsync();
        Assert.Equal(("07700 900009", "one@example.org"), (student.Telephone, student.Email));
    }

    [Fact]
    public async Task CheckIn_ThatIsTriedLate_LeavesThePostcodeOfANewerOne()
    {
        var hub = await FailingOverAsync("ResidentCheckedIn");
        await StandsOnTheLadderAsync("F018", "ResidentCheckedIn", "B-1/in", new { student = hub.Who, booking = "B-1", residence = "North Hall", from = "2023-09-20", to = "2023-12-20", postcode = "LE1 7RH" });
        fault.Strikes = false;
        await hub.SaidAsync("F018", "ResidentCheckedIn", "B-2/in", new { student = hub.Who, booking = "B-2", residence = "South Hall", from = "2024-01-05", postcode = "LS2 9JT" });
        await LaterAsync();
        Assert.Equal("LS2 9JT", (await StudentAsync()).TermPostcode);
        Assert.Equal(2, await hub.Registry.ReadAsync(db => db.Set<ResidenceBooking>().CountAsync(b => b.State == ResidenceState.CheckedIn)));
    }

    [Fact]
    public async Task AccountStatus_ThatIsTriedLate_DoesNotUndoANewerOne_OfTheDeskOrOfIdentity()
    {
        var hub = await FailingOverAsync("AccountStatusChanged");
        await StandsOnTheLadderAsync("F044", "AccountStatusChanged", "T-1", new { student = hub.Who, reference = "T-1", on = "2024-01-10", text = "Locked", isLocked = true });
        fault.Strikes = false;
        await hub.SaidAsync("F022", "AccountUnlocked", "acc/1", new { student = hub.Who, on = "2024-01-10" });
        await LaterAsync();
        Assert.False(await hub.Registry.ReadAsync(db => db.Set<AccountState>().Select(a => a.IsLocked).SingleAsync()));
        await hub.SaidAsync("F044", "AccountStatusChanged", "T-2", new { student = hub.Who, reference = "T-2", on = "2024-01-10", text = "Locked", isLocked = true });
        Assert.True(await hub.Registry.ReadAsync(db => db.Set<AccountState>().Select(a => a.IsLocked).SingleAsync()));
    }

    [Fact]
    public async Task Details_OfAnApplicationThatIsTriedLate_LeaveThoseOfANewerOne()
    {
        var hub = await FailingOverAsync("ApplicantDetailsAmended");
        fault.Strikes = false;
        await hub.SaidAsync("F045", "UcasApplicationReceived", "A-1", Application("A-1", "Bell"));
        await StandsOnTheLadderAsync("F045", "ApplicantDetailsAmended", "A-1/2", Application("A-1", "Bellamy"), 2);
        fault.Strikes = false;
        await hub.SaidAsync("F045", "UcasApplicationReceived", "A-2", Application("A-2", "Cole"));
        await LaterAsync();
        Assert.Equal(["Cole"], await hub.Registry.ReadAsync(db => db.Set<Person>().Where(p => p.Id != hub.Student.Id).Select(p => p.FamilyName).ToListAsync()));
        Assert.Equal(2, await hub.Registry.ReadAsync(db => db.Set<Application>().Where(a => a.Key == "A-1").Select(a => a.SourceVersion).SingleAsync()));
    }

    [Fact]
    public async Task Selection_OfALowerVersion_IsAnsweredNoMore()
    {
        var hub = await FailingOverAsync("ModuleSelectionSubmitted");
        await hub.Registry.Given.OccurrenceAsync("BBB-2023J", o => o.In("2023/24", "J", new DateOnly(2023, 10, 1), new DateOnly(2024, 6, 25)));
        await hub.Registry.Given.OccurrenceAsync("CCC-2023J", o => o.In("2023/24", "J", new DateOnly(2023, 10, 1), new DateOnly(2024, 6, 25)));
        await StandsOnTheLadderAsync("F011", "ModuleSelectionSubmitted", "S-1", new { student = hub.Who, occurrences = new[] { "BBB-2023J" }, requestedOn = "2023-09-10" });
        fault.Strikes = false;
        await hub.SayAsync("F011", "ModuleSelectionSubmitted", "S-1", new { student = hub.Who, occurrences = new[] { "CCC-2023J" }, requestedOn = "2023-09-10" }, 2);
        await LaterAsync();
        Assert.DoesNotContain("BBB-2023J", await hub.Registry.ReadAsync(db => db.Set<ModuleRegistration>().Select(r => r.Occurrence.Key).ToListAsync()));
        Assert.Equal(InboxState.Stale, (await StatesAsync("F011"))[0].State);
    }

    private static object Application(string key, string family) => new { application = key, applicant = new { system = "UCAS", id = "u9" }, programme = "OPEN", entryOn = "2024-10-01", details = new { familyName = family, givenNames = "Ada", dateOfBirth = "2004-05-06", legalSex = "10" } };

    private async Task<HubScene> FailingOverAsync(string type) => scene = await HubScene.MakeAsync(new Dictionary<string, string?>(), s => FailingFlow.Put(s, type, fault));

    private async Task StandsOnTheLadderAsync(string flow, string type, string key, object data, long version = 1)
    {
        var strikes = fault.Strikes;
        fault.Strikes = true;
        Assert.Equal(InboxState.Accepted, (await scene!.SayAsync(flow, type, key, data, version)).State);
        fault.Strikes = strikes;
        scene.Registry.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    private async Task LaterAsync()
    {
        scene!.Registry.Clock.Advance(TimeSpan.FromMinutes(1));
        await scene.SweepAsync();
    }

    private Task<Person> StudentAsync() => scene!.Registry.ReadAsync(db => db.Set<Person>().SingleAsync(p => p.Id == scene.Student.Id));

    private async Task<List<(string Key, InboxState State)>> StatesAsync(string flow) =>
        (await scene!.Registry.ReadAsync(db => db.Set<InboxMessage>().Where(m => m.Flow == flow).OrderBy(m => m.Id).Select(m => new { m.BusinessKey, m.State }).ToListAsync())).ConvertAll(m => (m.BusinessKey, m.State));
}
