using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Demo.Scenes;

/// <summary>
/// The everyday of a hub: payments and contact details that are applied, and beside them what is parked, quarantined, refused,
/// stale, in conflict or set aside.
/// </summary>
internal sealed class TroubleScene(IDbContextFactory<RegistryDbContext> store, DemoPost post) : IDemoScene
{
    private const string LastLetter = "ucas-namesake-1";

    public string Name => "Traffic and trouble";

    public int Length => 4;

    public async Task PlayAsync(DemoPlay play, CancellationToken ct)
    {
        // whom it happens to depends on who is enrolled, and later scenes change that
        if (!await PostedAsync(LastLetter, ct))
        {
            var cast = await CastAsync(ct);
            await CatalogueAsync(ct);
            await post.SendAsync("F010", "FIN", "finance-hourly", Finance(cast), ct);
            await post.SendAsync("F011", "EWP", "portal", Portal(cast), ct);
            await post.SendAsync("F016", "VLE", "gradebook", await GradebookAsync(ct), ct);
            await post.SendAsync("F045", "UCAS", "ucas-late", [Namesake(cast[0])], ct);
        }

        await SetAsideAsync(ct);
    }

    private async Task<bool> PostedAsync(string messageId, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<InboxMessage>().AnyAsync(m => m.MessageId == messageId, ct);
    }

    /// <summary>Students of the newest intakes, to whom things happen.</summary>
    private async Task<List<Person>> CastAsync(CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return await db.Set<Engagement>().Where(e => e.Status == EngagementStatus.Enrolled && e.Start < DemoYears.StoryEnds)
            .OrderByDescending(e => e.Start).ThenBy(e => e.Numhus).Select(e => e.Person).Take(40).ToListAsync(ct);
    }

    private async Task CatalogueAsync(CancellationToken ct)
    {
        var module = new { module = "CS306", faculty = "SCI", catalogueVersion = 1, fromYear = "2025/26", title = "Quantum Computing", credits = 15, level = 6, hecos = "100366", costCentre = "121" };
        await post.SendAsync("F001", "CM", "catalogue",
        [
            new("ModuleCatalogueUpdated", "cm-CS306-1", "CS306", module),
            new("ModuleCatalogueUpdated", "cm-CS204-old", "CS204/late", module with { module = "CS204", title = "Networks" }),
            new("ModuleCatalogueUpdated", "cm-CS399-1", "CS399", module with { module = "CS399", level = 12, hecos = "computing" }),
            new("ProgrammeCataloguePublished", "cm-BSC-AI-1", "BSC-AI", new
            {
                programme = "BSC-AI", faculty = "SCI", catalogueVersion = 1, fromYear = "2025/26", title = "BSc (Hons) Artificial Intelligence", award = "Bachelor of Science with Honours",
                qualificationCategory = "H0003", hecos = "100359", credits = 360, normalYears = 3, modules = new[] { "CS101", "AI101" },
            }),
            new("SyllabusUploaded", "cm-syllabus-1", "CS101/syllabus", new { module = "CS101" }),
        ], ct);
    }

    private static IEnumerable<DemoLetter> Finance(List<Person> cast)
    {
        foreach (var (person, i) in cast.Select((p, i) => (p, i)))
        {
            yield return new("PaymentReceived", $"fin-{person.StudentNumber}-1", $"WXB-{person.StudentNumber}", new PaymentBooked { Student = Ref(person), Transaction = $"WXB-{person.StudentNumber}", Amount = 250 + (25 * i), BookedOn = new DateOnly(2025, 6, 2).AddDays(i % 14) });
        }

        // the same transaction with another amount: neither is overwritten
        yield return new("PaymentReceived", $"fin-{cast[0].StudentNumber}-1", $"WXB-{cast[0].StudentNumber}", new PaymentBooked { Student = Ref(cast[0]), Transaction = $"WXB-{cast[0].StudentNumber}", Amount = 2500, BookedOn = new DateOnly(2025, 6, 2) });
        yield return new("PaymentRefunded", "fin-refund-1", "WXB-R1", new PaymentBooked { Student = Ref(cast[2]), Transaction = "WXB-R1", Amount = 120, BookedOn = new DateOnly(2025, 6, 10) });
        yield return new("PaymentReceived", "fin-stranger-1", "WXB-S1", new PaymentBooked { Student = new PersonRef("FIN", "A-77120"), Transaction = "WXB-S1", Amount = 900, BookedOn = new DateOnly(2025, 6, 11) });
        yield return new("PaymentReceived", "fin-tomorrow-1", "WXB-T1", new PaymentBooked { Student = Ref(cast[3]), Transaction = "WXB-T1", Amount = -5, BookedOn = new DateOnly(2099, 1, 1) });
        yield return new("FinancialHoldPlaced", "fin-hold-1", "WXH-1", new FinancialHoldPlaced { Student = Ref(cast[1]), Hold = "WXH-1", Reason = "Second instalment overdue", PlacedOn = new DateOnly(2025, 6, 3) });
        yield return new("FinancialHoldReleased", "fin-hold-9", "WXH-9/released", new FinancialHoldReleased { Student = Ref(cast[4]), Hold = "WXH-9", Reason = "Paid", ReleasedOn = new DateOnly(2025, 6, 12) });
    }

    private static IEnumerable<DemoLetter> Portal(List<Person> cast)
    {
        foreach (var person in cast.Skip(5).Take(20))
        {
            yield return new("ProfileChangeRequested", $"ewp-profile-{person.StudentNumber}", $"profile/{person.StudentNumber}", new ProfileChangeRequested { Student = Ref(person), Telephone = $"07700 900{person.StudentNumber[5..8]}" });
        }

        yield return new("ModuleSelectionSubmitted", "ewp-choice-1", "choice/1", new ModuleSelectionSubmitted { Student = Ref(cast[1]), Occurrences = ["CS104-2024A"], RequestedOn = new DateOnly(2025, 6, 4) });
        yield return new("ModuleSelectionSubmitted", "ewp-choice-2", "choice/2", new ModuleSelectionSubmitted { Student = Ref(cast[6]), Occurrences = ["HI104-2023A"], RequestedOn = new DateOnly(2025, 6, 4) });
        yield return new("ModuleSelectionSubmitted", "ewp-choice-3", "choice/3", new ModuleSelectionSubmitted { Student = Ref(cast[7]), Occurrences = ["CS306-2025A"], RequestedOn = new DateOnly(2025, 6, 5) });
        yield return new("SelfServiceRequestRaised", "ewp-leave-1", "leave/1", new { student = Ref(cast[8]), request = "WithdrawFromModule" });
    }

    private async Task<List<DemoLetter>> GradebookAsync(CancellationToken ct)
    {
        var letters = new List<DemoLetter>();
        foreach (var (person, component) in await OnAsync("CS202-2024A", 3, ct))
        {
            // ratified in March: whatever comes now needs an appeal
            letters.Add(Mark($"late-{person}", person, component, 71, 5));
        }

        foreach (var (person, component) in await OnAsync("CS205-2024S", 1, ct))
        {
            // the pack was frozen and signed on the old mark
            letters.Add(Mark($"frozen-{person}", person, component, 68, 5));
        }

        foreach (var (person, component) in await OnAsync("CS203-2024S", 1, ct))
        {
            letters.Add(Mark($"over-{person}", person, component, 104, 6));
            letters.Add(new("AssessmentMarkSubmitted", $"v9-{person}", $"v9/{person}", new { }, 1, 9));
        }

        letters.Add(Mark("stranger", "99999996", "CS103-2024S/CW1", 55, 1));
        letters.Add(new("AssessmentMarkSubmitted", "unknown-part", "unknown-part", new AssessmentMark { Student = new PersonRef("VLE", "u1"), Assessment = "CS999-2024S/CW1", Score = 61 }));
        return letters;
    }

    private async Task<List<(string Person, string Component)>> OnAsync(string occurrence, int count, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        return (await db.Set<ModuleRegistration>().Where(r => r.Occurrence.Key == occurrence && r.Status == RegistrationStatus.Registered)
            .OrderBy(r => r.Engagement.Numhus).Select(r => r.Engagement.Person.StudentNumber).Take(count).ToListAsync(ct))
            .Select(n => (n, $"{occurrence}/CW1")).ToList();
    }

    private async Task SetAsideAsync(CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<InboxMessage>().FirstOrDefaultAsync(m => m.MessageId == "cm-syllabus-1" && m.State == InboxState.Quarantined, ct) is { } message)
        {
            message.SetAside("The catalogue team sends no syllabi here; told on the telephone.", message.ReceivedAt.AddMinutes(20));
            await db.SaveChangesAsync(ct);
        }
    }

    private static DemoLetter Namesake(Person person) => new("UcasApplicationReceived", LastLetter, "WX-NAMESAKE-1", new UcasApplication
    {
        Application = "WX-NAMESAKE-1", Applicant = new PersonRef("UCAS", "WX-NAMESAKE-1"), Programme = "MSC-DS", EntryOn = DemoYears.Begins(DemoYears.Newest + 1),
        Details = new ApplicantDetails { FamilyName = person.FamilyName, GivenNames = person.GivenNames, KnownAs = person.KnownAs, DateOfBirth = person.DateOfBirth },
    });

    private static DemoLetter Mark(string id, string studentNumber, string component, decimal score, int version) =>
        new("MarkCorrected", $"gradebook-{id}", $"{component}/{studentNumber}/1", new AssessmentMark { Student = new PersonRef("SIS", studentNumber), Assessment = component, Score = score, SubmittedOn = new DateOnly(2025, 3, 10) }, version);

    private static PersonRef Ref(Person person) => new("SIS", person.StudentNumber);
}
