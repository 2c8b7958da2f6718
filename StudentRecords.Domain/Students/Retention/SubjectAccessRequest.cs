namespace StudentRecords.Domain.Students.Retention;

/// <summary>Somebody asks what is held about them (UK GDPR Article 15). Answered within a month by an export of everything.</summary>
public sealed class SubjectAccessRequest : IVersioned, IAboutPerson
{
    private SubjectAccessRequest() { }

    public SubjectAccessRequest(long personId, string reference, DateOnly receivedOn)
    {
        PersonId = personId;
        Reference = reference;
        ReceivedOn = receivedOn;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long PersonId { get; private set; }

    /// <summary>Under which the request is filed.</summary>
    public string Reference { get; private set; } = "";

    public DateOnly ReceivedOn { get; private set; }

    /// <summary>When the first export was taken.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>One month after the day of receipt (UK GDPR Article 12(3)).</summary>
    public DateOnly DueOn => ReceivedOn.AddMonths(1);

    public void Answered(DateTimeOffset at) => AnsweredAt ??= at;
}
