using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store.Paging;
using StudentRecords.Infrastructure.Students.Identity;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Effects;

/// <summary>An applicant with the name and birth date of somebody in the record waits for a steward, whose word brings the message in.</summary>
public sealed class StewardTests : IAsyncLifetime
{
    private HubScene scene = null!;

    public async Task InitializeAsync()
    {
        scene = await HubScene.MakeAsync();
        await scene.SaidAsync("F045", "UcasApplicationReceived", "1/1", Application("u1", "1/1"));
        Assert.Equal(("IDENTITY_AMBIGUOUS", InboxState.Quarantined), await AskedAsync("u2", "2/1"));
    }

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task SamePerson_GetsTheSendersId_AndAllThatWaitedForIt()
    {
        await AskedAsync("u2", "2/2");
        var question = (await Queries.ListAsync(new TableQuery(), Steward)).Rows[0];
        var candidate = Assert.Single((await Queries.FindAsync(question.MessageId, Steward))!.Candidates);

        var outcome = await Service.JudgeAsync(new JudgeIdentity(question.MessageId, candidate.PersonId), scene.Registry.As(Role.AdmissionsOfficer));

        Assert.Equal(InboxState.Applied, outcome.Value!.State);
        Assert.Equal([("UCAS", "u1"), ("UCAS", "u2")], (await PeopleAsync()).Single().Identifiers.Select(i => (i.System, i.Value)).Order());
        Assert.Equal(3, await scene.Registry.ReadAsync(db => db.Set<Application>().CountAsync()));
        Assert.Empty((await Queries.ListAsync(new TableQuery(), Steward)).Rows);
        Assert.Equal("NOT_ASKED", (await Service.JudgeAsync(new JudgeIdentity(question.MessageId, null), scene.Registry.As(Role.AdmissionsOfficer))).Refusals.Single().Code);
    }

    [Fact]
    public async Task AnotherPersonOfTheSameName_GetsARecordOfTheirOwn()
    {
        var question = (await Queries.ListAsync(new TableQuery(), Steward)).Rows[0];
        Assert.Equal("NOT_ALIKE", (await Service.JudgeAsync(new JudgeIdentity(question.MessageId, scene.Student.Id), scene.Registry.As(Role.AdmissionsOfficer))).Refusals.Single().Code);
        Assert.Equal(InboxState.Applied, (await Service.JudgeAsync(new JudgeIdentity(question.MessageId, null), scene.Registry.As(Role.AdmissionsOfficer))).Value!.State);
        Assert.Equal(["u1", "u2"], (await PeopleAsync()).Select(p => p.Identifiers.Single().Value).Order());
        // a third of the name is asked about too, against both
        await AskedAsync("u3", "3/1");
        Assert.Equal(2, (await Queries.FindAsync((await Queries.ListAsync(new TableQuery(), Steward)).Rows[0].MessageId, Steward))!.Candidates.Count);
    }

    [Fact]
    public async Task NobodyJudges_ButWhoKeepsPeople()
    {
        var question = (await Queries.ListAsync(new TableQuery(), Steward)).Rows[0];
        foreach (var role in Enum.GetValues<Role>().Where(r => AccessTable.For(r, Room.Persons) < Level.Change))
        {
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Service.JudgeAsync(new JudgeIdentity(question.MessageId, null), scene.Registry.As(role)));
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Queries.ListAsync(new TableQuery(), TestRegistry.Caller(role)));
        }
    }

    private static Caller Steward => TestRegistry.Caller(Role.AdmissionsOfficer);

    private IdentityQueries Queries => scene.Registry.Get<IdentityQueries>();

    private IdentityService Service => scene.Registry.Get<IdentityService>();

    private async Task<(string?, InboxState?)> AskedAsync(string applicant, string application) =>
        await scene.SayAsync("F045", "UcasApplicationReceived", application, Application(applicant, application)) is var receipt ? (receipt.Code, receipt.State) : default;

    private Task<List<Person>> PeopleAsync() => scene.Registry.ReadAsync(db => db.Set<Person>().Include(p => p.Identifiers).Where(p => p.FamilyName == "Okonkwo").ToListAsync());

    private object Application(string applicant, string application) => new
    {
        application, applicant = new { system = "UCAS", id = applicant }, programme = scene.Programme.Code, entryOn = "2023-10-01", details = new { familyName = "Okonkwo", givenNames = "Ngozi", dateOfBirth = "2004-05-06" },
    };
}
