using StudentRecords.Domain;

namespace StudentRecords.Infrastructure.Hesa.Jobs;

/// <summary>How a job tells what came of it.</summary>
internal static class Sentence
{
    public static string Of(Outcome outcome, string done) => outcome.Succeeded ? done : $"Refused: {string.Join(' ', outcome.Refusals.Select(r => r.Sentence))}";
}
