namespace StudentRecords.Domain.Enrolment;

/// <summary>What nobody may learn of before a moment.</summary>
public interface IUnderEmbargo
{
    DateTimeOffset ReleaseAt { get; }
}

/// <summary>
/// A result that an applicant had from an awarding body, as UCAS tells it (F045). Never changed: a corrected sitting comes whole with a higher version, and the newest that has been
/// released counts.
/// </summary>
public sealed class QualificationResult : IAboutPerson, IUnderEmbargo
{
    private QualificationResult() { }

    /// <param name="personId">Whose it is.</param>
    /// <param name="sitting">The sitting or series, such as 2024-06.</param>
    /// <param name="sourceVersion">The sender's version of the whole sitting.</param>
    /// <param name="releaseAt">Before it nobody may learn of the result.</param>
    /// <param name="receivedAt">When it came.</param>
    public QualificationResult(long personId, string sitting, long sourceVersion, DateTimeOffset releaseAt, DateTimeOffset receivedAt)
    {
        PersonId = personId;
        Sitting = sitting;
        SourceVersion = sourceVersion;
        ReleaseAt = releaseAt;
        ReceivedAt = receivedAt;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long PersonId { get; private set; }

    public string Sitting { get; private set; } = "";

    public long SourceVersion { get; private set; }

    public DateTimeOffset ReleaseAt { get; private set; }

    public DateTimeOffset ReceivedAt { get; private set; }

    /// <summary>HESA QUALTYPEID.</summary>
    public required string Type { get; init; }

    public required string Subject { get; init; }

    /// <summary>Null for a result that was withheld or had not come.</summary>
    public string? Grade { get; init; }

    public required int Year { get; init; }

    public string? AwardingBody { get; init; }
}
