using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Infrastructure.Enrolment.Registration;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Integration.Telling;

/// <summary>Use cases by which the record changes, with the systems that hear of it.</summary>
internal sealed class TellingScene(HubScene hub)
{
    public HubScene Hub => hub;

    public TestRegistry Registry => hub.Registry;

    public static async Task<TellingScene> MakeAsync(params string[] operated) => new(await HubScene.MakeAsync(operated));

    /// <summary>A research student who came through UCAS, accepted and not yet enrolled.</summary>
    public async Task<Engagement> AcceptedAsync(bool isSponsored = false)
    {
        var programme = new Programme("PHD-CS", "SCI");
        programme.Publish(new ProgrammeVersion { CatalogueVersion = 1, FromYear = "2020/21", Title = "PhD", Award = "Doctor of Philosophy", QualificationCategory = "D0000", HecosCode = "100366", Credits = 0, NormalYears = 3m });
        await Registry.SaveAsync(db => db.Add(programme));
        var person = await Registry.Given.PersonAsync(p => p.Named("Byron", "Ada"));
        await Registry.SaveAsync(db =>
        {
            db.Attach(person);
            db.Add(new Application(person, "UCAS", "U1/1", "PHD-CS", new DateOnly(2023, 10, 1)));
        });
        await using var db = Registry.CreateDbContext();
        db.AttachRange(person, programme);
        var engagement = new Engagement(person, programme, programme.Newest!, $"{person.StudentNumber}-1", new DateOnly(2023, 10, 1), new DateOnly(2026, 9, 30), "01", Registry.Clock.Now);
        engagement.Sponsor(isSponsored);
        db.Add(engagement);
        await db.SaveAsync(Registry.AsSystem());
        return engagement;
    }

    public async Task TakeAsync(Engagement engagement, EnrolmentStep step, DateOnly? on = null, string? reason = null, DateOnly? newStart = null)
    {
        var version = await Registry.ReadAsync(db => db.Set<Engagement>().Where(e => e.Id == engagement.Id).Select(e => e.Version).SingleAsync());
        var outcome = await Registry.Get<EnrolmentService>().TakeAsync(new TakeStep { Step = step, EngagementId = engagement.Id, Version = version, EffectiveOn = on, EndReason = reason, NewStart = newStart }, Registry.As(Role.RegistryManager));
        Assert.True(outcome.Succeeded, string.Join(' ', outcome.Refusals.Select(r => r.Sentence)));
    }

    /// <summary>Takes the last step back.</summary>
    public async Task UndoAsync(Engagement engagement)
    {
        var held = await Registry.ReadAsync(db => db.Set<Engagement>().Include(e => e.Statuses).AsNoTracking().SingleAsync(e => e.Id == engagement.Id));
        var outcome = await Registry.Get<EnrolmentService>().CorrectAsync(new CorrectStep { EngagementId = held.Id, Version = held.Version, Place = held.Current.Place }, Registry.As(Role.RegistryManager));
        Assert.True(outcome.Succeeded, string.Join(' ', outcome.Refusals.Select(r => r.Sentence)));
    }

    public async Task MoveAsync(Engagement engagement, long[] wanted, long[] leaving)
    {
        var outcome = await Registry.Get<RegistrationService>().MoveAsync(new MoveModules { EngagementId = engagement.Id, Wanted = wanted, Leaving = leaving, SetsRulesAside = true }, Registry.As(Role.RegistryManager));
        Assert.True(outcome.Succeeded, string.Join(' ', outcome.Refusals.Select(r => r.Sentence)));
    }

    /// <summary>The newest message of a flow and type.</summary>
    public async Task<OutboxMessage> LastAsync(string flow, string type) => (await hub.ToldAsync(flow, type))[^1];
}
