namespace StudentRecords.Domain.Students.Retention;

/// <summary>How long a class of records is kept after the last engagement ended. Written once; a change is another version.</summary>
public sealed class RetentionRule
{
    public long Id { get; private set; } = RecordId.Next();

    public required RecordClass Class { get; init; }

    public required int RuleVersion { get; init; }

    /// <summary>Years after the last engagement ended; null: for good.</summary>
    public required int? Years { get; init; }

    /// <summary>Why it is kept so long: the law, the contract, the institution's schedule.</summary>
    public required string Basis { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>The version in force on a day; null when there is none.</summary>
    public static RetentionRule? For(IEnumerable<RetentionRule> rules, RecordClass part, DateOnly day) =>
        rules.Where(r => r.Class == part && r.ValidFrom <= day).MaxBy(r => r.RuleVersion);

    /// <summary>Who left before this day is past the period; null: nobody ever.</summary>
    public DateOnly? Before(DateOnly today) => Years is { } years ? today.AddYears(-years) : null;

    /// <summary>Every reason why a period cannot be like this.</summary>
    public static IReadOnlyList<Refusal> Faults(RecordClass part, int? years, string? basis)
    {
        List<Refusal> faults = [];
        if (years is < 1 or > 100)
        {
            faults.Add(new("RETENTION_YEARS", "A record is kept for 1 to 100 years, or for good.", Field: "Years"));
        }

        if (part == RecordClass.AcademicRecord && years is not null)
        {
            faults.Add(new("RETENTION_FOR_GOOD", "What boards ratified is locked; the academic record is kept for good.", Field: "Years"));
        }

        if (string.IsNullOrWhiteSpace(basis))
        {
            faults.Add(new("RETENTION_BASIS", "Say why it is kept so long.", Field: "Basis"));
        }

        return faults;
    }
}
