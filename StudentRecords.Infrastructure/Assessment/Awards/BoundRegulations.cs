using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Assessment.Awards;

/// <summary>The regulation of each cohort, its clauses read once however many candidates it is worked for.</summary>
internal sealed class BoundRegulations
{
    private readonly ILookup<long, RegulationBinding> bindings;
    private readonly Dictionary<long, Outcome<AwardEngine>> engines = [];

    private BoundRegulations(ILookup<long, RegulationBinding> bindings) => this.bindings = bindings;

    public static async Task<BoundRegulations> ReadAsync(RegistryDbContext db, IReadOnlyCollection<long> programmeVersions, CancellationToken ct)
    {
        long[] ids = [.. programmeVersions.Distinct()];
        var all = await db.Set<RegulationBinding>().AsNoTracking().Include(b => b.Regulation).Where(b => ids.Contains(b.ProgrammeVersionId)).ToListAsync(ct);
        return new(all.ToLookup(b => b.ProgrammeVersionId));
    }

    /// <summary>The engine for who entered a programme version in a year, or why there is none.</summary>
    public Outcome<AwardEngine> For(long programmeVersionId, string entryYear)
    {
        if (RegulationBinding.For(entryYear, bindings[programmeVersionId]) is not { } binding)
        {
            return Outcome<AwardEngine>.Refused("NO_REGULATION", $"No award regulation is bound for entry in {entryYear}; bind one to the programme.", "Award regulations");
        }

        return engines.TryGetValue(binding.RegulationId, out var engine) ? engine : engines[binding.RegulationId] = binding.Regulation.Engine();
    }
}
