using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Infrastructure.Demo.Studies;

/// <summary>What becomes of a student in the years that the record covers.</summary>
internal sealed record StudyPlan
{
    public required IReadOnlyList<StudyYear> Years { get; init; }

    public DateOnly? InterruptedOn { get; init; }

    public DateOnly? ReturnedOn { get; init; }

    public DateOnly? WithdrawnOn { get; init; }

    public DateOnly? CompletedOn { get; init; }
}

/// <summary>An academic year of somebody's study.</summary>
internal sealed record StudyYear(int Year, IReadOnlyList<PlannedStudy> Studies);

/// <summary>A module taken in one year, with its marks.</summary>
internal sealed record PlannedStudy(PlannedModule Module, int Year, int Attempt, DateOnly? WithdrawnOn, IReadOnlyList<PlannedMark> Marks)
{
    public string Occurrence => Module.OccurrenceIn(Year);
}

/// <summary>A mark as it will be brought in.</summary>
/// <param name="EnteredOn">When it comes to the record.</param>
internal sealed record PlannedMark(AssessmentComponent Component, int Attempt, int Version, decimal? Score, DateOnly? SubmittedOn, bool IsBanked, DateOnly EnteredOn);
