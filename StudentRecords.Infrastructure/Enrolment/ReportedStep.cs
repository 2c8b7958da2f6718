using System.Globalization;
using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Infrastructure.Enrolment;

/// <summary>The keys of what is reported of a step (F049, F051): student, engagement, and the place of the status among all that the engagement has had.</summary>
internal static class ReportedStep
{
    private const string Mark = "/circumstance/";

    public static string KeyOf(string studentNumber, string numhus, int ordinal) => $"{studentNumber}{Suffix(numhus, ordinal)}";

    /// <summary>How the key ends, whoever the student is.</summary>
    public static string Suffix(string numhus, int ordinal) => string.Create(CultureInfo.InvariantCulture, $"/{numhus}{Mark}{ordinal}");

    /// <summary>Key of the confirmation that a student's registration begins with (F049).</summary>
    public static string RegistrationKey(string studentNumber, string numhus) => $"{studentNumber}/{numhus}/registration";

    /// <summary><see cref="StatusEntry.Ordinal"/> of the entry that a message reports; null where it reports none.</summary>
    public static int? OrdinalOf(string key) => key.LastIndexOf(Mark, StringComparison.Ordinal) is > 0 and var at && int.TryParse(key.AsSpan(at + Mark.Length), CultureInfo.InvariantCulture, out var ordinal) ? ordinal : null;

    /// <summary>Keys of what was told of the step that an entry corrects, before it.</summary>
    public static IEnumerable<string> Before(string key, StatusEntry correction, IReadOnlyCollection<StatusEntry> history)
    {
        var stem = key[..key.LastIndexOf(Mark, StringComparison.Ordinal)];
        var told = Earlier(correction, history).Select(s => string.Create(CultureInfo.InvariantCulture, $"{stem}{Mark}{s.Ordinal}"));
        return correction.Step == EnrolmentStep.Confirm ? told.Append($"{stem}/registration") : told;
    }

    /// <summary>The entries of the step that an entry corrects, before it.</summary>
    public static IEnumerable<StatusEntry> Earlier(StatusEntry correction, IEnumerable<StatusEntry> history) => history.Where(s => s.Place == correction.Place && s.Ordinal < correction.Ordinal);
}
