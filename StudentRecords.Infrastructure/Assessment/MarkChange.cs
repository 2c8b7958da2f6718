using StudentRecords.Domain.Assessment;

namespace StudentRecords.Infrastructure.Assessment;

/// <summary>A module's figure before and after an effect; null figures are missing marks.</summary>
public sealed record MarkChange(decimal? Before, decimal? After, bool? PassesBefore, bool? PassesAfter, IReadOnlyList<TraceStep> Steps)
{
    public bool IsNone => (Before, PassesBefore) == (After, PassesAfter);

    internal static MarkChange Of(RegistrationWorking working, IEnumerable<MarkTreatment> more)
    {
        var (before, after) = (working.Now(), working.With(more));
        return new MarkChange(Figure(before), Figure(after), before.Passes, after.Passes, after.Trace);
    }

    private static decimal? Figure(ModuleResultFigure figure) => figure.Overall ?? figure.Scales.Where(s => s.Mark is not null).Min(s => s.Mark);
}
