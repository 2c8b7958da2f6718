using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Domain.Assessment;

/// <summary>What work handed in late loses. Nothing here is policy; the bands are the data.</summary>
public sealed record LateClause
{
    public LateCount Counts { get; init; }

    /// <summary>Which days are working days, where those are counted.</summary>
    public WorkingCalendar Calendar { get; init; } = WorkingCalendar.Usual;

    /// <summary>Kinds of component that can be late; others lose nothing.</summary>
    public IReadOnlyList<ComponentKind> Kinds { get; init; } = [ComponentKind.Coursework];

    /// <summary>From the fewest days late to the most; the first that reaches is taken.</summary>
    public required IReadOnlyList<LateBand> Bands { get; init; }

    /// <summary>The most that a mark counts for after the last band, 0 to 100.</summary>
    public decimal After { get; init; }

    /// <summary>The band for so many days late; null after the last.</summary>
    public LateBand? BandOf(int days) => Bands.FirstOrDefault(b => days <= b.UpTo);
}

/// <summary>What is taken up to a number of days late. A mark that was below <see cref="Floor"/> or <see cref="HeldAt"/> before is not lifted.</summary>
public sealed record LateBand
{
    /// <summary>Days late, this one among them.</summary>
    public required int UpTo { get; init; }

    /// <summary>Per cent of the mark earned.</summary>
    public decimal Share { get; init; }

    /// <summary>Marks out of 100.</summary>
    public decimal Points { get; init; }

    /// <summary>Share and points are taken once and not for each day.</summary>
    public bool Once { get; init; }

    /// <summary>The penalty takes a mark no lower than this.</summary>
    public decimal Floor { get; init; }

    /// <summary>The most that the mark counts for; null leaves it.</summary>
    public decimal? HeldAt { get; init; }
}

public enum LateCount
{
    /// <summary>Each working day or part of one.</summary>
    WorkingDays,

    /// <summary>Each 24 hours or part of them.</summary>
    CalendarDays,
}

/// <summary>The most that a further attempt counts for.</summary>
public sealed record CapClause
{
    /// <summary>0 to 100.</summary>
    public required decimal At { get; init; }

    /// <summary>The first attempt that is capped.</summary>
    public int FromAttempt { get; init; } = 2;

    public CapReach Of { get; init; }
}

public enum CapReach
{
    /// <summary>The mark of the component that was taken again.</summary>
    Component,

    /// <summary>The figures of the module in which anything was taken again.</summary>
    Module,
    Both,
}
