namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>How high analytics think a risk is.</summary>
public enum RiskBand
{
    Low,
    Medium,
    High,
}

/// <summary>F028 AtRiskFlagRaised, InterventionAlert, AtRiskFlagWithdrawn: advice of a model about a student.</summary>
public sealed record RiskTold
{
    public required PersonRef Student { get; init; }
    public required string Model { get; init; }

    /// <summary>The flag's id, the same in its withdrawal.</summary>
    public required string Flag { get; init; }
    public required DateOnly ScoredOn { get; init; }
    public RiskBand Band { get; init; }

    /// <summary>What the model saw most, in its own codes.</summary>
    public IReadOnlyList<string> Factors { get; init; } = [];

    public void Check(Checks checks) => checks.Who("/student", Student).Text("/model", Model, 60).Text("/flag", Flag, 60).Past("/scoredOn", ScoredOn)
        .That(Enum.IsDefined(Band), "/band", "is none of Low, Medium, High.").That(Factors.Count <= 5 && Factors.All(f => f.Length <= 40), "/factors", "must be at most five short codes.");
}

/// <summary>F016 AcademicAlertRaised: the learning environment sees trouble with a module. F052 ComplianceAlertRaised: the Home Office asks about a sponsored student.</summary>
public sealed record AlertTold
{
    public required PersonRef Student { get; init; }
    public required string Alert { get; init; }
    public required DateOnly RaisedOn { get; init; }
    public required string Text { get; init; }

    public void Check(Checks checks) => checks.Who("/student", Student).Text("/alert", Alert, 60).Text("/text", Text, 150).Past("/raisedOn", RaisedOn);
}

/// <summary>F016 CompletionStatusChanged, FeedbackReleased: kept with the student's messages; the record changes in nothing.</summary>
public sealed record LearningNotice
{
    public required PersonRef Student { get; init; }
    public required string Assessment { get; init; }
    public required DateOnly On { get; init; }

    public void Check(Checks checks) => checks.Who("/student", Student).Text("/assessment", Assessment).Past("/on", On);
}

/// <summary>F030 DataQualityReportIssued, ReconciliationExceptionRaised, StewardshipActionRequested: a rule of the warehouse and what fails it, or no longer does.</summary>
public sealed record QualityTold
{
    public required string Rule { get; init; }
    public required string Entity { get; init; }
    public required string Run { get; init; }
    public required DateOnly On { get; init; }

    /// <summary>The run found it in order.</summary>
    public bool IsClean { get; init; }

    /// <summary>What is wrong; not needed of what is clean.</summary>
    public string? Sentence { get; init; }

    public void Check(Checks checks) => checks.Text("/rule", Rule, 60).Text("/entity", Entity, 120).Text("/run", Run, 60).Past("/on", On)
        .That(IsClean || !string.IsNullOrWhiteSpace(Sentence), "/sentence", "is needed.").That(Sentence is null || Sentence.Length <= 400, "/sentence", "is longer than 400 characters.");
}
