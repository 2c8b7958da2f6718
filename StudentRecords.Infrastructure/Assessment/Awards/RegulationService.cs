using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Audit;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Assessment.Awards;

/// <summary>The use cases of award regulations: published once, bound to cohorts, never changed.</summary>
public sealed class RegulationService(IDbContextFactory<RegistryDbContext> store)
{
    /// <summary>Every fault of a regulation, without putting it anywhere.</summary>
    public static IReadOnlyList<Refusal> Check(PublishRegulation request)
    {
        List<Refusal> faults = [];
        if (request.Code.Trim() is not { Length: > 0 and <= 40 } || request.Version < 1 || string.IsNullOrWhiteSpace(request.Title))
        {
            faults.Add(new("REGULATION_UNNAMED", "A regulation has a code of at most 40 characters, a version from 1, and a title.", Field: "Text"));
        }

        if (!AcademicYear.TryParse(request.FromEntryYear, out _))
        {
            faults.Add(new("NOT_A_YEAR", $"'{request.FromEntryYear}' is no year of entry such as 2023/24.", Field: "Text"));
        }

        return [.. faults, .. AwardClauses.Read(request.Clauses).Refusals];
    }

    /// <summary>Puts a version of a regulation into the record. The same again changes nothing; with other clauses it is refused, because decisions name it.</summary>
    public async Task<Outcome<long>> PublishAsync(PublishRegulation request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Catalogue, Level.Change);
        if (Check(request) is { Count: > 0 } faults)
        {
            return Outcome<long>.Refused(faults);
        }

        await using var db = await store.CreateDbContextAsync(ct);
        var held = await db.Set<AwardRegulation>().AsNoTracking().FirstOrDefaultAsync(r => r.Code == request.Code && r.RegulationVersion == request.Version, ct);
        if (held is not null)
        {
            return held.Clauses == request.Clauses
                ? held.Id
                : Outcome<long>.Refused("REGULATION_EXISTS", $"Version {request.Version} of {request.Code} is in the record with other clauses, and decisions may name it; publish version {await NextAsync(db, request.Code, ct)}.");
        }

        var regulation = new AwardRegulation { Code = request.Code, RegulationVersion = request.Version, Title = request.Title, Clauses = request.Clauses, FromEntryYear = request.FromEntryYear };
        db.Add(regulation);
        await db.SaveAsync(change, ct);
        return regulation.Id;
    }

    /// <summary>Binds a regulation to who enters a programme version from a year on. A later binding for the same cohort stands in the place of this one.</summary>
    public async Task<Outcome> BindAsync(BindRegulation request, ChangeContext change, CancellationToken ct = default)
    {
        change.Caller.Demand(Room.Catalogue, Level.Change);
        await using var db = await store.CreateDbContextAsync(ct);
        var regulation = await db.Set<AwardRegulation>().FirstOrDefaultAsync(r => r.Id == request.RegulationId, ct);
        var version = await db.Set<ProgrammeVersion>().AsNoTracking().FirstOrDefaultAsync(v => v.Id == request.ProgrammeVersionId, ct);
        List<Refusal> refusals = [];
        if (regulation is null)
        {
            refusals.Add(new("NO_SUCH_REGULATION", "There is no such regulation."));
        }

        if (version is null)
        {
            refusals.Add(new("NO_SUCH_PROGRAMME", "Choose a programme.", Field: "Programme"));
        }

        if (!AcademicYear.TryParse(request.FromEntryYear, out _))
        {
            refusals.Add(new("NOT_A_YEAR", $"'{request.FromEntryYear}' is no year of entry such as 2023/24.", Field: "FromEntryYear"));
        }
        else if (version is not null && string.CompareOrdinal(request.FromEntryYear, version.FromYear) < 0)
        {
            refusals.Add(new("BEFORE_THE_PROGRAMME", $"Nobody entered this version of the programme before {version.FromYear}.", Field: "FromEntryYear"));
        }
        else if (regulation is not null && string.CompareOrdinal(request.FromEntryYear, regulation.FromEntryYear) < 0)
        {
            refusals.Add(new("BEFORE_THE_REGULATION", $"The regulation was approved for entry from {regulation.FromEntryYear}; who entered before keeps the one they entered under.", Field: "FromEntryYear"));
        }

        if (refusals.Count > 0)
        {
            return Outcome.Refused(refusals);
        }

        var last = await db.Set<RegulationBinding>().AsNoTracking().Where(b => b.ProgrammeVersionId == request.ProgrammeVersionId && b.FromEntryYear == request.FromEntryYear).OrderByDescending(b => b.Ordinal).FirstOrDefaultAsync(ct);
        if (last?.RegulationId == request.RegulationId)
        {
            return Outcome.Refused("ALREADY_BOUND", "This regulation already holds for that cohort.");
        }

        db.Add(new RegulationBinding(request.ProgrammeVersionId, request.FromEntryYear, regulation!, (last?.Ordinal ?? 0) + 1, change.Caller.Name, change.At));
        await db.SaveAsync(change, ct);
        return Outcome.Done;
    }

    private static async Task<int> NextAsync(RegistryDbContext db, string code, CancellationToken ct) => await db.Set<AwardRegulation>().Where(r => r.Code == code).MaxAsync(r => r.RegulationVersion, ct) + 1;
}
