namespace StudentRecords.Domain.Assessment.Moderation;

/// <summary>Marks of one component that a board cannot agree yet.</summary>
/// <param name="Component">The component's key.</param>
/// <param name="NotModerated">Entered, and not moderated.</param>
/// <param name="NotConfirmed">Moderated, and not confirmed.</param>
public sealed record MarksWaiting(string Component, int NotModerated, int NotConfirmed)
{
    /// <summary>Why a board cannot ratify while they wait, each component named.</summary>
    public static IEnumerable<Refusal> Lacking(IReadOnlyList<MarksWaiting> waiting)
    {
        if (waiting.Where(w => w.NotModerated > 0).ToList() is { Count: > 0 } unmoderated)
        {
            yield return new("NOT_MODERATED", $"Not moderated yet: {string.Join("; ", unmoderated.Select(w => $"{w.NotModerated} {(w.NotModerated == 1 ? "mark" : "marks")} of {w.Component}"))}.", "Moderation");
        }

        if (waiting.Where(w => w.NotConfirmed > 0).ToList() is { Count: > 0 } unconfirmed)
        {
            yield return new("NOT_CONFIRMED", $"Moderated and not confirmed yet: {string.Join("; ", unconfirmed.Select(w => $"{w.NotConfirmed} {(w.NotConfirmed == 1 ? "mark" : "marks")} of {w.Component}"))}.", "Moderation");
        }
    }
}
