namespace StudentRecords.Domain.Curriculum;

/// <summary>Where a programme is taught, and how much of it there (HESA StudyLocation of its students). Without any it is all taught at the main venue.</summary>
public sealed class TeachingPlace : ReturnedFact
{
    private TeachingPlace() { }

    public TeachingPlace(Programme programme, DateOnly from, string venue, decimal percent)
    {
        ProgrammeId = programme.Id;
        From = from;
        Venue = venue;
        Percent = percent;
    }

    public long ProgrammeId { get; private set; }

    /// <summary>HESA VENUEID (<see cref="Curriculum.Venue.Key"/>).</summary>
    public string Venue { get; private set; } = "";

    /// <summary>HESA STUDYPROPORTION; the places of a programme make 100.</summary>
    public decimal Percent { get; private set; }
}
