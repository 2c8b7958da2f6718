namespace StudentRecords.Domain.Assessment.Awards;

/// <summary>A version of an award and progression regulation, held as data. Written once; decisions name code and version.</summary>
public sealed class AwardRegulation
{
    public long Id { get; private set; } = RecordId.Next();

    public required string Code { get; init; }

    public required int RegulationVersion { get; init; }

    public required string Title { get; init; }

    /// <summary>JSON, as <see cref="AwardClauses.Read"/> reads it.</summary>
    public required string Clauses { get; init; }

    /// <summary>The first year of entry that it was approved for, such as 2023/24.</summary>
    public required string FromEntryYear { get; init; }

    /// <summary>The regulation's engine, or everything that is wrong with its clauses.</summary>
    public Outcome<AwardEngine> Engine()
    {
        var clauses = AwardClauses.Read(Clauses);
        return clauses.Succeeded ? new AwardEngine(Code, RegulationVersion, clauses.Value) : Outcome<AwardEngine>.Refused(clauses.Refusals);
    }
}

/// <summary>
/// Which regulation holds for who entered a programme version from a year on, until a later binding says otherwise. Never changed: another
/// binding for the same cohort stands in its place, and the one before can still be read.
/// </summary>
public sealed class RegulationBinding
{
    private RegulationBinding() { }

    public RegulationBinding(long programmeVersionId, string fromEntryYear, AwardRegulation regulation, int ordinal, string boundBy, DateTimeOffset boundAt)
    {
        ProgrammeVersionId = programmeVersionId;
        FromEntryYear = fromEntryYear;
        RegulationId = regulation.Id;
        Ordinal = ordinal;
        BoundBy = boundBy;
        BoundAt = boundAt;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long ProgrammeVersionId { get; private set; }

    /// <summary>First year of entry that it holds for, such as 2023/24.</summary>
    public string FromEntryYear { get; private set; } = "";

    public long RegulationId { get; private set; }

    public AwardRegulation Regulation { get; private set; } = null!;

    /// <summary>1, 2, 3 … for the same programme version and year; the highest holds.</summary>
    public int Ordinal { get; private set; }

    public string BoundBy { get; private set; } = "";

    public DateTimeOffset BoundAt { get; private set; }

    /// <summary>The binding that holds for an entry year, of those of one programme version; null where none does.</summary>
    public static RegulationBinding? For(string entryYear, IEnumerable<RegulationBinding> bindings) =>
        bindings.Where(b => string.CompareOrdinal(b.FromEntryYear, entryYear) <= 0)
            .OrderByDescending(b => b.FromEntryYear, StringComparer.Ordinal).ThenByDescending(b => b.Ordinal).FirstOrDefault();
}
