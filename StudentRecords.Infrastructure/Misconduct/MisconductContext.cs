using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Misconduct;

/// <summary>What a case may rest on (F070): who the student is, how enrolled, on what, and what was handed in when, as at a day. Nothing more: no marks, no holds, no history.</summary>
public sealed record MisconductContext(string Student, string FamilyName, string GivenNames, DateOnly AsOf, IReadOnlyList<ContextEnrolment> Enrolments, IReadOnlyList<ContextModule> Modules)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Null for people whom the reach does not cover.</summary>
    /// <param name="changed">Engagements that are about to be saved; they count as they will be.</param>
    internal static async Task<MisconductContext?> ReadAsync(RegistryDbContext db, long personId, DateOnly asOf, DateTimeOffset knownAt, Reach reach, CancellationToken ct, IReadOnlyList<Engagement>? changed = null)
    {
        if (await db.Set<Person>().AsNoTracking().Where(p => p.Id == personId).Within(db, reach).SingleOrDefaultAsync(ct) is not { } person)
        {
            return null;
        }

        var engagements = await db.Set<Engagement>().AsNoTracking().Include(e => e.Statuses).Include(e => e.Programme).Where(e => e.PersonId == personId).OrderBy(e => e.Numhus).ToListAsync(ct);
        var modules = await db.Set<ModuleRegistration>().AsNoTracking().Where(r => r.PersonId == personId && (r.RegisteredOn == null || r.RegisteredOn <= asOf)).OrderBy(r => r.Occurrence.Key)
            .Select(r => new { r.Id, r.Occurrence.Key, r.Attempt, r.RegisteredOn, r.WithdrawnOn, Components = r.Occurrence.Components.OrderBy(c => c.Key).Select(c => new { c.Id, c.Key, c.Title, c.DueOn }).ToList() }).ToListAsync(ct);
        var submitted = (await db.Set<Mark>().AsNoTracking().Where(m => m.PersonId == personId && m.IsCurrent && m.SubmittedOn != null && m.SubmittedOn <= asOf)
            .Select(m => new { m.RegistrationId, m.ComponentId, m.Attempt, m.SubmittedOn, m.SubmittedAt }).ToListAsync(ct)).ToLookup(m => (m.RegistrationId, m.ComponentId));
        return new MisconductContext(
            person.StudentNumber,
            person.FamilyName,
            person.GivenNames,
            asOf,
            [.. from e in engagements let status = StatusHistory.AsOf((changed?.FirstOrDefault(c => c.Id == e.Id) ?? e).Statuses, asOf, knownAt) where status is not null select new ContextEnrolment(e.Numhus, e.Programme.Code, status.Status, status.EffectiveOn)],
            [
                .. modules.Select(m => new ContextModule(m.Key, m.Attempt, m.RegisteredOn, m.WithdrawnOn <= asOf ? m.WithdrawnOn : null,
                    [.. m.Components.Select(c => new ContextAssessment(c.Key, c.Title, c.DueOn, [.. submitted[(m.Id, c.Id)].OrderBy(s => s.Attempt).Select(s => new ContextSubmission(s.Attempt, s.SubmittedOn, s.SubmittedAt))]))])),
            ]);
    }

    /// <param name="because">End of the key, where a change brings it about and nobody asked.</param>
    internal OutboxMessage Notice(string @case, long personId, DateTimeOffset at, string correlation, string because = "") => new(
        "F070",
        "AI",
        "MisconductContextShared",
        string.Create(CultureInfo.InvariantCulture, $"{@case}/{Student}/{AsOf:yyyy-MM-dd}{because}"),
        $"{Student}/case/{@case}",
        JsonSerializer.Serialize(new { referral = @case, student = Student, familyName = FamilyName, givenNames = GivenNames, asOf = AsOf, enrolments = Enrolments, modules = Modules }, Options),
        personId,
        at,
        null,
        correlation);
}

/// <summary>An engagement's status on the day.</summary>
public sealed record ContextEnrolment(string Engagement, string Programme, EngagementStatus Status, DateOnly Since);

/// <summary>A module registration on the day.</summary>
public sealed record ContextModule(string Module, int Attempt, DateOnly? RegisteredOn, DateOnly? WithdrawnOn, IReadOnlyList<ContextAssessment> Assessments);

/// <summary>An assessment of the module, and what was handed in for it.</summary>
public sealed record ContextAssessment(string Assessment, string Title, DateOnly? DueOn, IReadOnlyList<ContextSubmission> Submissions);

/// <summary>A submission as F016 brought it.</summary>
/// <param name="Attempt">1 for the first.</param>
/// <param name="On">The day.</param>
/// <param name="At">The moment, where the learning environment told it.</param>
public sealed record ContextSubmission(int Attempt, DateOnly? On, DateTimeOffset? At);
