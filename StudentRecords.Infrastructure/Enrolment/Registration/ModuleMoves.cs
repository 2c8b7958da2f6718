using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Infrastructure.Funding;
using StudentRecords.Infrastructure.Store;

namespace StudentRecords.Infrastructure.Enrolment.Registration;

/// <summary>Carries out what the rules allowed: the registration, its charge, and word to timetabling. One way for every door.</summary>
internal sealed class ModuleMoves(RegistryDbContext db, ChoiceFacts facts, FeeAssessment fees, DateTimeOffset now, string correlation)
{
    private readonly HashSet<Engagement> moved = [];

    /// <param name="engagement">With its person.</param>
    /// <param name="on">Effective day; null where the source does not know it.</param>
    /// <param name="attempt">1 for the first time on the module.</param>
    /// <param name="setAside">Codes of rules that were set aside.</param>
    /// <param name="reason">Why.</param>
    public ModuleRegistration Register(Engagement engagement, ModuleOccurrence occurrence, DateOnly? on, int attempt, IEnumerable<string> setAside, string reason)
    {
        var registration = facts.Held(engagement.PersonId, occurrence.Id);
        if (registration is null)
        {
            registration = new ModuleRegistration(engagement, engagement.SessionFor(occurrence.Start < engagement.Start ? engagement.Start : occurrence.Start), occurrence, on, attempt);
            db.Add(registration);
            fees.Registered(registration, occurrence);
        }
        else
        {
            registration.Resume(on, attempt);
        }

        registration.Record(now, setAside, reason);
        facts.Waiting(engagement.PersonId, occurrence.Id)?.GetPlace(now);
        facts.Registered(engagement, registration, occurrence);
        moved.Add(engagement);
        db.Add(RegistrationNotices.Changed(engagement, occurrence, registration, now, correlation));
        return registration;
    }

    /// <param name="engagement">With its person.</param>
    /// <param name="registration">With its occurrence and version.</param>
    public void Leave(Engagement engagement, ModuleRegistration registration, DateOnly? on)
    {
        registration.Withdraw(on, now);
        facts.Left(engagement.PersonId, registration.Occurrence);
        moved.Add(engagement);
        db.Add(RegistrationNotices.Changed(engagement, registration.Occurrence, registration, now, correlation));
    }

    /// <summary>After the last move: what stands charged becomes what should stand.</summary>
    public void Assess()
    {
        foreach (var engagement in moved)
        {
            fees.Assess(db, engagement, now, correlation);
        }
    }
}
