using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Assessment;

/// <summary>One registration's result as it stands, and as it would stand with something more: what effect previews are made of.</summary>
internal sealed class RegistrationWorking
{
    private readonly ModuleResultEngine engine;
    private readonly IReadOnlyList<AssessmentComponent> components;
    private readonly IReadOnlyCollection<TakenMark> marks;
    private readonly IReadOnlyCollection<MarkTreatment> treatments;
    private readonly bool withdrawn;

    private RegistrationWorking(ModuleResultEngine engine, IReadOnlyList<AssessmentComponent> components, IReadOnlyCollection<TakenMark> marks, IReadOnlyCollection<MarkTreatment> treatments, bool withdrawn) =>
        (this.engine, this.components, this.marks, this.treatments, this.withdrawn) = (engine, components, marks, treatments, withdrawn);

    public static async Task<Outcome<RegistrationWorking>> LoadAsync(RegistryDbContext db, long registrationId, CancellationToken ct)
    {
        var line = await db.Set<ModuleRegistration>().AsNoTracking().Where(r => r.Id == registrationId).Select(r => new { r.OccurrenceId, r.Status, r.Occurrence.RuleCode, r.Occurrence.Start }).SingleAsync(ct);
        var rule = await ModuleRule.ReadAsync(db, line.RuleCode, line.Start, ct);
        if (!rule.Succeeded)
        {
            return Outcome<RegistrationWorking>.Refused(rule.Refusals);
        }

        var components = await db.Set<AssessmentComponent>().AsNoTracking().Where(c => c.OccurrenceId == line.OccurrenceId).OrderBy(c => c.Key).ToListAsync(ct);
        var marks = await db.Set<Mark>().AsNoTracking().Where(m => m.RegistrationId == registrationId && m.IsCurrent).ToListAsync(ct);
        var treatments = await OccurrenceTreatments.ReadAsync(db, line.OccurrenceId, components, ct);
        return new RegistrationWorking(
            rule.Value,
            components,
            [.. marks.Select(m => new TakenMark(m.ComponentId, m.Attempt, m.Score, m.SubmittedOn) { SubmittedAt = m.SubmittedAt, DueAt = m.DueAt })],
            treatments.Of(registrationId),
            line.Status == RegistrationStatus.Withdrawn);
    }

    /// <summary>As it stands now.</summary>
    public ModuleResultFigure Now() => With([]);

    public ModuleResultFigure With(IEnumerable<MarkTreatment> more) => engine.Work(components, marks, withdrawn, [.. treatments, .. more]);
}
