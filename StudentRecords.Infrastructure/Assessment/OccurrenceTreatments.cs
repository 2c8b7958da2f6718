using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Assessment;

/// <summary>
/// What was decided elsewhere about the marks of one occurrence, by registration: three reads, however many students. Whoever reads
/// this learns effects and codes, and nothing of why.
/// </summary>
internal sealed class OccurrenceTreatments
{
    private readonly ILookup<long, MarkTreatment> effects;
    private readonly ILookup<long, string> codes;

    private OccurrenceTreatments(ILookup<long, MarkTreatment> effects, ILookup<long, string> codes) => (this.effects, this.codes) = (effects, codes);

    public IReadOnlyCollection<MarkTreatment> Of(long registrationId) => [.. effects[registrationId]];

    /// <summary>In the order of the alphabet, each once.</summary>
    public IReadOnlyList<string> CodesOf(long registrationId) => [.. codes[registrationId].Distinct().Order(StringComparer.Ordinal)];

    public static async Task<OccurrenceTreatments> ReadAsync(RegistryDbContext db, long occurrenceId, IReadOnlyList<AssessmentComponent> components, CancellationToken ct)
    {
        var adjusted = await (
            from r in db.Set<ModuleRegistration>().AsNoTracking()
            join a in db.Set<ReasonableAdjustment>() on r.PersonId equals a.PersonId
            where r.OccurrenceId == occurrenceId && a.State != AdjustmentState.Superseded
                && (a.Category == AdjustmentCategory.ExtendedSubmissionWindow || a.Category == AdjustmentCategory.LatePenaltySuppression)
            select new { r.Id, Adjustment = a, Programme = r.Engagement.Programme.Code, Module = r.Occurrence.Module.Code }).ToListAsync(ct);
        var items = await (
            from i in db.Set<CircumstanceItem>().AsNoTracking()
            join r in db.Set<ModuleRegistration>() on i.RegistrationId equals (long?)r.Id
            where r.OccurrenceId == occurrenceId && i.State == OutcomeState.InEffect
            select i).ToListAsync(ct);
        var penalties = await (
            from p in db.Set<PenaltyEntry>().AsNoTracking()
            join r in db.Set<ModuleRegistration>() on p.RegistrationId equals r.Id
            where r.OccurrenceId == occurrenceId && p.Reverses == null && p.State == OutcomeState.InEffect && !db.Set<PenaltyEntry>().Any(x => x.Reverses == p.Id && x.State == OutcomeState.InEffect)
            select p).ToListAsync(ct);

        List<(long Registration, MarkTreatment Effect)> all =
        [
            .. from a in adjusted
               from c in components
               let effect = a.Adjustment.Treats(new ScopedComponent(c.Id, a.Programme, a.Module, c.Key, c.DueOn))
               where effect is not null
               select (a.Id, effect),
            .. from i in items let effect = i.Treats() where effect is not null select (i.RegistrationId!.Value, effect),
            .. from p in penalties from effect in p.Treats() select (p.RegistrationId!.Value, effect),
        ];
        var told = all.Select(e => (e.Registration, e.Effect.Code))
            .Concat(from i in items where i.Code is not null select (i.RegistrationId!.Value, i.Code!))
            .Concat(from p in penalties select (p.RegistrationId!.Value, p.Code));
        return new OccurrenceTreatments(
            all.OrderBy(e => e.Effect.Code, StringComparer.Ordinal).ToLookup(e => e.Registration, e => e.Effect),
            told.ToLookup(t => t.Item1, t => t.Item2));
    }
}
