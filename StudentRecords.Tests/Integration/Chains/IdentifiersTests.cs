using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Hesa;
using StudentRecords.Tests.Hesa;
using StudentRecords.Tests.Integration.RollCalls;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Chains;

/// <summary>Identifiers: a SID is minted at the handover (F005), confirmed by the authority (F048), written once, and used from then on, in the return too (F047).</summary>
public sealed class IdentifiersTests : IAsyncLifetime
{
    private static readonly object Ada = new { system = "UCAS", id = "u1" };
    private HubScene scene = null!;
    private RecordAsked record = null!;

    public async Task InitializeAsync()
    {
        scene = await HubScene.MakeAsync();
        record = new RecordAsked(scene.Registry);
    }

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Sid_IsMintedOnce_ConfirmedByTheAuthority_AndReturned()
    {
        var ada = await HandedOverAsync("1", "2023-10-01");
        var sid = await SidAsync(ada);
        Assert.True(Sid.TryParse(sid, out _));
        Assert.StartsWith("23", sid, StringComparison.Ordinal);

        await scene.SaidAsync("F048", "StudentIdentifierAssigned", "u1", new { student = Ada, sid });
        Assert.Equal(sid, await SidAsync(ada));
        var other = await scene.SayAsync("F048", "StudentIdentifierAssigned", "u1", new { student = Ada, sid = Sid.Mint(2023, "10007145", 1).Value }, 2);
        Assert.Equal((InboxState.Quarantined, "CONFLICT"), (other.State!.Value, other.Code));
        Assert.Contains(sid, other.Reason, StringComparison.Ordinal);

        await EnrolledOnAModuleAsync(ada);
        await HandedOverAsync("2", "2024-09-01");
        Assert.Equal(2, (await record.OverviewAsync(ada)).Engagements.Count);
        Assert.Equal(sid, await SidAsync(ada));
        await ReturnedUnderItAsync(ada, sid);
    }

    [Fact]
    [ChangesTheRecord("F048")]
    [RefusedOnArrival("F048")]
    public async Task OlderIdentifier_OfAContinuingStudent_IsKept_AndNoneIsMintedBesideIt()
    {
        const string Husid = "2011560093001";
        await scene.SaidAsync("F048", "StudentIdentifierAssigned", "s", new { student = scene.Who, sid = Husid });
        await scene.SaidAsync("F005", "ApplicantHandedOver", "x/1/handover", new { application = "x/1", applicant = scene.Who, programme = scene.Programme.Code, entryOn = "2024-09-01", stream = "2" });
        Assert.Equal(Husid, await SidAsync(scene.Student.Id));
        Assert.Equal("CONFLICT", (await scene.SayAsync("F048", "StudentIdentifierAssigned", "s", new { student = scene.Who, sid = "1811560098335" }, 2)).Code);
        Assert.Equal("CONTRACT", (await scene.SayAsync("F048", "StudentIdentifierAssigned", "s", new { student = scene.Who, sid = "2011560093002" }, 3)).Code);
        Assert.Equal(Husid, await SidAsync(scene.Student.Id));
    }

    private async Task<long> HandedOverAsync(string choice, string entry)
    {
        await scene.SaidAsync("F045", "UcasApplicationReceived", $"u1/{choice}", new
        {
            application = $"u1/{choice}", applicant = Ada, programme = scene.Programme.Code, entryOn = entry, details = new { familyName = "Byron", givenNames = "Ada", dateOfBirth = "2004-05-06", legalSex = "10", homeCountry = "XF" },
        });
        await scene.SaidAsync("F005", "ApplicantHandedOver", $"u1/{choice}/handover", new { application = $"u1/{choice}", applicant = Ada, programme = scene.Programme.Code, entryOn = entry, stream = choice });
        return await scene.Registry.ReadAsync(db => db.Set<PersonIdentifier>().Where(i => i.System == "UCAS" && i.Value == "u1").Select(i => i.PersonId).SingleAsync());
    }

    /// <summary>The only identifier of the authority that the person has.</summary>
    private async Task<string> SidAsync(long person) => Assert.Single((await record.OverviewAsync(person)).Identifiers, i => i.System == "HESA").Value;

    private async Task EnrolledOnAModuleAsync(long person)
    {
        var reference = (await record.OverviewAsync(person)).Verifications[0].CaseReference;
        await scene.SaidAsync("F026", "IdentityVerified", reference, new { @case = reference, confidence = 98 });
        await scene.SaidAsync("F011", "ModuleSelectionSubmitted", "P-1", new { student = Ada, occurrences = new[] { "AAA-2023J" }, requestedOn = "2023-09-25" });
    }

    private async Task ReturnedUnderItAsync(long person, string sid)
    {
        await new ReturnStory(scene.Registry).BuildAsync();
        var officer = TestRegistry.Caller(Role.StatutoryReturnsOfficer);
        var returned = Assert.Single(await scene.Registry.Get<PersonReturnQueries>().OfPersonAsync(person, officer));
        var student = (await scene.Registry.Get<PersonReturnQueries>().TreeAsync(person, returned.ReturnId, officer))[0];
        Assert.Equal(("Student", sid), (student.Entity, student.Fields.Single(f => f.Field == "SID").Value));
    }
}
