namespace StudentRecords.Domain.Enrolment.Progression;

/// <summary>A module that a student is to take again, made when the decision was carried out. It stands as long as that does; rows are added and never changed.</summary>
public sealed class ResitEntry : IAboutPerson
{
    private ResitEntry() { }

    public ResitEntry(ProgressionEntry progression, long registrationId, string moduleCode, ResitKind kind, int attempt, string diet)
    {
        PersonId = progression.PersonId;
        EngagementId = progression.EngagementId;
        ProgressionId = progression.Id;
        RegistrationId = registrationId;
        ModuleCode = moduleCode;
        Kind = kind;
        Attempt = attempt;
        Diet = diet;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long PersonId { get; private set; }

    public long EngagementId { get; private set; }

    public long ProgressionId { get; private set; }

    /// <summary>The registration whose result is to be made good.</summary>
    public long RegistrationId { get; private set; }

    public string ModuleCode { get; private set; } = "";

    public ResitKind Kind { get; private set; }

    /// <summary>Which attempt it is: a deferred one keeps its number.</summary>
    public int Attempt { get; private set; }

    /// <summary>Academic year in which it is taken.</summary>
    public string Diet { get; private set; } = "";
}
