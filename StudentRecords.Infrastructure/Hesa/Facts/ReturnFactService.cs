using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Hesa.Facts;

/// <summary>A fact of a programme, module, engagement or person, by the fields of its kind.</summary>
/// <param name="InPlaceOf">The fact of the same kind and subject that was recorded wrongly; it is taken back in the same transaction, and its number goes over.</param>
public sealed record RecordFact(string Kind, long SubjectId, DateOnly From, IReadOnlyDictionary<string, string> Values, long? InPlaceOf = null);

/// <summary>Records what returns ask for and nothing else brings, ends it, and takes it back when it was wrong.</summary>
public sealed class ReturnFactService(IDbContextFactory<RegistryDbContext> store, CollectionDefinitions collections)
{
    /// <summary>The new row's id; refused with every reason at once.</summary>
    public async Task<Outcome<long>> RecordAsync(RecordFact request, ChangeContext change, CancellationToken ct = default)
    {
        if (FactKinds.Find(request.Kind) is not { } kind)
        {
            return Outcome<long>.Refused("KIND_UNKNOWN", $"There is no kind of fact {request.Kind}.");
        }

        change.Caller.Demand(kind.Room, Level.Change);
        var refusals = Faults(kind, request).ToList();
        await using var db = await store.CreateDbContextAsync(ct);
        var subject = await SubjectAsync(db, kind, request.SubjectId, change.Caller, ct);
        if (subject is null)
        {
            refusals.Add(new("SUBJECT_UNKNOWN", $"There is no such {kind.Subject.ToString().ToLowerInvariant()}, or your roles do not reach it."));
        }

        if (kind.Row == typeof(TeachingPlace) && request.Values.TryGetValue("Venue", out var venue) && !await db.Set<Venue>().AnyAsync(v => v.Key == venue, ct))
        {
            refusals.Add(new("VENUE_UNKNOWN", $"There is no venue {venue}.", Field: "Venue"));
        }

        var wrong = request.InPlaceOf is { } old ? await OfSubjectAsync(db, kind, request.SubjectId, old, ct) : null;
        if (request.InPlaceOf is not null)
        {
            refusals.AddRange(wrong?.TakeBack(UkTime.Day(change.At)).Refusals ?? [new("FACT_UNKNOWN", "There is no such fact to be corrected.")]);
        }

        if (refusals.Count > 0)
        {
            return Outcome<long>.Refused(refusals);
        }

        var ordinal = (wrong as INumberedFact)?.Ordinal ?? (kind.IsNumbered ? await NextAsync(db, kind, request.SubjectId, ct) : 0);
        var fact = kind.Make(subject!, request.From, new FactValues(request.Values, ordinal));
        db.Add(fact);
        await db.SaveAsync(change.For("RecordFact"), ct);
        return fact.Id;
    }

    /// <summary>It holds to the given day and not longer.</summary>
    public Task<Outcome> EndAsync(string kind, long id, DateOnly lastDay, ChangeContext change, CancellationToken ct = default) =>
        ChangeAsync(kind, id, change.For("EndFact"), f => f.End(lastDay), ct);

    /// <summary>It never was so.</summary>
    public Task<Outcome> TakeBackAsync(string kind, long id, ChangeContext change, CancellationToken ct = default) =>
        ChangeAsync(kind, id, change.For("TakeBackFact"), f => f.TakeBack(UkTime.Day(change.At)), ct);

    private async Task<Outcome> ChangeAsync(string name, long id, ChangeContext change, Func<ReturnedFact, Outcome> decide, CancellationToken ct)
    {
        if (FactKinds.Find(name) is not { } kind)
        {
            return Outcome.Refused("KIND_UNKNOWN", $"There is no kind of fact {name}.");
        }

        change.Caller.Demand(kind.Room, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.FindAsync(kind.Row, [id], ct) is not ReturnedFact fact
            || (fact is IAboutPerson { PersonId: var person } && !await db.Set<Person>().Where(p => p.Id == person).Within(db, change.Caller.ReachOf(kind.Room, Level.Change)).AnyAsync(ct)))
        {
            return Outcome.Refused("FACT_UNKNOWN", "There is no such fact, or your roles do not reach it.");
        }

        var outcome = decide(fact);
        if (outcome.Succeeded)
        {
            await db.SaveAsync(change, ct);
        }

        return outcome;
    }

    private static async Task<ReturnedFact?> OfSubjectAsync(RegistryDbContext db, FactKind kind, long subject, long id, CancellationToken ct) =>
        (await ReturnFactQueries.FactsAsync(db, kind.Name, subject, ct)).Any(f => f.Id == id) ? (ReturnedFact?)await db.FindAsync(kind.Row, [id], ct) : null;

    private IEnumerable<Refusal> Faults(FactKind kind, RecordFact request)
    {
        var newest = collections.All.Last();
        foreach (var field in kind.Fields)
        {
            var value = request.Values.GetValueOrDefault(field.Name)?.Trim();
            if (string.IsNullOrEmpty(value))
            {
                if (field.Required)
                {
                    yield return new("MISSING", $"Say {field.Label.ToLowerInvariant()}.", Field: field.Name);
                }
            }
            else if (field.Choices is not null && !field.Choices.Contains(value))
            {
                yield return new("NO_CHOICE", $"{value} cannot be chosen for {field.Label.ToLowerInvariant()}.", Field: field.Name);
            }
            else if (field.Entity is not null && newest.Find(field.Entity)?.Field(field.Field!) is { } definition && (definition.FaultOf(value) ?? TooLong(definition, value)) is { } fault)
            {
                yield return new("WRONG", $"{field.Label} '{value}' {fault}.", Field: field.Name);
            }
        }
    }

    // in the record a column has the length even where the authority's is inferred
    private static string? TooLong(FieldDefinition field, string value) => field.Type is not (FieldType.Decimal or FieldType.Integer) && value.Length > field.Length ? $"is longer than {field.Length} characters" : null;

    private static async Task<object?> SubjectAsync(RegistryDbContext db, FactKind kind, long id, Caller caller, CancellationToken ct)
    {
        switch (kind.Subject)
        {
            case FactSubject.Programme:
                return await db.Set<Programme>().SingleOrDefaultAsync(p => p.Id == id, ct);
            case FactSubject.Module:
                return await db.Set<Module>().SingleOrDefaultAsync(m => m.Id == id, ct);
            case FactSubject.Person:
                return await db.Set<Person>().Where(p => p.Id == id).Within(db, caller.ReachOf(kind.Room, Level.Change)).SingleOrDefaultAsync(ct);
            default:
                var reached = db.Set<Person>().Within(db, caller.ReachOf(kind.Room, Level.Change)).Select(p => p.Id);
                return await db.Set<Engagement>().SingleOrDefaultAsync(e => e.Id == id && reached.Contains(e.PersonId), ct);
        }
    }

    private static async Task<int> NextAsync(RegistryDbContext db, FactKind kind, long engagement, CancellationToken ct) => 1 + (kind.Name switch
    {
        nameof(EntryQualification) => await db.Set<EntryQualification>().Where(f => f.EngagementId == engagement).MaxAsync(f => (int?)f.Ordinal, ct),
        nameof(ActivityAway) => await db.Set<ActivityAway>().Where(f => f.EngagementId == engagement).MaxAsync(f => (int?)f.Ordinal, ct),
        _ => await db.Set<ResearchSupervision>().Where(f => f.EngagementId == engagement).MaxAsync(f => (int?)f.Ordinal, ct),
    } ?? 0);
}
