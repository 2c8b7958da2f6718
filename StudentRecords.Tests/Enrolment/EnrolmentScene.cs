using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Enrolment;
using StudentRecords.Tests.Support;

namespace StudentRecords.Tests.Enrolment;

/// <summary>A student on a programme that charges, with a loan, and the officer who acts.</summary>
internal sealed class EnrolmentScene(TestRegistry registry)
{
    public static readonly Caller Olga = new("olga.officer", 1, [new RoleGrant(Role.RegistryOfficer, Scope.Everything)]);

    public EnrolmentService Service => registry.Get<EnrolmentService>();

    public async Task<Engagement> EngagementAsync(bool enrolled, Func<PersonStory, PersonStory>? story = null)
    {
        await using var db = registry.CreateDbContext();
        var programme = await db.Set<Programme>().Include(p => p.Versions).FirstOrDefaultAsync() ?? await registry.Given.ProgrammeAsync();
        var person = await registry.Given.PersonAsync(p => (story?.Invoke(p) ?? p).Known("SLC", $"SSN{Guid.NewGuid():N}"[..12], IdentifierKinds.SupportNumber));
        return await registry.Given.EngagementAsync(person, programme, enrolled, numhus: $"{person.StudentNumber}-1");
    }

    /// <summary>An engagement registered on a module that costs £20 a credit, charged.</summary>
    public async Task<(Engagement Engagement, ModuleOccurrence Occurrence)> ChargedAsync()
    {
        var engagement = await EngagementAsync(enrolled: true);
        var occurrence = await registry.Given.OccurrenceAsync("AAA-2023A", o => o.Worth(30m).With("AAA-2023A/1", 100m));
        await registry.Given.RegistrationAsync(engagement, occurrence);
        await registry.SaveAsync(db =>
        {
            db.Add(new FeeRule { ProgrammeCode = "BSC-CS", FromYear = "2023/24", RuleVersion = 1, PerCredit = 20m, WithdrawalWindowDays = 14 });
            db.Add(new FeeCharge(engagement.PersonId, engagement.Id, "2023/24", occurrence.Key, 1, 600m, "BSC-CS 2023/24 v1", "Enrolled", "c", registry.Clock.Now));
        });
        return (engagement, occurrence);
    }

    public async Task<TakeStep> StepAsync(Engagement engagement, EnrolmentStep step, DateOnly? on = null, string? endReason = null) => new()
    {
        Step = step, EngagementId = engagement.Id, Version = await registry.ReadAsync(db => db.Set<Engagement>().Where(e => e.Id == engagement.Id).Select(e => e.Version).SingleAsync()), EffectiveOn = on, EndReason = endReason,
    };

    public Task<Engagement> NowAsync(Engagement engagement) =>
        registry.ReadAsync(db => db.Set<Engagement>().Include(e => e.Statuses.OrderBy(s => s.Ordinal)).Include(e => e.Sessions).AsNoTracking().SingleAsync(e => e.Id == engagement.Id));

    public Task<List<string>> ToldAsync(Engagement engagement) =>
        registry.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.PersonId == engagement.PersonId).OrderBy(m => m.Flow).ThenBy(m => m.Type).Select(m => m.Flow + " " + m.Type).ToListAsync());
}
