using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Groups;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;
using StudentRecords.Domain.Teaching;
using StudentRecords.Infrastructure.Integration.Inbound;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>A week of teaching in the newest year, who came to it, and what other systems told of some students' lives: rooms, tutors, accounts, risks, a policy. All through the hub's door.</summary>
internal sealed class LifeScene(IDbContextFactory<RegistryDbContext> store, DemoPost post) : IDemoScene
{
    private const int Some = 12;
    private const string LastLetter = "cms-1";
    private static readonly DateTimeOffset Monday = new(2025, 6, 9, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2025, 6, 16);

    public string Name => "Timetable, attendance and support";

    public int Length => 1;

    public async Task PlayAsync(DemoPlay play, CancellationToken ct)
    {
        var year = DemoYears.Name(DemoYears.Newest);
        List<Living> some;
        List<string> runs;
        await using (var db = await store.CreateDbContextAsync(ct))
        {
            // the last letter of the scene: whoever is still here later would be chosen anew
            if (await db.Set<InboxMessage>().AnyAsync(m => m.Source == "CMS" && m.MessageId == LastLetter, ct))
            {
                return;
            }

            some = await (from r in db.Set<ModuleRegistration>()
                          join p in db.Set<Person>() on r.PersonId equals p.Id
                          where r.Status == RegistrationStatus.Registered && r.Engagement.Status == EngagementStatus.Enrolled && r.Occurrence.AcademicYear == year
                          orderby p.StudentNumber, r.Occurrence.Key
                          select new Living(p.StudentNumber, r.Occurrence.Key)).Take(Some * 4).ToListAsync(ct);
            runs = [.. some.Select(s => s.Run).Distinct().Order(StringComparer.Ordinal).Take(6)];
        }

        var students = some.Select(s => s.Student).Distinct().Take(Some).ToList();
        if (students.Count == 0)
        {
            return;
        }

        await TaughtAsync(runs, students, ct);
        await play.TellAsync(0.5, "A week of teaching, one event moved and one cancelled");
        await AttendedAsync(some.Where(s => students.Contains(s.Student) && runs.Contains(s.Run)).ToList(), runs, ct);
        await LookedAfterAsync(students, ct);
    }

    private async Task TaughtAsync(List<string> runs, List<string> students, CancellationToken ct)
    {
        var events = runs.SelectMany((run, i) => Enumerable.Range(0, 2).Select(n => new TeachingEventTold
        {
            Event = $"WX-TE-{i}-{n}", ModuleRun = run, Kind = n == 0 ? "Lecture" : "Seminar", StartsAt = Monday.AddDays(i % 5).AddHours(n * 3), EndsAt = Monday.AddDays(i % 5).AddHours((n * 3) + 1),
            Room = n == 0 ? "HBR-101" : "HBR-2.07", Staff = [string.Create(CultureInfo.InvariantCulture, $"S{100 + i}")],
        })).ToList();
        await post.SendOnceAsync("F004", "TTB", "timetable-june", events.Select(e => new DemoLetter("TeachingEventScheduled", $"tt-{e.Event}", e.Event, e)), ct);
        await post.SendOnceAsync("F004", "TTB", "timetable-changes", events.Skip(1).Take(1).Select(e => new DemoLetter("TeachingEventSuperseded", $"tt-{e.Event}-2", e.Event, e with { Room = "HBR-3.12" }, 2))
            .Concat(events.Skip(3).Take(1).Select(e => new DemoLetter("TeachingEventCancelled", $"tt-{e.Event}-2", e.Event, new TeachingEventChanged { Event = e.Event, Reason = "Lecturer ill" }, 2))), ct);
        await post.SendOnceAsync("F004", "TTB", "groups-june", [new DemoLetter("TeachingGroupAllocated", "tt-group-1", "WX-SEM-1",
            new TeachingGroupTold { Group = "WX-SEM-1", Title = "Seminar group 1", Kind = GroupKind.Seminar, AcademicYear = DemoYears.Name(DemoYears.Newest), From = DemoYears.Begins(DemoYears.Newest), Students = [.. students.Take(6).Select(Ref)] })], ct);
        await post.SendOnceAsync("F020", "EST", "rooms-june", [new DemoLetter("MaintenanceNoticeIssued", "est-1", "HBR-101/M-1",
            new SpaceTold { Room = "HBR-101", Booking = "M-1", StartsAt = Monday.AddDays(1).AddHours(-1), EndsAt = Monday.AddDays(1).AddHours(8), IsFree = false })], ct);
    }

    private async Task AttendedAsync(List<Living> some, List<string> runs, CancellationToken ct)
    {
        // the cancelled event is the second of the second running
        var marks = some.SelectMany((s, i) => Enumerable.Range(0, 2).Select(n => (s.Student, Event: $"WX-TE-{runs.IndexOf(s.Run)}-{n}", Mark: (i + n) % 7 == 3 ? AttendanceMark.Absent : (i + n) % 7 == 5 ? AttendanceMark.Late : AttendanceMark.Present)))
            .Where(m => m.Event != "WX-TE-1-1").ToList();
        await post.SendOnceAsync("F013", "AM", "attendance-june", marks.Select(m => new DemoLetter("AttendanceRecorded", $"am-{m.Student}-{m.Event}", $"{m.Student}/{m.Event}", new AttendanceTold { Student = Ref(m.Student), Event = m.Event, Mark = m.Mark })), ct);
        await post.SendOnceAsync("F013", "AM", "indicators-june", marks.GroupBy(m => m.Student).Select(g => new DemoLetter("EngagementIndicatorUpdated", $"am-i-{g.Key}", g.Key,
            new IndicatorTold { Student = Ref(g.Key), Percent = decimal.Round(100m * g.Count(m => m.Mark != AttendanceMark.Absent) / g.Count(), 1), AsOf = Today.AddDays(-1) })), ct);
    }

    private async Task LookedAfterAsync(List<string> students, CancellationToken ct)
    {
        await post.SendOnceAsync("F034", "HR", "tutors-2024", students.Select((s, i) => new DemoLetter("PersonalTutorAssigned", $"hr-{s}", $"{s}/tutor",
            new RelationshipTold { Student = Ref(s), Staff = $"S{200 + (i % 3)}", StaffName = new[] { "Dr Wren Ashdown", "Prof. Idris Vale", "Dr Maud Okoro" }[i % 3], Role = AcademicRole.PersonalTutor, From = DemoYears.Begins(DemoYears.Newest) })), ct);
        await post.SendOnceAsync("F018", "ACC", "rooms-2024", students.Take(4).SelectMany((s, i) => new[] { "ResidenceRoomAllocated", "ResidentCheckedIn" }.Select((type, n) => new DemoLetter(type, $"acc-{s}-{n}", $"WX-BK-{i}",
            new ResidenceTold { Student = Ref(s), Booking = $"WX-BK-{i}", Residence = "Tideway Hall", Room = $"{i + 1}.04", From = DemoYears.Begins(DemoYears.Newest), To = new DateOnly(2025, 6, 28) }, n + 1))), ct);
        await post.SendOnceAsync("F022", "IAM", "accounts-2024", students.Select(s => new DemoLetter("CredentialIssued", $"iam-{s}", $"{s}/account", new AccountTold { Student = Ref(s), Username = $"wx{s}", On = DemoYears.Begins(DemoYears.Newest) })), ct);
        await post.SendOnceAsync("F022", "IAM", "accounts-june", students.Skip(2).Take(1).Select(s => new DemoLetter("AccountLocked", $"iam-{s}-2", $"{s}/account", new AccountTold { Student = Ref(s), On = Today.AddDays(-2) }, 2)), ct);
        await post.SendOnceAsync("F044", "ITSM", "tickets-june", students.Skip(2).Take(1).Select(s => new DemoLetter("ServiceRequestResolved", $"itsm-{s}", "INC-90412", new AccountEventTold { Student = Ref(s), Reference = "INC-90412", On = Today.AddDays(-1), Text = "Identity shown at the desk; account to be opened again" })), ct);
        await post.SendOnceAsync("F028", "BI", "risks-june", students.Take(3).Select((s, i) => new DemoLetter("AtRiskFlagRaised", $"bi-{s}", $"WX-RF-{i}",
            new RiskTold { Student = Ref(s), Model = "retention-3", Flag = $"WX-RF-{i}", ScoredOn = Today.AddDays(-1), Band = (RiskBand)(i % 3), Factors = ["attendance"] })), ct);
        await post.SendOnceAsync("F030", "DW", "quality-june", [new DemoLetter("DataQualityReportIssued", "dw-1", "WX-DQ-17/cohort", new QualityTold { Rule = "WX-DQ-17", Entity = "programme/BSC-CS", Run = "2025-06-15", On = Today.AddDays(-1), Sentence = "Two students of the cohort have no nationality." })], ct);
        await post.SendOnceAsync("F042", "CMS", "policies-june", [new DemoLetter("AcknowledgementRequired", LastLetter, "WX-CONDUCT", new PolicyTold { Policy = "WX-CONDUCT", Title = "Academic conduct 2025", Link = "https://www.wexmoor.example/policies/academic-conduct", EffectiveOn = Today.AddDays(-10), Programme = "BSC-CS" })], ct);
    }

    private static PersonRef Ref(string student) => new(PersonLookup.Own, student);

    private sealed record Living(string Student, string Run);
}
