using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Hesa.Facts;

/// <summary>A recorded fact in words.</summary>
/// <param name="Values">As they are typed, by field.</param>
public sealed record FactRow(FactKind Of, long Id, IReadOnlyDictionary<string, string> Values, DateOnly From, DateOnly? To, DateOnly? TakenBackOn)
{
    public string Kind => Of.Name;

    public string Title => Of.Title;

    /// <summary>Its values, each with its label.</summary>
    public string Says => string.Join("; ", Of.Fields.Where(f => Values[f.Name].Length > 0).Select(f => $"{f.Label} {Values[f.Name]}"));
}

/// <summary>What a subject is called, and where its own page is.</summary>
public sealed record FactSubjectLine(FactSubject Subject, long Id, string Name, string Address, IReadOnlyList<FactRow> Facts);

/// <summary>The facts of one programme, module, engagement or person.</summary>
public sealed class ReturnFactQueries(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>Null when there is no such subject, or the caller's roles do not reach it.</summary>
    public async Task<FactSubjectLine?> OfAsync(FactSubject subject, long id, Caller caller, CancellationToken ct = default)
    {
        caller.Demand(subject is FactSubject.Programme or FactSubject.Module ? Room.Catalogue : subject == FactSubject.Person ? Room.Persons : Room.Enrolments, Level.See);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await SubjectAsync(db, subject, id, caller, ct) is not var (name, address))
        {
            return null;
        }

        List<FactRow> rows = [];
        foreach (var kind in FactKinds.All.Where(k => k.Subject == subject && caller.May(k.Room, Level.See)))
        {
            rows.AddRange((await FactsAsync(db, kind.Name, id, ct)).Select(f => Row(kind, f)));
        }

        return new(subject, id, name, address, [.. rows.OrderBy(r => r.TakenBackOn is not null).ThenBy(r => r.Title, StringComparer.Ordinal).ThenBy(r => r.From)]);
    }

    private static FactRow Row(FactKind kind, ReturnedFact fact) => new(
        kind, fact.Id, kind.Fields.ToDictionary(f => f.Name, f => FactText.Of(kind.Row.GetProperty(f.Name)?.GetValue(fact))), fact.From, fact.To, fact.TakenBackOn);

    private static async Task<(string Name, string Address)?> SubjectAsync(RegistryDbContext db, FactSubject subject, long id, Caller caller, CancellationToken ct)
    {
        switch (subject)
        {
            case FactSubject.Programme:
                return await db.Set<Programme>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is { } programme ? ($"{programme.Code} {programme.Title}", $"/programmes/{id}") : null;
            case FactSubject.Module:
                return await db.Set<Module>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is { } module ? ($"{module.Code} {module.Title}", $"/modules/{id}") : null;
            case FactSubject.Person:
                return await db.Set<Person>().AsNoTracking().Where(p => p.Id == id).Within(db, caller.ReachOf(Room.Persons, Level.See)).SingleOrDefaultAsync(ct) is { } person
                    ? ($"{person.GivenNames} {person.FamilyName}, {person.StudentNumber}", $"/students/{id}") : null;
            default:
                var reached = db.Set<Person>().Within(db, caller.ReachOf(Room.Enrolments, Level.See)).Select(p => p.Id);
                return await db.Set<Engagement>().AsNoTracking().Include(e => e.Person).Include(e => e.Programme).SingleOrDefaultAsync(e => e.Id == id && reached.Contains(e.PersonId), ct) is { } engagement
                    ? ($"{engagement.Person.GivenNames} {engagement.Person.FamilyName}, {engagement.Programme.Code} from {engagement.Start:d MMM yyyy}", $"/students/{engagement.PersonId}") : null;
        }
    }

    internal static async Task<IEnumerable<ReturnedFact>> FactsAsync(RegistryDbContext db, string kind, long id, CancellationToken ct) => kind switch
    {
        nameof(ProgrammeInitiative) => await db.Set<ProgrammeInitiative>().AsNoTracking().Where(f => f.ProgrammeId == id).ToListAsync(ct),
        nameof(ProgrammeAccreditation) => await db.Set<ProgrammeAccreditation>().AsNoTracking().Where(f => f.ProgrammeId == id).ToListAsync(ct),
        nameof(ProgrammeReference) => await db.Set<ProgrammeReference>().AsNoTracking().Where(f => f.ProgrammeId == id).ToListAsync(ct),
        nameof(ProgrammeShare) => await db.Set<ProgrammeShare>().AsNoTracking().Where(f => f.ProgrammeId == id).ToListAsync(ct),
        nameof(TeachingPlace) => await db.Set<TeachingPlace>().AsNoTracking().Where(f => f.ProgrammeId == id).ToListAsync(ct),
        nameof(ModuleShare) => await db.Set<ModuleShare>().AsNoTracking().Where(f => f.ModuleId == id).ToListAsync(ct),
        nameof(EngagementInitiative) => await db.Set<EngagementInitiative>().AsNoTracking().Where(f => f.EngagementId == id).ToListAsync(ct),
        nameof(EntryQualification) => await db.Set<EntryQualification>().AsNoTracking().Where(f => f.EngagementId == id).ToListAsync(ct),
        nameof(ExchangeVisit) => await db.Set<ExchangeVisit>().AsNoTracking().Where(f => f.EngagementId == id).ToListAsync(ct),
        nameof(PartnerArrangement) => await db.Set<PartnerArrangement>().AsNoTracking().Where(f => f.EngagementId == id).ToListAsync(ct),
        nameof(ActivityAway) => await db.Set<ActivityAway>().AsNoTracking().Where(f => f.EngagementId == id).ToListAsync(ct),
        nameof(ResearchSupervision) => await db.Set<ResearchSupervision>().AsNoTracking().Where(f => f.EngagementId == id).ToListAsync(ct),
        nameof(FinancialSupport) => await db.Set<FinancialSupport>().AsNoTracking().Where(f => f.EngagementId == id).ToListAsync(ct),
        _ => await db.Set<LanguageSkill>().AsNoTracking().Where(f => f.PersonId == id).ToListAsync(ct),
    };
}
