namespace StudentRecords.Domain.Curriculum;

/// <summary>A code by which others know a programme (HESA CourseReference); there may be several of one kind.</summary>
public sealed class ProgrammeReference : ReturnedFact
{
    private ProgrammeReference() { }

    public ProgrammeReference(Programme programme, DateOnly from, string kind, string code)
    {
        ProgrammeId = programme.Id;
        From = from;
        Kind = kind;
        Code = code;
    }

    public long ProgrammeId { get; private set; }

    /// <summary>HESA COURSEREFRNCIDTYPE: 02 UCAS programme, 03 UCAS course.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>HESA COURSEREFRNCID.</summary>
    public string Code { get; private set; } = "";
}
