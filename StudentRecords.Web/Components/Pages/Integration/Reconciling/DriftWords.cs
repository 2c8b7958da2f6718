using StudentRecords.Domain.Integration.Reconciling;

namespace StudentRecords.Web.Components.Pages.Integration.Reconciling;

/// <summary>Kinds of drift, as a person reads them.</summary>
internal static class DriftWords
{
    public static string Of(DriftKind kind) => kind switch
    {
        DriftKind.MissingThere => "Missing there",
        DriftKind.UnknownHere => "Unknown here",
        DriftKind.OtherVersion => "Another version",
        DriftKind.OtherContent => "Another content",
        DriftKind.NotMeant => "Withdrawn here, held there",
        DriftKind.HeldUp => "Came in, not in the record",
        _ => "Totals differ",
    };
}
