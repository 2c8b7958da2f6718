using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.ExamBoards;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Assessment;

/// <summary>One registration's result as it stands, and as it would stand with something more: what effect previews are made of.</summary>
internal sealed class RegistrationWorking
{
    private readonly ResultWorking working;
    private readonly IReadOnlyCollection<TakenMark> marks;
    private readonly IReadOnlyCollection<MarkTreatment> treatments;
    private readonly bool withdrawn;

    private RegistrationWorking(ResultWorking working, IReadOnlyCollection<TakenMark> marks, IReadOnlyCollection<MarkTreatment> treatments, bool withdrawn) =>
        (this.working, this.marks, this.treatments, this.withdrawn) = (working, marks, treatments, withdrawn);

    public static async Task<Outcome<RegistrationWorking>> LoadAsync(RegistryDbContext db, long registrationId, CancellationToken ct)
    {
        var line = await db.Set<ModuleRegistration>().AsNoTracking().Where(r => r.Id == registrationId).Select(r => new { r.OccurrenceId, r.Status }).SingleAsync(ct);
        var working = await ResultWorking.ReadAsync(db, await BoardHeading.ReadAsync(db, line.OccurrenceId, ct), ct);
        if (!working.Succeeded)
        {
            return Outcome<RegistrationWorking>.Refused(working.Refusals);
        }

        var marks = await db.Set<Mark>().AsNoTracking().Where(m => m.RegistrationId == registrationId && m.IsCurrent)
            .Select(m => new TakenMark(m.ComponentId, m.Attempt, m.Score, m.SubmittedOn) { MarkId = m.Id, SubmittedAt = m.SubmittedAt, DueAt = m.DueAt }).ToListAsync(ct);
        return new RegistrationWorking(working.Value, marks, working.Value.Treatments.Of(registrationId), line.Status == RegistrationStatus.Withdrawn);
    }

    /// <summary>As it stands now.</summary>
    public ModuleResultFigure Now() => With([]);

    public ModuleResultFigure With(IEnumerable<MarkTreatment> more) => working.Work(marks, withdrawn, [.. treatments, .. more]);
}
