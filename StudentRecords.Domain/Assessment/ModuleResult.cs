namespace StudentRecords.Domain.Assessment;

/// <summary>
/// What a registration's marks come to under its module's rule: one row, worked again while marks come in, provisional until the
/// board's lock. A figure that could not be worked is null and says why in the trace.
/// </summary>
public sealed class ModuleResult : IAboutPerson
{
    private ModuleResult() { }

    public ModuleResult(long personId, long registrationId)
    {
        PersonId = personId;
        RegistrationId = registrationId;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long PersonId { get; private set; }

    public long RegistrationId { get; private set; }

    /// <summary>The figure of each scale as JSON; read it with <see cref="Scales"/>.</summary>
    public string Figures { get; private set; } = "[]";

    /// <summary>0 to 100; null where the rule works no overall mark, or marks are missing.</summary>
    public decimal? OverallMark { get; private set; }

    /// <summary>Name of the rule's grade band; null where there is no figure to grade.</summary>
    public string? Grade { get; private set; }

    /// <summary>Whether the rule's conditions for a pass are met; null where that cannot be said.</summary>
    public bool? Passes { get; private set; }

    /// <summary>The clause that settled <see cref="Passes"/>, or the reason why it is open.</summary>
    public string Clause { get; private set; } = "";

    /// <summary>Keys of the components whose mark is missing, parted by spaces.</summary>
    public string Missing { get; private set; } = "";

    public int MissingCount { get; private set; }

    /// <summary>Every clause that fired, with its inputs, as JSON.</summary>
    public string Trace { get; private set; } = "";

    public string RuleCode { get; private set; } = "";

    public int RuleVersion { get; private set; }

    public DateTimeOffset ComputedAt { get; private set; }

    public IReadOnlyList<ScaleFigure> Scales() => ScaleFigure.Read(Figures);

    /// <summary>Takes a newly worked figure; false when it says what is held already.</summary>
    public bool Take(ModuleResultFigure figure, DateTimeOffset at)
    {
        var trace = figure.TraceJson();
        if (trace == Trace)
        {
            return false;
        }

        Figures = ScaleFigure.Write(figure.Scales);
        OverallMark = figure.Overall;
        Grade = figure.Grade;
        Passes = figure.Passes;
        Clause = figure.Clause;
        Missing = string.Join(' ', figure.Missing.Select(m => m.Component));
        MissingCount = figure.Missing.Count;
        Trace = trace;
        RuleCode = figure.RuleCode;
        RuleVersion = figure.RuleVersion;
        ComputedAt = at;
        return true;
    }
}
