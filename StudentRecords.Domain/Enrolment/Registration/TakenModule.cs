using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Domain.Enrolment.Registration;

/// <summary>How a student stands with a module once registered on.</summary>
public enum ModuleStanding
{
    /// <summary>On it, and no board has said yet what came of it.</summary>
    Taking,

    /// <summary>Given up before the end.</summary>
    Left,

    /// <summary>Passed, condoned or compensated: the credit is there.</summary>
    Passed,
    Failed,
}

/// <summary>A registration as the rules look at it, on the version that it was made on.</summary>
public sealed record TakenModule
{
    public required long EngagementId { get; init; }

    /// <summary>Key of the occurrence.</summary>
    public required string Occurrence { get; init; }

    /// <summary>Code of the module.</summary>
    public required string Module { get; init; }

    public required decimal Credits { get; init; }

    /// <summary>FHEQ level.</summary>
    public required int Level { get; init; }

    /// <summary>HESA SESSIONYEARID of the course session that it is in.</summary>
    public required string SessionYear { get; init; }

    public required string AcademicYear { get; init; }

    public required string Period { get; init; }

    public required DateOnly Start { get; init; }

    public required DateOnly End { get; init; }

    public required ModuleStanding Standing { get; init; }

    /// <summary>A board has ratified its result; nothing about it is changed by registration any more.</summary>
    public bool IsDecided { get; init; }

    /// <summary>Codes of the rules that somebody with the right to do so set aside for it.</summary>
    public IReadOnlyList<string> SetAside { get; init; } = [];

    public ModuleRequisites Requisites { get; init; } = ModuleRequisites.None;

    public IReadOnlyList<TeachingSlot> Slots { get; init; } = [];

    /// <summary>Counts towards the load of its year.</summary>
    public bool Counts => Standing != ModuleStanding.Left;
}
