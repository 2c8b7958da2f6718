namespace StudentRecords.Domain.Curriculum;

/// <summary>What the catalogue says of a programme from a year on. Written once; engagements stay on theirs.</summary>
public sealed class ProgrammeVersion
{
    public long Id { get; private set; } = RecordId.Next();

    public long ProgrammeId { get; private set; }

    /// <summary>The catalogue's own version number (F001).</summary>
    public required int CatalogueVersion { get; init; }

    /// <summary>First academic year in which it may be entered, such as 2023/24.</summary>
    public required string FromYear { get; init; }

    public required string Title { get; init; }

    /// <summary>The award aimed at, as it stands on the certificate.</summary>
    public required string Award { get; init; }

    /// <summary>HESA QUALCAT: qualification level and type.</summary>
    public required string QualificationCategory { get; init; }

    /// <summary>A doctorate or another research degree (HESA QUALCAT D and L).</summary>
    public bool IsResearch => QualificationCategory is ['D' or 'L', ..];

    /// <summary>HECoS subject code (HESA QUALSUBJECT).</summary>
    public required string HecosCode { get; init; }

    public required int Credits { get; init; }

    /// <summary>Normal length in years, full time.</summary>
    public required decimal NormalYears { get; init; }

    /// <summary>Structure as JSON; null where the catalogue says nothing of it. Read it with <see cref="Rules"/>.</summary>
    public string? Structure { get; init; }

    public ProgrammeStructure? Rules() => ProgrammeStructure.Read(Structure);
}
