using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Demo.Studies;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>An intake's years on record: registration, marks after each period, leaving, a year out, the end of the session.</summary>
internal sealed class IntakeYears(RegistryDbContext db, TimeProvider clock, IReadOnlyList<IntakeMember> members, IReadOnlyDictionary<string, ModuleOccurrence> occurrences)
{
    private readonly Dictionary<(IntakeMember Member, string Occurrence), ModuleRegistration> registrations = [];
    private readonly Dictionary<(long Registration, long Component, int Attempt), Mark> current = [];

    public async Task PlayAsync(int year, CancellationToken ct)
    {
        await ReturnOrInterruptAsync(year, ct);
        await RegisterAsync(year, ct);
        await LeaveAsync(year, ct);
        await MarkAsync(year, "MarksOfAutumn", new DateOnly(year + 1, 2, 21), ct);
        await MarkAsync(year, "MarksOfSummer", new DateOnly(year + 1, 6, 18), ct);
        await MarkAsync(year, "MarksOfResits", new DateOnly(year + 1, 9, 5), ct);
        if (year < DemoYears.Newest)
        {
            await EndAsync(year, ct);
        }
    }

    private async Task ReturnOrInterruptAsync(int year, CancellationToken ct)
    {
        var act = clock.Act(DemoActors.Officer, "ChangeStatus", "Interruption agreed with the personal tutor", DemoYears.Begins(year).AddDays(-14));
        foreach (var member in members)
        {
            if (member.Plan.InterruptedOn is { } from && from.Year == year)
            {
                member.Engagement.Interrupt(from, "Interruption of study agreed for a year", act.At);
            }
            else if (member.Plan.ReturnedOn is { } back && back.Year == year)
            {
                member.Engagement.Return(back, "Returned after the agreed year", act.At);
            }
        }

        await SaveAsync(act, ct);
    }

    private async Task RegisterAsync(int year, CancellationToken ct)
    {
        var day = DemoYears.Begins(year).AddDays(-7);
        foreach (var (member, study) in Studies(year))
        {
            var session = member.Engagement.SessionFor(DemoYears.Begins(year));
            var registration = new ModuleRegistration(member.Engagement, session, occurrences[study.Occurrence], day, study.Attempt);
            registrations[(member, study.Occurrence)] = registration;
            db.Add(registration);
        }

        await SaveAsync(clock.Act(DemoActors.Officer, "RegisterModules", $"Module choice for {DemoYears.Name(year)}", day), ct);
    }

    private async Task LeaveAsync(int year, CancellationToken ct)
    {
        var act = clock.Act(DemoActors.Officer, "Withdraw", "Withdrawal form received", new DateOnly(year + 1, 5, 20));
        foreach (var (member, study) in Studies(year).Where(s => s.Study.WithdrawnOn is not null))
        {
            registrations[(member, study.Occurrence)].Withdraw(study.WithdrawnOn);
        }

        foreach (var member in members.Where(m => m.Plan.WithdrawnOn is { } day && day >= DemoYears.Begins(year) && day < DemoYears.Begins(year + 1)))
        {
            var dice = Dice.Of(member.Planned.Key, "leaves");
            member.Engagement.Withdraw(member.Plan.WithdrawnOn!.Value, dice.Chance(0.2) ? "03" : "11", dice.Pick<string>(["Personal reasons", "Left for employment", "Course not as expected", "Transferred to another provider"]), act.At);
        }

        await SaveAsync(act, ct);
    }

    private async Task MarkAsync(int year, string act, DateOnly until, CancellationToken ct)
    {
        foreach (var (member, study) in Studies(year).Where(s => !TrafficPlan.BringsMarks(s.Study)))
        {
            var registration = registrations[(member, study.Occurrence)];
            foreach (var planned in study.Marks.Where(m => m.EnteredOn <= until && (m.EnteredOn <= DemoYears.StoryEnds || year < DemoYears.Newest)))
            {
                Add(registration, planned);
            }
        }

        await SaveAsync(clock.Act(DemoActors.Programmes, act, $"Marks of {DemoYears.Name(year)} as moderated", until), ct);
    }

    private void Add(ModuleRegistration registration, PlannedMark planned)
    {
        var component = registration.Occurrence.Components.First(c => c.Key == planned.Component.Key);
        var key = (registration.Id, component.Id, planned.Attempt);
        if (current.TryGetValue(key, out var before))
        {
            if (before.MarkVersion >= planned.Version)
            {
                return;
            }

            before.Supersede();
        }

        current[key] = new Mark(registration, component, planned.Attempt, planned.Version, planned.Score, planned.SubmittedOn, planned.IsBanked, "VLE");
        db.Add(current[key]);
    }

    private async Task EndAsync(int year, CancellationToken ct)
    {
        var act = clock.Act(DemoActors.Manager, "EndSession", $"End of {DemoYears.Name(year)}", new DateOnly(year + 1, 7, 31));
        foreach (var member in members)
        {
            foreach (var session in member.Engagement.Sessions.Where(s => s.End is null && s.ExpectedEnd <= new DateOnly(year + 1, 7, 31)))
            {
                session.EndOn(session.ExpectedEnd, "04");
            }

            if (member.Plan.CompletedOn is { } day && day.Year == year + 1)
            {
                member.Engagement.Complete(day, act.At);
            }
        }

        await SaveAsync(act, ct);
    }

    private IEnumerable<(IntakeMember Member, PlannedStudy Study)> Studies(int year) =>
        members.SelectMany(m => m.Plan.Years.Where(y => y.Year == year).SelectMany(y => y.Studies).Select(s => (m, s)));

    private Task SaveAsync(ChangeContext act, CancellationToken ct) => db.SaveAsync(act, ct);
}
