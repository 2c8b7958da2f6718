using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;
using StudentRecords.Domain.Support;
using StudentRecords.Infrastructure.Audit;
using StudentRecords.Infrastructure.Integration.Outbound;
using StudentRecords.Infrastructure.Integration.Telling;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Integration.Asking;

/// <summary>Answers what a system asks about one student, in the words in which it would be told; each answer is written down.</summary>
public sealed class StudentReads
{
    private readonly IDbContextFactory<RegistryDbContext> store;
    private readonly IEnumerable<IOutboundGate> gates;
    private readonly TimeProvider clock;

    internal StudentReads(IDbContextFactory<RegistryDbContext> store, IEnumerable<IOutboundGate> gates, TimeProvider clock) => (this.store, this.gates, this.clock) = (store, gates, clock);

    /// <summary>F012: the grades that would be sent at this moment: ratified, released, and no hold on them.</summary>
    /// <returns>Null when nobody has the number.</returns>
    public Task<JsonObject?> GradesAsync(string student, CancellationToken ct) => AnswerAsync(StudentRead.Grades, student, async (db, person) =>
    {
        var told = await DecidedGrades.OfAsync(db, person, ct);
        var stopped = new HashSet<long>();
        foreach (var gate in gates.Where(g => g.Guards == ("F012", "RatifiedGradesPublished")))
        {
            stopped.UnionWith((await gate.AskAsync(db, told, clock.GetUtcNow(), ct)).Keys);
        }

        // of a module the newest decision counts
        var grades = told.Where(m => !stopped.Contains(m.Id)).Select(m => JsonNode.Parse(m.Body)!).GroupBy(g => (string?)g["occurrence"]).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Last().DeepClone());
        return new JsonObject { ["student"] = student, ["grades"] = new JsonArray([.. grades]) };
    }, ct);

    /// <summary>F043: as much as is needed to know a caller and help.</summary>
    /// <returns>Null when nobody has the number.</returns>
    public Task<JsonObject?> CallerAsync(string student, CancellationToken ct) => AnswerAsync(StudentRead.Caller, student, async (db, person) =>
    {
        RecordEvent asked = new PersonChanged(person);
        var subjects = new ToldSubjects(db);
        await subjects.LoadAsync([asked], clock.GetUtcNow(), ct);
        var told = new F043Callers().Hear(asked, subjects, new ChangeContext { Caller = Domain.Access.Caller.System(StudentRead.Caller.System), At = clock.GetUtcNow(), Act = StudentRead.Caller.Act, Reason = "Asked" });
        return JsonNode.Parse(told.Single().Body)!.AsObject();
    }, ct);

    /// <summary>F039: only a student who is enrolled on a research degree may be named in a proposal.</summary>
    /// <returns>Null when nobody has the number.</returns>
    public Task<JsonObject?> EligibilityAsync(string student, CancellationToken ct) => AnswerAsync(StudentRead.Eligibility, student, async (db, person) =>
    {
        var asOf = UkTime.Day(clock.GetUtcNow());
        var studies = await db.Set<Engagement>().AsNoTracking().Include(e => e.Programme).Include(e => e.ProgrammeVersion).Where(e => e.PersonId == person.Id && e.Status == EngagementStatus.Enrolled).OrderByDescending(e => e.Start).ToListAsync(ct);
        var research = studies.Find(e => e.ProgrammeVersion.IsResearch);
        var supervisors = research is null ? [] : await db.Set<AcademicRelationship>().AsNoTracking().Where(r => r.PersonId == person.Id && (r.Role == AcademicRole.Supervisor || r.Role == AcademicRole.SecondSupervisor) && (r.To == null || r.To >= asOf)).OrderBy(r => r.Role).ThenBy(r => r.From).ToListAsync(ct);
        return new JsonObject
        {
            ["student"] = student,
            ["isEligible"] = research is not null,
            ["engagement"] = research?.Numhus,
            ["programme"] = research?.Programme.Code,
            ["expectedEnd"] = Text(research?.ExpectedEnd),
            ["asOf"] = Text(asOf),
            ["supervisors"] = new JsonArray([.. supervisors.Select(s => new JsonObject { ["staff"] = s.StaffNumber, ["role"] = s.Role.ToString() })]),
        };
    }, ct);

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task<JsonObject?> AnswerAsync(StudentRead read, string student, Func<RegistryDbContext, Person, Task<JsonObject>> answer, CancellationToken ct)
    {
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.StudentNumber == student, ct) is not { } person)
        {
            return null;
        }

        var given = await answer(db, person);
        await TellAsync(db, read, person.Id, clock.GetUtcNow(), ct);
        return given;
    }

    /// <summary>Writes down that a system was answered about somebody.</summary>
    internal static Task TellAsync(RegistryDbContext db, StudentRead read, long person, DateTimeOffset at, CancellationToken ct) =>
        ReadTrail.TellAsync(db, Domain.Access.Caller.System(read.System), at, read.Act, (nameof(Person), person), (nameof(Person), [person]), ct);
}
