namespace StudentRecords.Domain.Curriculum;

/// <summary>How a component is assessed.</summary>
public enum ComponentKind
{
    /// <summary>Essays, reports, tutor-marked assignments.</summary>
    Coursework,

    /// <summary>Marked by machine.</summary>
    ComputerMarked,

    Examination,
}

/// <summary>One assessed part of a module occurrence.</summary>
public sealed class AssessmentComponent
{
    private AssessmentComponent() { }

    public AssessmentComponent(string key, string title, ComponentKind kind, decimal weight, DateOnly? dueOn)
    {
        Key = key;
        Title = title;
        Kind = kind;
        Weight = weight;
        DueOn = dueOn;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long OccurrenceId { get; private set; }

    /// <summary>The key by which the learning environment names it, unique over all occurrences.</summary>
    public string Key { get; private set; } = "";

    public string Title { get; private set; } = "";

    public ComponentKind Kind { get; private set; }

    /// <summary>Weight on its own scale, in per cent points; the rule says how scales are put together.</summary>
    public decimal Weight { get; private set; }

    /// <summary>Null where the source gives none (end-of-course examinations).</summary>
    public DateOnly? DueOn { get; private set; }
}
