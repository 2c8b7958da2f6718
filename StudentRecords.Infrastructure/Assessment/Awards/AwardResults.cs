using StudentRecords.Domain;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Assessment.Awards;

/// <summary>What the bound regulation suggests for one engagement.</summary>
/// <param name="EngagementId">Whose.</param>
/// <param name="PersonId">The inner person id; never shown to a board.</param>
/// <param name="Numhus">The engagement's number; never shown to a board either.</param>
/// <param name="EntryYear">The cohort by which the regulation was found.</param>
/// <param name="Provisional">How many modules no board has ratified yet; 0 is needed before an award is decided.</param>
/// <param name="Result">The suggestion with its trace, or why no regulation could be asked.</param>
public sealed record AwardSuggestion(long EngagementId, long PersonId, string Numhus, string EntryYear, int Provisional, Outcome<AwardResult> Result);

/// <summary>What a board asks of the regulations.</summary>
public sealed record AwardQuestion
{
    /// <summary>The stage considered; null: the award.</summary>
    public int? Stage { get; init; }

    /// <summary>After the resit diet.</summary>
    public bool AfterResits { get; init; }

    /// <summary>Engagements with an open misconduct case.</summary>
    public IReadOnlySet<long> MisconductOpen { get; init; } = new HashSet<long>();

    /// <summary>Work all of them by this regulation instead of the one that they are bound to (a what-if).</summary>
    public AwardEngine? By { get; init; }
}

/// <summary>Works progression and award results from the record as it stands; for use cases that have asked for permission already.</summary>
public static class AwardResults
{
    /// <summary>In seven reads, however many engagements; in no particular order.</summary>
    public static async Task<IReadOnlyList<AwardSuggestion>> WorkAsync(RegistryDbContext db, IReadOnlyCollection<long> engagementIds, AwardQuestion question, CancellationToken ct)
    {
        var profiles = await AwardProfiles.OfAsync(db, engagementIds, ct);
        var regulations = question.By is null ? await BoundRegulations.ReadAsync(db, [.. profiles.Select(p => p.ProgrammeVersionId)], ct) : null;
        return [.. profiles.Select(p => new AwardSuggestion(p.EngagementId, p.PersonId, p.Numhus, p.EntryYear, p.Provisional, Work(question.By ?? regulations!.For(p.ProgrammeVersionId, p.EntryYear), p, question)))];
    }

    private static Outcome<AwardResult> Work(Outcome<AwardEngine> engine, EngagementProfile engagement, AwardQuestion question)
    {
        if (!engine.Succeeded)
        {
            return Outcome<AwardResult>.Refused(engine.Refusals);
        }

        var stages = engine.Value.Clauses.Stages.Count;
        // later stages are not the question, and years beyond the last stage are repeats of it
        var modules = engagement.Profile.Modules.Select(m => stages > 0 && m.Stage > stages ? m with { Stage = stages } : m).Where(m => question.Stage is not { } stage || m.Stage <= stage);
        return engine.Value.Work(engagement.Profile with { Stage = question.Stage, AfterResits = question.AfterResits, MisconductOpen = engagement.Profile.MisconductOpen || question.MisconductOpen.Contains(engagement.EngagementId), Modules = [.. modules] });
    }
}
