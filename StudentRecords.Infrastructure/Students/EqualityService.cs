using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Adjustments;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Students;

/// <summary>Takes what a person declares about themselves (special category) from those who may; what admissions or UCAS bring of it later is only a question (docs/decisions/who-owns-what.md).</summary>
public sealed class EqualityService(IDbContextFactory<RegistryDbContext> store)
{
    private const int MostDisabilities = 9;
    private static readonly Refusal Stale = new("CHANGED_MEANWHILE", "Another declaration was entered since you read it; read it again.", "Concurrent edit");

    /// <summary>Wellbeing hears of a disability that was not declared before (F053), and of nothing else.</summary>
    public async Task<Outcome> DeclareAsync(DeclareEquality request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Persons, Level.See);
        change.Caller.Demand(Room.SpecialCategory, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        if (await db.Set<Person>().Where(p => p.Id == request.PersonId).Within(db, change.Caller.ReachOf(Room.Persons, Level.See)).SingleOrDefaultAsync(ct) is not { } person)
        {
            return Outcome.Refused("PERSON_UNKNOWN", "There is no such person, or your roles do not reach them.");
        }

        if (Faults(request) is { Count: > 0 } faults)
        {
            return Outcome.From([.. faults]);
        }

        var declaration = await db.Set<EqualityDeclaration>().SingleOrDefaultAsync(d => d.PersonId == person.Id, ct);
        if ((declaration?.Version ?? 0) != request.Version)
        {
            return Outcome.Refused(Stale);
        }

        if (declaration is null)
        {
            db.Add(declaration = new EqualityDeclaration(person));
        }

        var before = declaration.Disabilities;
        declaration.Declare(request.Ethnicity, request.Religion, null, request.GenderIdentity, request.Disabilities);
        if (declaration.Disabilities != before && declaration.DisabilityCodes.Any(c => c != ToldDetails.NoDisability))
        {
            db.Add(AdjustmentNotices.DisabilityDeclared(declaration, person.StudentNumber, change.At));
        }

        try
        {
            await db.SaveAsync(change, ct);
            return Outcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Outcome.Refused(Stale);
        }
    }

    private static List<Refusal> Faults(DeclareEquality request)
    {
        List<Refusal> faults = [];
        void Wants(bool right, string field, string sentence, string clause)
        {
            if (!right)
            {
                faults.Add(new Refusal("DECLARATION_FAULT", sentence, clause, field));
            }
        }

        Wants(request.Ethnicity is null || PersonCodes.EthnicityCodes.Contains(request.Ethnicity), nameof(request.Ethnicity), "The ethnicity is one of HESA's codes.", "HESA ETHNIC");
        Wants(request.Religion is null || PersonCodes.ReligionCodes.Contains(request.Religion), nameof(request.Religion), "The religion is one of HESA's codes.", "HESA RELIGION");
        Wants(request.GenderIdentity is null || PersonCodes.GenderIdentityCodes.Contains(request.GenderIdentity), nameof(request.GenderIdentity), "The gender identity is one of HESA's codes.", "HESA GENDERID");
        Wants(request.Disabilities is null || (request.Disabilities.Count is > 0 and <= MostDisabilities && request.Disabilities.All(PersonCodes.DisabilityCodes.Contains)), nameof(request.Disabilities), "Disabilities are one to nine of HESA's codes.", "HESA DISABILITY");
        Wants(request.Disabilities is null || request.Disabilities.Distinct().Count() < 2 || !request.Disabilities.Contains(ToldDetails.NoDisability), nameof(request.Disabilities), "Who declares a disability does not declare that none is known.", "HESA DISABILITY");
        return faults;
    }
}
