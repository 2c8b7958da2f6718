namespace StudentRecords.Domain.Assessment;

/// <summary>What a decision taken elsewhere (adjustment, circumstances, misconduct) does to marks. Its code stands in the trace; its story is not here.</summary>
public sealed record MarkTreatment(TreatmentKind Kind, string Code)
{
    /// <summary>Null: every component of the module.</summary>
    public long? ComponentId { get; init; }

    /// <summary>Null: every attempt.</summary>
    public int? Attempt { get; init; }

    /// <summary>The new last day (extensions), or the day until which it holds (waivers).</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The day from which it holds; null is from ever.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Days for <see cref="TreatmentKind.ExtendedBy"/>; marks for <see cref="TreatmentKind.Reduced"/> and <see cref="TreatmentKind.LaterAttemptsCapped"/>.</summary>
    public decimal Value { get; init; }

    public bool Touches(long componentId) => ComponentId is null || ComponentId == componentId;

    public bool Touches(long componentId, int attempt) => Touches(componentId) && (Attempt is null || Attempt == attempt);

    public bool HoldsOn(DateOnly? day) => day is not { } d || (d >= (From ?? DateOnly.MinValue) && d <= (Until ?? DateOnly.MaxValue));
}

public enum TreatmentKind
{
    /// <summary>A later last day: <see cref="MarkTreatment.Until"/>.</summary>
    ExtendedTo,

    /// <summary>So many days more: <see cref="MarkTreatment.Value"/>.</summary>
    ExtendedBy,

    /// <summary>No late penalty is taken.</summary>
    LateWaived,

    /// <summary>The attempt does not count, and the next one takes its number: capped if it was capped, uncapped if it was the first.</summary>
    AttemptSetAside,

    /// <summary>The component does not count; the mark comes from the rest.</summary>
    ComponentWaived,

    /// <summary>So many marks less.</summary>
    Reduced,

    /// <summary>Attempts after this one count for so many marks at most.</summary>
    LaterAttemptsCapped,

    /// <summary>The component counts 0.</summary>
    ComponentZero,

    /// <summary>Every component counts 0.</summary>
    ModuleZero,

    /// <summary>As <see cref="ModuleZero"/>, and no credit may be given.</summary>
    ModuleZeroWithoutCredit,
}
