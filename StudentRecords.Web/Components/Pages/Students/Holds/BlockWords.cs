using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Web.Components.Pages.Students.Holds;

/// <summary>What a hold stops, in words.</summary>
internal static class BlockWords
{
    public static readonly IReadOnlyList<(Blocks Block, string Words)> All =
    [
        (Blocks.Enrolment, "Confirmation of enrolment"),
        (Blocks.Registration, "Registration on modules"),
        (Blocks.Progression, "Progression to the next year"),
        (Blocks.ResultsRelease, "Release of results"),
        (Blocks.Graduation, "Graduation"),
    ];

    /// <summary>For a column of a list.</summary>
    public static string Brief(Blocks blocks) => string.Join(", ", Short.Where(b => blocks.HasFlag(b.Block)).Select((b, i) => i == 0 ? char.ToUpperInvariant(b.Words[0]) + b.Words[1..] : b.Words));

    private static readonly IReadOnlyList<(Blocks Block, string Words)> Short =
        [(Blocks.Enrolment, "enrolment"), (Blocks.Registration, "registration"), (Blocks.Progression, "progression"), (Blocks.ResultsRelease, "results"), (Blocks.Graduation, "graduation")];

    public static string Of(Blocks blocks) => string.Join(", ", All.Where(b => blocks.HasFlag(b.Block)).Select((b, i) => i == 0 ? b.Words : char.ToLowerInvariant(b.Words[0]) + b.Words[1..]));
}
