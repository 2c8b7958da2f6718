namespace StudentRecords.Domain.Enrolment;

/// <summary>A qualification that a student brought (HESA EntryQualificationAward), with its subjects.</summary>
public sealed class EntryQualification : ReturnedFact, IAboutPerson, INumberedFact
{
    private EntryQualification() { }

    public EntryQualification(Engagement engagement, DateOnly from, int ordinal, string type, int year, string? grade, string subjects)
    {
        EngagementId = engagement.Id;
        PersonId = engagement.PersonId;
        From = from;
        Ordinal = ordinal;
        Type = type;
        Year = year;
        Grade = grade;
        Subjects = subjects;
    }

    public long PersonId { get; private set; }

    public long EngagementId { get; private set; }

    /// <summary>1, 2, 3 … within the engagement; the sequence of ENTRYQUALAWARDID.</summary>
    public int Ordinal { get; private set; }

    /// <summary>HESA QUALTYPEID.</summary>
    public string Type { get; private set; } = "";

    /// <summary>HESA QUALYEAR.</summary>
    public int Year { get; private set; }

    /// <summary>HESA ENTRYQUALAWARDRESULT.</summary>
    public string? Grade { get; private set; }

    /// <summary>HESA SUBJECTID, separated by spaces.</summary>
    public string Subjects { get; private set; } = "";
}
