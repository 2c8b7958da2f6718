using System.Globalization;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Domain.ExamBoards;

/// <summary>
/// A board's scaling of one component for all its candidates. The marks themselves stay as they came; results are worked from the
/// scaled ones and their trace says so.
/// </summary>
public sealed class MarkScaling
{
    private MarkScaling() { }

    private MarkScaling(ExamBoard board, AssessmentComponent component, ScalingKind kind, decimal amount, string reason, string by, DateTimeOffset at)
    {
        BoardId = board.Id;
        ComponentId = component.Id;
        Component = component.Key;
        Kind = kind;
        Amount = amount;
        Reason = reason;
        DecidedBy = by;
        DecidedAt = at;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long BoardId { get; private set; }

    public long ComponentId { get; private set; }

    /// <summary>The component's key.</summary>
    public string Component { get; private set; } = "";

    public ScalingKind Kind { get; private set; }

    /// <summary>Marks added (may be negative), or the factor.</summary>
    public decimal Amount { get; private set; }

    public string Reason { get; private set; } = "";

    public string DecidedBy { get; private set; } = "";

    public DateTimeOffset DecidedAt { get; private set; }

    public string? WithdrawnBy { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>In words: +5 marks, ×1.08.</summary>
    public string Words => Kind == ScalingKind.Add ? string.Create(CultureInfo.InvariantCulture, $"{(Amount < 0 ? "−" : "+")}{Math.Abs(Amount):0.##} marks") : string.Create(CultureInfo.InvariantCulture, $"×{Amount:0.####}");

    /// <summary>Refused once the board sits, where the component is scaled already, for an amount that scales nothing, or without a reason.</summary>
    public static Outcome<MarkScaling> Decide(ExamBoard board, AssessmentComponent component, ScalingKind kind, decimal amount, string reason, bool isScaled, string by, DateTimeOffset at)
    {
        List<Refusal> refusals = [];
        if (board.Stage is BoardStage.InSession or BoardStage.Ratified)
        {
            refusals.Add(new("SCALING_TOO_LATE", "Marks are scaled before the pack that is decided on is frozen; the board sits already.", "Scaling"));
        }

        if (board.FollowsBoardId is not null)
        {
            refusals.Add(new("SCALING_NOT_HERE", "A sitting that follows another keeps the scaling of the first.", "Scaling"));
        }

        if (isScaled)
        {
            refusals.Add(new("SCALED_ALREADY", $"{component.Key} is scaled already; withdraw that scaling first.", "Scaling"));
        }

        if (kind == ScalingKind.Add ? amount is 0 or < -50 or > 50 : amount is <= 0 or 1 or > 2)
        {
            refusals.Add(new("SCALING_AMOUNT", "Add between −50 and 50 marks, not 0; or multiply by more than 0 and at most 2, not by 1.", "Scaling", nameof(Amount)));
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            refusals.Add(new("REASON_NEEDED", "Say why the board scales these marks.", "Scaling", nameof(Reason)));
        }

        return refusals.Count > 0 ? Outcome<MarkScaling>.Refused(refusals) : new MarkScaling(board, component, kind, amount, reason.Trim(), by, at);
    }

    /// <summary>Taken back, before the board sits; it stays in the record.</summary>
    public Outcome Withdraw(ExamBoard board, string by, DateTimeOffset at)
    {
        if (board.Stage is BoardStage.InSession or BoardStage.Ratified || WithdrawnAt is not null)
        {
            return Outcome.Refused("SCALING_TOO_LATE", "The scaling can no longer be taken back: the board sits, or it was withdrawn.", "Scaling");
        }

        (WithdrawnBy, WithdrawnAt) = (by, at);
        return Outcome.Done;
    }

    /// <summary>The scaled mark, 0 to 100, unrounded; and how it came about.</summary>
    public (decimal Score, TraceStep Step) Apply(decimal score)
    {
        var scaled = Math.Clamp(Kind == ScalingKind.Add ? score + Amount : score * Amount, 0, 100);
        return (scaled, new TraceStep("Scaling by the board", string.Create(CultureInfo.InvariantCulture, $"{Component}: {score:0.####} {Words} = {scaled:0.####}")));
    }
}

/// <summary>How a board scales marks.</summary>
public enum ScalingKind
{
    Add,
    Multiply,
}
