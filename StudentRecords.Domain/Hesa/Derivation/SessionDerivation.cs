using System.Globalization;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.ExamBoards;

namespace StudentRecords.Domain.Hesa.Derivation;

/// <summary>From one year of an engagement to StudentCourseSession, ModuleInstance, ReferencePeriodStudentLoad and SessionStatus.</summary>
internal sealed class SessionDerivation(CollectionDefinition collection)
{
    public void Derive(EngagementFacts engagement, SessionFacts facts, ReturnEntity parent, List<ReturnEntity> into)
    {
        var session = facts.Session;
        // keys are read in paths: no slash
        var id = facts.Year.Id.Replace('/', '-') + (session.Part == 1 ? "" : $"-{session.Part}");
        var end = session.End <= facts.Year.End ? session.End : null;
        var self = new Derived(collection, "StudentCourseSession")
            .First("SCSESSIONID", (Step.Worked, id))
            .First("COURSEID", (Step.Record, facts.CourseId ?? engagement.CourseId))
            .First("RSNSCSEND", (Step.Mapped, end is null ? null : session.IsTransferred ? "03" : ReasonOf(engagement.Engagement, end.Value)))
            .First("SCSENDDATE", Step.Record, end)
            .First("SCSEXPECTEDENDDATE", Step.Record, session.ExpectedEnd)
            .First("SCSMODE", (Step.Record, session.Mode))
            .First("SCSSTARTDATE", Step.Record, session.Start)
            .First("SESSIONYEARID", (Step.Record, facts.Year.Id))
            .First("YEARPRG", (Step.Record, session.YearOfProgramme.ToString(CultureInfo.InvariantCulture)))
            .Under(parent, session, session.Id);
        into.Add(self);
        var studied = facts.Registrations.Where(HasBegun).ToList();
        Modules(id, studied, self, facts, into);
        into.Add(new Derived(collection, "ReferencePeriodStudentLoad")
            .First("REFPERIOD", (Step.Constant, "01"))
            .First("YEAR", (Step.Constant, collection.FirstYear.ToString(CultureInfo.InvariantCulture)))
            .First("RPSTULOAD", (Step.Worked, Derived.Text(StudentLoad.Of(studied))))
            .Under(self, session, session.Id));
        Statuses(engagement.Engagement, facts, self, into);
    }

    // Who left a module before it began was never on it.
    private static bool HasBegun(RegistrationFacts facts) => facts.Registration.WithdrawnOn is not { } left || left > facts.Occurrence.Start;

    private void Modules(string session, List<RegistrationFacts> studied, ReturnEntity parent, SessionFacts facts, List<ReturnEntity> into)
    {
        foreach (var again in studied.GroupBy(r => r.Occurrence.Module.Code))
        {
            var times = 0;
            foreach (var (registration, occurrence, decision) in again.OrderBy(r => r.Registration.Id))
            {
                times++;
                var end = registration.WithdrawnOn ?? occurrence.End;
                var isOver = end <= facts.Year.End;
                into.Add(new Derived(collection, "ModuleInstance")
                    .First("MODINSTID", (Step.Worked, $"{session}-{again.Key}{(times == 1 ? "" : $"-{times}")}"))
                    .First("MODID", (Step.Record, again.Key))
                    .First("MODINSTENDDATE", Step.Record, isOver ? end : null)
                    .First("MODINSTSTARTDATE", Step.Record, registration.RegisteredOn > occurrence.Start ? registration.RegisteredOn : occurrence.Start)
                    .First("MODULEOUTCOME", (Step.Mapped, isOver ? OutcomeOf(registration, decision) : null))
                    .Under(parent, registration, registration.Id));
            }
        }
    }

    /// <summary>Completion is about the study, not about the mark: who failed has completed.</summary>
    private static string OutcomeOf(ModuleRegistration registration, BoardOutcome? decision) => decision switch
    {
        BoardOutcome.Passed or BoardOutcome.Condoned or BoardOutcome.Compensated or BoardOutcome.Failed => "01",
        BoardOutcome.Withdrawn => "03",
        _ => registration.Status == RegistrationStatus.Withdrawn ? "03" : "05",
    };

    private void Statuses(Engagement engagement, SessionFacts facts, ReturnEntity parent, List<ReturnEntity> into)
    {
        var session = facts.Session;
        var last = session.End < facts.Year.End ? session.End.Value : facts.Year.End;
        var entries = StatusHistory.Standing(engagement.Statuses).OrderBy(s => s.EffectiveOn).ThenBy(s => s.Place).Where(s => CodeOf(s.Status) is not null).ToList();
        var atStart = entries.LastOrDefault(s => s.EffectiveOn <= session.Start);
        var now = CodeOf(atStart?.Status ?? EngagementStatus.Enrolled);
        into.Add(Status(session.Start, now, parent, atStart));
        foreach (var day in entries.Where(s => s.EffectiveOn > session.Start && s.EffectiveOn <= last).GroupBy(s => s.EffectiveOn))
        {
            var entry = day.Last();
            if (CodeOf(entry.Status) != now)
            {
                now = CodeOf(entry.Status);
                into.Add(Status(day.Key, now, parent, entry));
            }
        }
    }

    private ReturnEntity Status(DateOnly from, string? code, ReturnEntity parent, StatusEntry? entry) => new Derived(collection, "SessionStatus")
        .First("STATUSVALIDFROM", Step.Record, from)
        .First("STATUSCHANGEDTO", (Step.Mapped, code))
        .Under(parent, entry, entry?.Id);

    private static string? CodeOf(EngagementStatus status) => status switch
    {
        EngagementStatus.Enrolled => "01",
        EngagementStatus.Interrupted => "02",
        _ => null,
    };

    private static string ReasonOf(Engagement engagement, DateOnly end) => engagement switch
    {
        { Status: EngagementStatus.Withdrawn or EngagementStatus.NoShow or EngagementStatus.Deceased } when engagement.End == end => "01",
        { Status: EngagementStatus.Interrupted } => "02",
        { Status: EngagementStatus.Transferred } when engagement.End == end => "03",
        _ => "04",
    };
}
