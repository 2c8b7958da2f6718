using StudentRecords.Domain.Assessment.Moderation;
using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Infrastructure.Assessment.Moderation;

/// <summary>How many marks of one component stand where.</summary>
public sealed record ComponentStanding(long Id, string Key, string Title, ComponentKind Kind, bool IsAsked, int Entered, int Moderated, int Confirmed, int Agreed)
{
    public int Marks => Entered + Moderated + Confirmed + Agreed;

    /// <summary>The least of its marks; null where nothing is asked or there is nothing to ask it of.</summary>
    public MarkState? State => !IsAsked || Marks == 0 ? null
        : Entered > 0 ? MarkState.Entered : Moderated > 0 ? MarkState.Moderated : Confirmed > 0 ? MarkState.Confirmed : MarkState.AgreedByBoard;
}

/// <summary>An occurrence for which a moderation policy holds.</summary>
public sealed record ModeratedOccurrence
{
    public required long Id { get; init; }
    public required string Key { get; init; }
    public required string ModuleCode { get; init; }
    public required string Title { get; init; }
    public required string Faculty { get; init; }
    public required string AcademicYear { get; init; }
    public required string Period { get; init; }
    public required DateOnly Start { get; init; }

    /// <summary>The module board that considers it; null before one was opened.</summary>
    public long? BoardId { get; init; }

    public IReadOnlyList<ComponentStanding> Components { get; init; } = [];

    public ModerationPolicy? Policy { get; init; }

    public int Entered => Components.Where(c => c.IsAsked).Sum(c => c.Entered);

    public int Moderated => Components.Where(c => c.IsAsked).Sum(c => c.Moderated);

    public int Confirmed => Components.Where(c => c.IsAsked).Sum(c => c.Confirmed);

    public int Agreed => Components.Where(c => c.IsAsked).Sum(c => c.Agreed);

    /// <summary>The least of its components; null where there is no mark yet, or none is asked for.</summary>
    public MarkState? State => Components.Min(c => c.State);
}

/// <summary>One component's sheet.</summary>
public sealed record ModerationView(ModeratedOccurrence Occurrence, ModerationSheet Sheet, IReadOnlyList<ModerationRound> Rounds);

/// <summary>A candidate to whom a mark may be given by hand.</summary>
public sealed record HandMark(string CandidateNumber, decimal? Score, string? Source, bool IsLocked)
{
    /// <summary>Given by another system, which alone corrects it.</summary>
    public bool IsFromElsewhere { get; init; }
}
