using StudentRecords.Domain.ExamBoards;

namespace StudentRecords.Infrastructure.ExamBoards.Packs;

/// <summary>Draws the pack's data from a dossier, as the record stands.</summary>
internal static class PapersOf
{
    public static PackPapers Module(BoardDossier dossier)
    {
        var heading = dossier.Heading;
        var keys = dossier.Components.ToDictionary(c => c.Id, c => c.Key);
        return new PackPapers(
            new(dossier.Board.Title, heading.Key, heading.ModuleCode, heading.ModuleTitle, heading.AcademicYear, heading.Period, heading.Credits, heading.Level, dossier.Working.Engine.RuleCode, dossier.Working.Engine.RuleVersion),
            [.. dossier.Components.Select(c => new PaperComponent(c.Key, c.Title, c.Kind.ToString(), c.Weight, c.DueOn) { Scaling = dossier.Working.Scalings.TryGetValue(c.Id, out var scaling) ? $"{scaling.Words}: {scaling.Reason}" : null })],
            [.. dossier.Registrations.Select(r => Candidate(dossier, r, keys)).OrderBy(c => c.Number, StringComparer.Ordinal)]);
    }

    private static PaperCandidate Candidate(BoardDossier dossier, RegistrationLine line, Dictionary<long, string> keys)
    {
        var candidate = dossier.Candidates.GetValueOrDefault(line.Id);
        var figure = dossier.Work(line);
        var suggestion = SuggestedDecision.From(figure.Passes, figure.Grade, figure.Clause, line.Status);
        var imported = candidate is { IsImported: true } ? candidate : null;
        return new PaperCandidate
        {
            Number = candidate?.CandidateNumber ?? "",
            Status = line.Status,
            Attempt = line.Attempt,
            Marks = [.. dossier.Marks[line.Id].Select(m => new PaperMark(keys[m.ComponentId], m.Attempt, dossier.Working.Agreed.Of(m.Id, m.Score), m.IsBanked)).OrderBy(m => m.Component, StringComparer.Ordinal).ThenBy(m => m.Attempt)],
            Scales = figure.Scales,
            Overall = figure.Overall,
            Grade = figure.Grade,
            Missing = [.. figure.Missing.Select(m => m.Component)],
            Suggested = suggestion.Outcome,
            Clause = suggestion.Clause,
            Imported = imported?.ProposedOutcome,
            ImportedGrade = imported?.ProposedGrade,
            Codes = dossier.Treatments.CodesOf(line.Id) is { Count: > 0 } codes ? codes : null,
        };
    }
}
