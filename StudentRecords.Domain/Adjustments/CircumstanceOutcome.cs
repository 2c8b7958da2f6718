namespace StudentRecords.Domain.Adjustments;

/// <summary>What Wellbeing decided on a claim of exceptional circumstances; the shapes met in public regulations (board rules 3.9).</summary>
public enum CircumstanceOutcome
{
    /// <summary>A later last day, item by item.</summary>
    Extension,

    /// <summary>Late, and no penalty is taken.</summary>
    PenaltyWaived,

    /// <summary>To be taken again as the same attempt: uncapped if it was the first.</summary>
    DeferAsFirstSit,

    /// <summary>The attempt counts as never made.</summary>
    AttemptVoided,

    /// <summary>The mark comes from the rest of the module.</summary>
    ComponentWaived,

    /// <summary>The award board may weigh it; marks stay.</summary>
    DiscretionAtAward,

    /// <summary>Upheld, and nothing follows.</summary>
    NoFurtherAction,
    Rejected,
}

/// <summary>How grave, as some universities tell their boards.</summary>
public enum CircumstanceSeverity
{
    NotStated,
    A,
    B,
    C,
}

/// <summary>Where an outcome that a board looks at stands.</summary>
public enum OutcomeState
{
    /// <summary>Came before the papers (or was let in by the formal route): it holds.</summary>
    InEffect,

    /// <summary>Came after the pack was frozen: waits for the formal route and does nothing.</summary>
    Late,

    /// <summary>The formal route led to the appeal; it does nothing here.</summary>
    ReferredToAppeal,

    /// <summary>A newer version holds.</summary>
    Superseded,
}

/// <summary>Where a late outcome may be led.</summary>
public enum LateRoute
{
    /// <summary>Into a new version of the pack.</summary>
    AcceptIntoPack,
    ReferToAppeal,
}

/// <summary>The codes by which boards read outcomes; they never read more.</summary>
public static class CircumstanceCodes
{
    /// <summary>Null for outcomes of which nothing follows.</summary>
    public static string? Of(CircumstanceOutcome outcome, CircumstanceSeverity severity)
    {
        var code = outcome switch
        {
            CircumstanceOutcome.Extension => "EC-EXT",
            CircumstanceOutcome.PenaltyWaived => "EC-NO-PENALTY",
            CircumstanceOutcome.DeferAsFirstSit => "EC-DEFER",
            CircumstanceOutcome.AttemptVoided => "EC-VOID",
            CircumstanceOutcome.ComponentWaived => "EC-WAIVE",
            CircumstanceOutcome.DiscretionAtAward => "EC-AWARD",
            _ => null,
        };
        return code is null || severity == CircumstanceSeverity.NotStated ? code : $"{code}/{severity}";
    }
}
