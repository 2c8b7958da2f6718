using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Domain.Enrolment.Registration;

/// <summary>An occurrence as the rules look at it when somebody asks for a place.</summary>
public sealed record ModuleOffer
{
    public required long OccurrenceId { get; init; }

    /// <summary>Key of the occurrence.</summary>
    public required string Occurrence { get; init; }

    /// <summary>Code of the module.</summary>
    public required string Module { get; init; }

    public required string Title { get; init; }

    public required decimal Credits { get; init; }

    public required int Level { get; init; }

    public required string AcademicYear { get; init; }

    public required string Period { get; init; }

    public required DateOnly Start { get; init; }

    public required DateOnly End { get; init; }

    public bool IsClosed { get; init; }

    public bool IsModuleRetired { get; init; }

    public DateOnly? Opens { get; init; }

    public DateOnly? Closes { get; init; }

    /// <summary>Null is without limit.</summary>
    public int? Places { get; init; }

    /// <summary>Places that are taken.</summary>
    public int Taken { get; init; }

    public bool HasWaitingList { get; init; }

    public ModuleRequisites Requisites { get; init; } = ModuleRequisites.None;

    public IReadOnlyList<TeachingSlot> Slots { get; init; } = [];

    public bool IsFull => Taken >= Places;

    /// <summary>What it is once somebody is on it.</summary>
    public TakenModule TakenIn(long engagementId, string sessionYear) => new()
    {
        EngagementId = engagementId, Occurrence = Occurrence, Module = Module, Credits = Credits, Level = Level, SessionYear = sessionYear, AcademicYear = AcademicYear,
        Period = Period, Start = Start, End = End, Standing = ModuleStanding.Taking, Requisites = Requisites, Slots = Slots,
    };
}
