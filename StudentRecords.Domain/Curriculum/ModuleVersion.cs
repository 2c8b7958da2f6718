namespace StudentRecords.Domain.Curriculum;

/// <summary>What the catalogue says of a module from a year on. Written once; registrations stay on theirs.</summary>
public sealed class ModuleVersion
{
    public long Id { get; private set; } = RecordId.Next();

    public long ModuleId { get; private set; }

    public required int CatalogueVersion { get; init; }

    public required string FromYear { get; init; }

    public required string Title { get; init; }

    /// <summary>Credit points, CATS (HESA CRDTPTS).</summary>
    public required decimal Credits { get; init; }

    /// <summary>FHEQ level, 3 to 8.</summary>
    public required int Level { get; init; }

    /// <summary>HECoS subject code (HESA MODSBJ).</summary>
    public required string HecosCode { get; init; }

    /// <summary>HESA academic cost centre (COSTCN).</summary>
    public required string CostCentre { get; init; }

    /// <summary>Requisites as JSON; null where there are none. Read them with <see cref="Needs"/>.</summary>
    public string? Requisites { get; init; }

    public ModuleRequisites Needs() => ModuleRequisites.Read(Requisites);
}
