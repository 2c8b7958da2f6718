using System.Net;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Tests.Support;
using static StudentRecords.Tests.Integration.Messages;

namespace StudentRecords.Tests.Integration;

/// <summary>A system changes what it owns and nothing else; that it tried is in the trail.</summary>
public sealed class OwnershipTests
{
    [Fact]
    public async Task AFieldOfAnotherOwner_IsStoppedWithItsMessage_AndWrittenDown()
    {
        using var scene = await HubScene.MakeAsync();
        var before = scene.Student.FamilyName;
        var receipt = await scene.SayAsync("F011", "ProfileChangeRequested", "P-1", new { student = scene.Who, knownAs = "Ngo", familyName = "Smith", sid = "0001" });
        Assert.Equal((InboxState.Quarantined, "NOT_OWNER"), (receipt.State, receipt.Code));
        Assert.Equal("/familyName is the registry's: EWP cannot change it by F011. Nothing of the message was applied. /sid is HESA (F048)'s: EWP cannot change it by F011. Nothing of the message was applied.", receipt.Reason);
        var person = await scene.Registry.ReadAsync(db => db.Set<Person>().SingleAsync(p => p.Id == scene.Student.Id));
        Assert.Equal((before, false), (person.FamilyName, person.KnownAs == "Ngo"));
        var entry = await LastAsync(scene.Registry);
        Assert.Equal(("EWP", "RefuseChangeByOther", nameof(InboxMessage), receipt.Reason), (entry.Actor, entry.Act, entry.SubjectKind, entry.Reason));

        // what nobody else owns may stand beside the contract: a sender may add fields
        Assert.Equal(InboxState.Applied, (await scene.SayAsync("F011", "ProfileChangeRequested", "P-2", new { student = scene.Who, knownAs = "Ngo", screen = "profile" })).State);
    }

    [Fact]
    public async Task AFlowOfAnotherSystem_IsRefusedAtTheDoor_AndWrittenDown()
    {
        using var site = new TestSite();
        var crm = await HubSender.OfAsync(site, "CRM");
        using var refused = await crm.PostAsync("F016", Mark("u1", 60m));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        var entry = await LastAsync(site.Registry);
        Assert.Equal(("CRM", "RefuseChangeByOther", "F016 is sent by VLE, not by CRM."), (entry.Actor, entry.Act, entry.Reason));
    }

    private static Task<AuditEntry> LastAsync(TestRegistry registry) => registry.ReadAsync(db => db.Set<AuditEntry>().OrderByDescending(e => e.Sequence).FirstAsync());
}
