using StudentRecords.Domain.Assessment;

namespace StudentRecords.Domain.Misconduct;

/// <summary>What a panel imposes; the ladder that the AMBeR reference tariff and its adopters use (board rules 3.11).</summary>
public enum MisconductPenalty
{
    Warning,

    /// <summary>The work is handed in anew, for its full mark.</summary>
    ResubmitUncapped,

    /// <summary>The work is handed in anew, for a mark up to the cap (value).</summary>
    ResubmitCapped,

    /// <summary>So many marks less (value).</summary>
    MarkReduced,
    ComponentZero,
    ModuleZero,

    /// <summary>Nought, and no credit for the module.</summary>
    ModuleZeroWithoutCredit,

    /// <summary>For the award board: one class lower.</summary>
    ClassLowered,

    /// <summary>For the award board: a lower award.</summary>
    LowerAward,

    /// <summary>For the award board: leaves the university.</summary>
    Withdrawal,
}

/// <summary>What each penalty needs and does.</summary>
public static class MisconductPenalties
{
    private static readonly MisconductPenalty[] OfWork = [MisconductPenalty.ResubmitUncapped, MisconductPenalty.ResubmitCapped, MisconductPenalty.MarkReduced, MisconductPenalty.ComponentZero];

    private static readonly MisconductPenalty[] OfModule = [MisconductPenalty.ModuleZero, MisconductPenalty.ModuleZeroWithoutCredit];

    public static bool NeedsComponent(MisconductPenalty penalty) => OfWork.Contains(penalty);

    public static bool NeedsModule(MisconductPenalty penalty) => NeedsComponent(penalty) || OfModule.Contains(penalty);

    /// <summary>Falls on the award or on the studies as a whole, whatever module the case was about.</summary>
    public static bool IsOfAward(MisconductPenalty penalty) => penalty is MisconductPenalty.ClassLowered or MisconductPenalty.LowerAward or MisconductPenalty.Withdrawal;

    public static bool NeedsValue(MisconductPenalty penalty) => penalty is MisconductPenalty.MarkReduced or MisconductPenalty.ResubmitCapped;

    /// <summary>The code by which boards read it.</summary>
    public static string Code(MisconductPenalty penalty) => penalty switch
    {
        MisconductPenalty.Warning => "AM-WARNING",
        MisconductPenalty.ResubmitUncapped => "AM-RESUBMIT",
        MisconductPenalty.ResubmitCapped => "AM-RESUBMIT-CAP",
        MisconductPenalty.MarkReduced => "AM-REDUCED",
        MisconductPenalty.ComponentZero => "AM-ZERO",
        MisconductPenalty.ModuleZero => "AM-MODULE-ZERO",
        MisconductPenalty.ModuleZeroWithoutCredit => "AM-NO-CREDIT",
        MisconductPenalty.ClassLowered => "AM-CLASS",
        MisconductPenalty.LowerAward => "AM-AWARD",
        _ => "AM-WITHDRAW",
    };

    /// <summary>What it does to the marks of the registration; none where it does nothing to them.</summary>
    public static IReadOnlyList<MarkTreatment> Treats(MisconductPenalty penalty, long? componentId, int? attempt, decimal? value)
    {
        var code = Code(penalty);
        return penalty switch
        {
            MisconductPenalty.ResubmitUncapped => [Aside()],
            MisconductPenalty.ResubmitCapped => [Aside(), Of(TreatmentKind.LaterAttemptsCapped)],
            MisconductPenalty.MarkReduced => [Of(TreatmentKind.Reduced)],
            MisconductPenalty.ComponentZero => [Of(TreatmentKind.ComponentZero)],
            MisconductPenalty.ModuleZero => [new(TreatmentKind.ModuleZero, code)],
            MisconductPenalty.ModuleZeroWithoutCredit => [new(TreatmentKind.ModuleZeroWithoutCredit, code)],
            _ => [],
        };

        // what is handed in anew counts in place of the first attempt where none is named
        MarkTreatment Aside() => new(TreatmentKind.AttemptSetAside, code) { ComponentId = componentId, Attempt = attempt ?? 1 };

        MarkTreatment Of(TreatmentKind kind) => new(kind, code) { ComponentId = componentId, Attempt = attempt, Value = value ?? 0 };
    }
}
