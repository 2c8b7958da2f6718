namespace StudentRecords.Domain.Curriculum;

/// <summary>An accreditation of a programme by a professional body (HESA CurriculumAccreditation). Who studies on it then aims at it.</summary>
public sealed class ProgrammeAccreditation : ReturnedFact
{
    private ProgrammeAccreditation() { }

    public ProgrammeAccreditation(Programme programme, DateOnly from, string code)
    {
        ProgrammeId = programme.Id;
        From = from;
        Code = code;
    }

    public long ProgrammeId { get; private set; }

    /// <summary>HESA CURACCID, and STUACCID of its students.</summary>
    public string Code { get; private set; } = "";
}
