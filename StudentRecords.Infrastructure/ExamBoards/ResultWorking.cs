using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Infrastructure.Assessment;
using StudentRecords.Infrastructure.Assessment.Moderation;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.ExamBoards;

/// <summary>How the results of one occurrence are worked now: its components, its rule's version, what was agreed in moderation, what its board has scaled, and what was decided elsewhere about marks.</summary>
internal sealed record ResultWorking(ModuleResultEngine Engine, IReadOnlyList<AssessmentComponent> Components, IReadOnlyDictionary<long, MarkScaling> Scalings, OccurrenceTreatments Treatments, AgreedMarks Agreed)
{
    public static async Task<Outcome<ResultWorking>> ReadAsync(RegistryDbContext db, BoardHeading heading, CancellationToken ct)
    {
        var rule = await ModuleRule.ReadAsync(db, heading.RuleCode, heading.Start, ct);
        if (!rule.Succeeded)
        {
            return Outcome<ResultWorking>.Refused(rule.Refusals);
        }

        var components = await db.Set<ModuleOccurrence>().AsNoTracking().Where(o => o.Id == heading.Id).SelectMany(o => o.Components)
            .OrderBy(c => c.DueOn == null).ThenBy(c => c.DueOn).ThenBy(c => c.Key).ToListAsync(ct);
        var scalings = await db.Set<MarkScaling>().AsNoTracking()
            .Where(s => s.WithdrawnAt == null && db.Set<ExamBoard>().Any(b => b.Id == s.BoardId && b.OccurrenceId == heading.Id)).ToDictionaryAsync(s => s.ComponentId, ct);
        return new ResultWorking(rule.Value, components, scalings, await OccurrenceTreatments.ReadAsync(db, heading.Id, components, ct), await AgreedMarks.OfOccurrenceAsync(db, heading.Id, ct));
    }

    public ModuleResultFigure Work(IEnumerable<TakenMark> marks, bool withdrawn, IReadOnlyCollection<MarkTreatment> treatments)
    {
        if (Scalings.Count == 0 && Agreed.IsEmpty)
        {
            return Engine.Work(Components, [.. marks], withdrawn, treatments);
        }

        List<TraceStep> steps = [];
        List<TakenMark> scaled = [.. marks.OrderBy(m => m.ComponentId).ThenBy(m => m.Attempt).Select(m => Scaled(Agreed.Apply(m, KeyOf(m.ComponentId), steps), steps))];
        var figure = Engine.Work(Components, scaled, withdrawn, treatments);
        return figure with { Trace = [.. steps, .. figure.Trace] };
    }

    /// <summary>Of these candidates, the numbers of those whose marks come to something else now than was worked for the frozen pack.</summary>
    public async Task<IReadOnlyList<string>> ChangedAmongAsync(RegistryDbContext db, IReadOnlyCollection<BoardCandidate> candidates, CancellationToken ct)
    {
        long[] ids = [.. candidates.Select(c => c.RegistrationId)];
        var statuses = await db.Set<ModuleRegistration>().AsNoTracking().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Status, ct);
        var marks = (await db.Set<Mark>().AsNoTracking().Where(m => m.IsCurrent && ids.Contains(m.RegistrationId))
            .Select(m => new { m.RegistrationId, Taken = new TakenMark(m.ComponentId, m.Attempt, m.Score, m.SubmittedOn) { MarkId = m.Id, SubmittedAt = m.SubmittedAt, DueAt = m.DueAt } }).ToListAsync(ct)).ToLookup(m => m.RegistrationId, m => m.Taken);
        var traces = await db.Set<ModuleResult>().AsNoTracking().Where(r => ids.Contains(r.RegistrationId)).ToDictionaryAsync(r => r.RegistrationId, r => r.Trace, ct);
        return [.. candidates.Where(c => Work(marks[c.RegistrationId], statuses[c.RegistrationId] == RegistrationStatus.Withdrawn, Treatments.Of(c.RegistrationId)).TraceJson() != traces.GetValueOrDefault(c.RegistrationId)).Select(c => c.CandidateNumber).Order(StringComparer.Ordinal)];
    }

    private string KeyOf(long componentId) => Components.FirstOrDefault(c => c.Id == componentId)?.Key ?? "";

    private TakenMark Scaled(TakenMark mark, List<TraceStep> steps)
    {
        if (mark.Score is not { } score || !Scalings.TryGetValue(mark.ComponentId, out var scaling))
        {
            return mark;
        }

        var (scaled, step) = scaling.Apply(score);
        steps.Add(step);
        return mark with { Score = scaled };
    }
}
