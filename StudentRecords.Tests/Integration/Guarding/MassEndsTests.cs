using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Sponsorship;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Integration;
using static StudentRecords.Tests.Integration.Messages;

namespace StudentRecords.Tests.Integration.Guarding;

/// <summary>Batches that would end applications, bookings, leave or accounts, or hold up students, more than a fifth of them at once.</summary>
public sealed class MassEndsTests : IAsyncLifetime
{
    private HubScene scene = null!;

    public async Task InitializeAsync() => scene = await HubScene.MakeAsync();

    public Task DisposeAsync()
    {
        scene.Dispose();
        return Task.CompletedTask;
    }

    public static TheoryData<string, string, string> Ends => new()
    {
        { "F005", "AdmissionDecisionRecorded", """{"application":"A-#","applicant":{"system":"CRM","id":"#"},"programme":"OPEN","entryOn":"2024-10-01","ACCEPTED":false}""" },
        { "F007", "LibraryObligationRaised", """{"student":{"system":"SIS","id":"#"},"obligation":"L-#","reason":"Book","raisedOn":"2024-01-10"}""" },
        { "F010", "FinancialHoldPlaced", """{"student":{"system":"SIS","id":"#"},"hold":"H-#","reason":"Second instalment","placedOn":"2024-01-10"}""" },
        { "F018", "BookingStatusChanged", """{"student":{"system":"SIS","id":"#"},"booking":"B-#","residence":"North Hall","from":"2024-01-10","status":"cancelled"}""" },
        { "F026", "IdentityVerificationFailed", """{"case":"V-#"}""" },
        { "F044", "AccountStatusChanged", """{"student":{"system":"SIS","id":"#"},"reference":"T-#","on":"2024-01-10","text":"Locked","isLocked":true}""" },
        { "F045", "ApplicationCancelled", """{"application":"#"}""" },
        { "F045", "OfferReplyRecorded", """{"application":"#","accepted":false}""" },
        { "F052", "LeaveCurtailed", """{"student":{"system":"SIS","id":"#"},"cas":"E4G8#","decidedOn":"2024-01-10","validFrom":"2023-09-01","validUntil":"2024-03-01"}""" },
        { "F052", "VisaRefused", """{"student":{"system":"SIS","id":"#"},"cas":"E4G8#","decidedOn":"2024-01-10"}""" },
    };

    public static TheoryData<string, string, string> Others => new()
    {
        { "F005", "AdmissionDecisionRecorded", """{"application":"A-#","applicant":{"system":"CRM","id":"#"},"programme":"OPEN","entryOn":"2024-10-01","accepted":true}""" },
        { "F018", "BookingStatusChanged", """{"student":{"system":"SIS","id":"#"},"booking":"B-#","residence":"North Hall","from":"2024-01-10","status":"Booked"}""" },
        { "F018", "ResidentCheckedOut", """{"student":{"system":"SIS","id":"#"},"booking":"B-#","residence":"North Hall","from":"2024-01-10"}""" },
        { "F044", "AccountStatusChanged", """{"student":{"system":"SIS","id":"#"},"reference":"T-#","on":"2024-01-10","text":"Unlocked","isLocked":false}""" },
        { "F045", "OfferReplyRecorded", """{"application":"#","accepted":true}""" },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Batch_ThatWouldEndTooMuch_IsStoppedWhole(string flow, string type, string data)
    {
        Assert.All(await SendAsync(flow, type, data, MassChange.Fewest), r => Assert.Equal((InboxState.Quarantined, MassChange.Code), (r.State, r.Code)));
        Assert.All(await SendAsync(flow, type, data, MassChange.Fewest - 1, 100), r => Assert.NotEqual(MassChange.Code, r.Code));
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Batch_OfTheSameMessages_ThatEndsNothing_GoesThrough(string flow, string type, string data) =>
        Assert.All(await SendAsync(flow, type, data, MassChange.Fewest + 5), r => Assert.NotEqual(MassChange.Code, r.Code));

    [Fact]
    public async Task Holds_AreCountedByStudent_NotByHold()
    {
        var data = $$"""{"student":{"system":"SIS","id":"{{scene.Student.StudentNumber}}"},"obligation":"L-#","reason":"Book","raisedOn":"2024-01-10"}""";
        Assert.All(await SendAsync("F007", "LibraryObligationRaised", data, MassChange.Fewest + 5), r => Assert.Equal(InboxState.Applied, r.State));
    }

    [Fact]
    public async Task Standing_IsWhatMayStillBeEnded()
    {
        var (now, today) = (scene.Registry.Clock.Now, DateOnly.FromDateTime(scene.Registry.Clock.Now.Date));
        var (expected, other) = (await scene.Registry.Given.PersonAsync(p => p.Named("Bell", "Ada")), await scene.Registry.Given.PersonAsync(p => p.Named("Cole", "Ben")));
        await scene.Registry.SaveAsync(db =>
        {
            db.AttachRange(expected, other, scene.Student);
            foreach (var (key, person, entry, stage) in new (string, Domain.Students.Person, DateOnly, ApplicationStage)[] { ("open", other, today.AddMonths(3), ApplicationStage.Offered), ("past", other, today.AddYears(-3), ApplicationStage.Offered), ("declined", other, today.AddMonths(3), ApplicationStage.Declined), ("enrolled", scene.Student, today, ApplicationStage.Accepted) })
            {
                var application = new Application(person, "UCAS", key, scene.Programme.Code, entry);
                application.Advance(stage, 1);
                if (key == "enrolled")
                {
                    application.HandOver();
                }

                db.Add(application);
            }

            foreach (var (key, state, to) in new (string, ResidenceState, DateOnly?)[] { ("b1", ResidenceState.Booked, null), ("b2", ResidenceState.CheckedIn, today.AddDays(-1)), ("b3", ResidenceState.Cancelled, null) })
            {
                var booking = new ResidenceBooking(other.Id, key);
                booking.Take("North Hall", null, state, today.AddMonths(-1), to, 1);
                db.Add(booking);
            }

            db.Add(new PermissionToStudy(other, "E1", "F052", PermissionState.Granted, today.AddYears(-1), today.AddYears(1), today));
            db.Add(new PermissionToStudy(other, "E2", "F052", PermissionState.Granted, today.AddYears(-2), today.AddDays(-1), today));
            db.Add(new PermissionToStudy(other, "E3", "F052", PermissionState.Curtailed, today.AddYears(-1), today.AddYears(1), today));
        });
        foreach (var (flow, count) in new[] { ("F005", 0), ("F045", 1), ("F018", 1), ("F052", 1), ("F010", 1), ("F007", 1), ("F055", 0) })
        {
            Assert.Equal((flow, count), (flow, await scene.Registry.ReadAsync(db => StandingCounts.OfAsync(db, flow, now, today, default))));
        }
    }

    private Task<IReadOnlyList<Receipt>> SendAsync(string flow, string type, string data, int count, int from = 0) => scene.Registry.Get<HubDoor>().SubmitAsync(flow, FlowCatalogue.Find(flow)!.From,
        [.. Enumerable.Range(from, count).Select(i => Message($"{flow}-{i}", type, $"k{i}", System.Text.Json.JsonDocument.Parse(data.Replace("#", $"{i}", StringComparison.Ordinal)).RootElement))], "http", $"b{from}", default);
}
