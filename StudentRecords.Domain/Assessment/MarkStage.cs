namespace StudentRecords.Domain.Assessment;

/// <summary>What is done to a mark on its way into a module result. In which order is data of the rule.</summary>
public enum MarkStage
{
    /// <summary>As the marker gave it; always first.</summary>
    Raw,

    /// <summary>Work handed in late.</summary>
    Late,

    /// <summary>Penalties for academic misconduct.</summary>
    Misconduct,

    /// <summary>The most that a further attempt may count for.</summary>
    Cap,

    /// <summary>Rounding of the component's mark.</summary>
    Round,
}

/// <summary>The order of stages that a rule has where it says nothing else.</summary>
public static class MarkStages
{
    public static readonly IReadOnlyList<MarkStage> Usual = [MarkStage.Raw, MarkStage.Late, MarkStage.Misconduct, MarkStage.Cap, MarkStage.Round];
}
