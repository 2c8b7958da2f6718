namespace StudentRecords.Infrastructure.Assessment.Moderation;

/// <summary>A version of a moderation policy to be put into the record.</summary>
public sealed record PublishModerationPolicy
{
    /// <summary>Code of the faculty; empty: all.</summary>
    public required string Faculty { get; init; }

    /// <summary>Code of one module; empty: all of the faculty.</summary>
    public string ModuleCode { get; init; } = "";

    public required string Title { get; init; }

    /// <summary>For occurrences that begin on this day or later.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>JSON as <see cref="Domain.Assessment.Moderation.ModerationClauses.Read"/> reads it.</summary>
    public required string Clauses { get; init; }
}

/// <summary>Second marks for marks of one component's sample, by the mark's id.</summary>
public sealed record SecondMarks
{
    public required long ComponentId { get; init; }

    public required IReadOnlyDictionary<long, decimal> Scores { get; init; }
}

/// <summary>A mark on which two markers agreed; the reason is the change's.</summary>
public sealed record AgreeMark
{
    public required long ComponentId { get; init; }

    public required long MarkId { get; init; }

    public required decimal Score { get; init; }
}

/// <summary>Marks of one component typed in by hand, by candidate number.</summary>
public sealed record EnterMarks
{
    public required long ComponentId { get; init; }

    public int Attempt { get; init; } = 1;

    public required IReadOnlyDictionary<string, decimal> Scores { get; init; }
}
