namespace StudentRecords.Domain.Curriculum;

/// <summary>An initiative that a programme takes part in (HESA CourseInitiative).</summary>
public sealed class ProgrammeInitiative : ReturnedFact
{
    private ProgrammeInitiative() { }

    public ProgrammeInitiative(Programme programme, DateOnly from, string code)
    {
        ProgrammeId = programme.Id;
        From = from;
        Code = code;
    }

    public long ProgrammeId { get; private set; }

    /// <summary>HESA COURSEINITID.</summary>
    public string Code { get; private set; } = "";
}
