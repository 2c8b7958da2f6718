using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Groups;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Demo.Studies;
using StudentRecords.Infrastructure.Enrolment.Groups;
using StudentRecords.Infrastructure.Enrolment.Registration;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>Electives with few places and a line before them, a requisite that changed, a programme's reviewed version, groups of two owners.</summary>
internal sealed class ChoicesScene(IDbContextFactory<RegistryDbContext> store, DemoPost post, RegistrationService registration, WaitingListService lists, GroupService groups, TimeProvider clock) : IDemoScene
{
    private const int Year = DemoYears.Newest;
    private const int Places = 4;
    private static readonly DateOnly Day = new(Year + 1, 1, 13);

    public string Name => "Choices";

    public int Length => 3;

    public async Task PlayAsync(DemoPlay play, CancellationToken ct)
    {
        await PublishAsync(ct);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<StudentGroup>().AnyAsync(ct))
        {
            return;
        }

        var full = await db.Set<ModuleOccurrence>().Where(o => o.Key == $"LA101-{Year}S").Select(o => o.Id).SingleAsync(ct);
        var year = DemoYears.Name(Year);
        var students = await db.Set<CourseSession>().Where(s => s.SessionYear == year && s.Engagement.Status == EngagementStatus.Enrolled && s.Engagement.Programme.Code != "MSC-DS")
            .OrderBy(s => s.Engagement.Person.StudentNumber).Select(s => new Chooser(s.EngagementId, s.Engagement.Person.StudentNumber)).Take(60).ToListAsync(ct);
        await ChooseAsync(students, full, ct);
        await GroupAsync(students, ct);
    }

    private async Task PublishAsync(CancellationToken ct)
    {
        var (start, end) = DemoYears.Period(Year, "Spring");
        ModuleCatalogueUpdated Elective(string code, string title, ModuleRequisites? needs, int? places, DateOnly? closes, TeachingSlot slot) => new()
        {
            Module = code, Faculty = "HUM", CatalogueVersion = 1, FromYear = DemoYears.Name(Year), Title = title, Credits = 15, Level = 4, Hecos = "101142", CostCentre = "137", Requisites = needs,
            Occurrences = [new OccurrencePlan { Key = $"{code}-{Year}S", AcademicYear = DemoYears.Name(Year), Period = "Spring", Start = start, End = end, Rule = "WEX-UG", Capacity = places, WaitingList = places is not null, RegistrationCloses = closes, Slots = [slot] }],
        };
        TeachingSlot Slot(DayOfWeek day, int hour) => new() { Day = day, From = new TimeOnly(hour, 0), Until = new TimeOnly(hour + 2, 0) };
        await post.SendAsync("F001", "CM", "electives-2024",
        [
            Letter("ModuleCatalogueUpdated", "LA101", 1, Elective("LA101", "Spanish 1", null, Places, null, Slot(DayOfWeek.Wednesday, 14))),
            Letter("ModuleCatalogueUpdated", "LA102", 1, Elective("LA102", "Spanish 2", new ModuleRequisites { Prerequisites = [["LA101"]] }, null, null, Slot(DayOfWeek.Wednesday, 16))),
            Letter("ModuleCatalogueUpdated", "SU101", 1, Elective("SU101", "Sustainability in Practice", new ModuleRequisites { Exclusions = ["ME404"] }, null, new DateOnly(Year + 1, 1, 31), Slot(DayOfWeek.Wednesday, 15))),
            Letter("ModuleCatalogueUpdated", "LA090", 1, Elective("LA090", "German for Readers", null, null, null, Slot(DayOfWeek.Friday, 9))),
            Letter("StructureRetired", "LA090/retired", 2, new StructureRetired { Kind = "Module", Code = "LA090" }),
            Letter("RequisiteRuleChanged", "CS203/requisites", 9, new RequisiteRuleChanged { Module = "CS203", CatalogueVersion = 9, FromYear = DemoYears.Name(Year + 1), Requisites = new ModuleRequisites { Prerequisites = [["CS101"]], Corequisites = ["CS201"] } }),
            .. PlannedCatalogue.Programmes.Where(p => p.Years > 1).Select(p => Letter("ProgrammeCataloguePublished", p.Code, 2, new ProgrammeCataloguePublished
            {
                Programme = p.Code, Faculty = p.Faculty, CatalogueVersion = 2, FromYear = DemoYears.Name(Year + 1), Title = p.Title, Award = p.Award, QualificationCategory = p.QualificationCategory, Hecos = p.Hecos,
                Credits = p.Credits, NormalYears = p.Years, Structure = PlannedStructures.Reviewed(p),
            })),
        ], ct);
    }

    /// <summary>More want Spanish than there are places; one changes their mind, and the first in the line gets the place.</summary>
    private async Task ChooseAsync(List<Chooser> students, long full, CancellationToken ct)
    {
        var act = clock.Act(DemoActors.Officer, "RegisterOnModule", "Elective chosen at the student desk", Day);
        List<Chooser> registered = [];
        var waiting = 0;
        foreach (var student in students)
        {
            var outcome = await registration.MoveAsync(new MoveModules { EngagementId = student.EngagementId, Wanted = [full] }, act, ct);
            if (outcome.Succeeded)
            {
                registered.Add(student);
            }
            else if (outcome.Refusals.All(r => r.Code == "FULL") && (await lists.JoinAsync(new WaitForPlace { EngagementId = student.EngagementId, OccurrenceId = full }, act.For("JoinWaitingList"), ct)).Succeeded && ++waiting == 5)
            {
                break;
            }
        }

        if (registered.Count > 0)
        {
            var left = clock.Act(DemoActors.Officer, "GiveUpModule", "Clashes with work", Day.AddDays(9));
            await registration.MoveAsync(new MoveModules { EngagementId = registered[0].EngagementId, Leaving = [full] }, left, ct);
        }
    }

    private async Task GroupAsync(List<Chooser> students, CancellationToken ct)
    {
        var act = clock.Act(DemoActors.Officer, "MakeGroup", "Groups of the year", Day);
        string[] numbers = [.. students.Take(12).Select(s => s.StudentNumber)];
        var year = DemoYears.Name(Year);
        foreach (var (code, title, kind, owner, by) in new[]
        {
            ($"COHORT-{Year}", "Students of the first list", GroupKind.Cohort, "Registry", DemoActors.Officer),
            ($"LAB-{Year}-1", "Laboratory, Tuesday group", GroupKind.Laboratory, "TTB", Caller.System("TTB")),
        })
        {
            await groups.MakeAsync(new MakeGroup { Code = code, Title = title, Kind = kind, Owner = owner, AcademicYear = year }, act, ct);
            await groups.TakeListAsync(new TakeGroupList { Group = code, StudentNumbers = numbers }, act with { Caller = by, Act = "TakeGroupList", Reason = "The owner's list" }, ct);
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var lab = await db.Set<StudentGroup>().Where(g => g.Owner == "TTB").Select(g => g.Id).SingleAsync(ct);
        await groups.ChangeAsync(new ChangeMembership { GroupId = lab, StudentNumber = numbers[0], Act = MembershipAct.PinOut }, clock.Act(DemoActors.Manager, "PinOut", "Works in the Thursday group; the Tuesday hours clash with a paid placement.", Day), ct);
    }

    private static DemoLetter Letter(string type, string key, int version, object data) => new(type, $"cm-{key}-{version}", key, data, version);

    private sealed record Chooser(long EngagementId, string StudentNumber);
}
