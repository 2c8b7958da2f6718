using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Domain.Assessment;

/// <summary>
/// A mark as it came for one component and attempt (F016 or by hand), provisional until the board's lock. A correction is a new
/// row with a higher version; the one before stays, no longer current.
/// </summary>
public sealed class Mark : IAboutPerson
{
    private Mark() { }

    public Mark(ModuleRegistration registration, AssessmentComponent component, int attempt, int markVersion, decimal? score, DateOnly? submittedOn, bool isBanked, string source, DateTimeOffset? submittedAt = null, DateTimeOffset? dueAt = null)
    {
        PersonId = registration.PersonId;
        RegistrationId = registration.Id;
        ComponentId = component.Id;
        Attempt = attempt;
        MarkVersion = markVersion;
        Score = score;
        SubmittedOn = submittedOn;
        IsBanked = isBanked;
        Source = source;
        SubmittedAt = submittedAt;
        DueAt = dueAt;
        IsCurrent = true;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long PersonId { get; private set; }

    public long RegistrationId { get; private set; }

    public long ComponentId { get; private set; }

    public AssessmentComponent Component { get; private set; } = null!;

    /// <summary>1 for the first attempt.</summary>
    public int Attempt { get; private set; }

    /// <summary>The source's version of this mark; a higher one supersedes.</summary>
    public int MarkVersion { get; private set; }

    /// <summary>0 to 100. Null: submitted, but no mark was given; a missing mark is never a number.</summary>
    public decimal? Score { get; private set; }

    public DateOnly? SubmittedOn { get; private set; }

    /// <summary>The moment of submission, where the learning environment told it.</summary>
    public DateTimeOffset? SubmittedAt { get; private set; }

    /// <summary>Everybody's deadline as the learning environment had it, without what was moved for one student.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>Carried over from an earlier registration.</summary>
    public bool IsBanked { get; private set; }

    /// <summary>Code of the system or name of the user that gave it.</summary>
    public string Source { get; private set; } = "";

    public bool IsCurrent { get; private set; }

    public void Supersede() => IsCurrent = false;
}
