using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Enrolment.Progression;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment.Progression;

/// <summary>The ratified decisions on some engagements, and how far each was carried out.</summary>
internal sealed class DecisionsOfEngagements(RegistryDbContext db)
{
    private ILookup<long, AwardDecision> decisions = Array.Empty<AwardDecision>().ToLookup(d => 0L);
    private Dictionary<long, ProgressionEntry> newest = [];
    private Dictionary<long, long?> programmes = [];
    private Dictionary<long, DateTimeOffset> releases = [];

    public async Task LoadAsync(long[] engagements, CancellationToken ct)
    {
        var found = await db.Set<AwardDecision>().AsNoTracking().Where(d => engagements.Contains(d.EngagementId)).ToListAsync(ct);
        long[] boards = [.. found.Select(d => d.BoardId).Distinct()];
        decisions = found.ToLookup(d => d.EngagementId);
        newest = (await db.Set<ProgressionEntry>().AsNoTracking().Where(e => engagements.Contains(e.EngagementId)).ToListAsync(ct)).GroupBy(e => e.DecisionId).ToDictionary(g => g.Key, g => g.MaxBy(e => e.Ordinal)!);
        programmes = await db.Set<ExamBoard>().AsNoTracking().Where(b => boards.Contains(b.Id)).ToDictionaryAsync(b => b.Id, b => b.ProgrammeId, ct);
        releases = await db.Set<ResultRelease>().AsNoTracking().Where(r => boards.Contains(r.BoardId)).ToDictionaryAsync(r => r.BoardId, r => r.ReleaseAt, ct);
    }

    /// <summary>The decision for the year that no other supersedes, with how it stands; null where there is none.</summary>
    public (AwardDecision Decision, ProgressionEntry? Standing)? Find(long engagement, string year) =>
        decisions[engagement].Where(d => d.AcademicYear == year && decisions[engagement].All(o => o.SupersedesId != d.Id)).MaxBy(d => d.RatifiedAt) is { } decision ? (decision, newest.GetValueOrDefault(decision.Id)) : null;

    /// <summary>The entry of the year's decision that stands as carried out, superseded or not; null where none does.</summary>
    public (AwardDecision Decision, ProgressionEntry Entry)? CarriedOut(long engagement, string year) => decisions[engagement].Where(d => d.AcademicYear == year)
        .Select(d => (Decision: d, Entry: newest.GetValueOrDefault(d.Id))).Where(d => d.Entry is { Act: ProgressionAct.CarriedOut }).Select(d => ((AwardDecision, ProgressionEntry)?)(d.Decision, d.Entry!)).FirstOrDefault();

    public ProgressionEntry? StandingOf(long engagement, string year) => CarriedOut(engagement, year)?.Entry;

    public bool AnyEnds(long engagement) => decisions[engagement].Any(d => ProgressionTable.Of(d.Code) is ProgressionDeed.Ends or ProgressionDeed.EndsWithAward);

    public long? ProgrammeOf(AwardDecision decision) => programmes.GetValueOrDefault(decision.BoardId);

    public DateTimeOffset? ReleaseOf(AwardDecision decision) => releases.TryGetValue(decision.BoardId, out var at) ? at : null;

    /// <summary>Written in this unit of work.</summary>
    public void Stands(ProgressionEntry entry) => newest[entry.DecisionId] = entry;
}
