using System.Text.Json;
using System.Text.Json.Serialization;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.ExamBoards;
using StudentRecords.Domain.ExamBoards.Awards;
using StudentRecords.Infrastructure.ExamBoards.Packs;

namespace StudentRecords.Infrastructure.ExamBoards.Awards;

/// <summary>The data of a progression and award board's pack: what the hash seals and the PDF is drawn from. Candidates by number only.</summary>
public sealed record AwardPaperData(string Board, string Programme, string AcademicYear, int YearOfProgramme, IReadOnlyList<AwardPaperCandidate> Candidates)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new PlainNumbers(), new JsonStringEnumConverter() },
    };

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    public static AwardPaperData FromJson(string json) => JsonSerializer.Deserialize<AwardPaperData>(json, Options) ?? throw new JsonException("The pack is empty.");

    internal static AwardPaperData Of(AwardDossier dossier) => new(
        dossier.Board.Title, $"{dossier.Heading.ModuleCode} {dossier.Heading.ModuleTitle}", dossier.Board.AcademicYear, dossier.Board.YearOfProgramme!.Value,
        [.. dossier.Lines.Select(l => Candidate(dossier, l)).OrderBy(c => c.Number, StringComparer.Ordinal)]);

    internal static AwardPaperCandidate Candidate(AwardDossier dossier, AwardLine line)
    {
        var result = dossier.Work(line);
        return new AwardPaperCandidate
        {
            Number = dossier.Candidates.GetValueOrDefault(line.EngagementId)?.CandidateNumber ?? "",
            Modules = [.. result.Modules.Select(m => new AwardPaperModule(m.Module.Code, m.Module.Credits, m.Module.Level, m.Module.Stage, m.Module.Attempt, m.Mark, m.Standing))],
            Suggested = result.Suggestion, Award = result.Award, Class = result.Class, Figure = result.Figure, Credits = result.CreditsGained, Clause = result.Clause, ForTheBoard = result.ForTheBoard,
            Next = result.Next is { } next ? $"{next.Class}: {PlainNumbers.Write(next.Missing)}" : null,
            Codes = dossier.Flags.Of(line.EngagementId) is { Count: > 0 } codes ? codes : null,
            Errors = [.. result.Errors.Select(e => e.Sentence)],
            Regulation = $"{result.RegulationCode} version {result.RegulationVersion}",
            Trace = [.. result.Trace.Select(s => new TraceStep(s.Clause, s.Says))],
        };
    }
}

/// <summary>One candidate in the pack.</summary>
public sealed record AwardPaperCandidate
{
    /// <summary>Empty for an engagement that is not yet a candidate.</summary>
    public required string Number { get; init; }

    public required IReadOnlyList<AwardPaperModule> Modules { get; init; }

    public required AwardCode? Suggested { get; init; }

    public required string? Award { get; init; }

    public required string? Class { get; init; }

    public required decimal? Figure { get; init; }

    public required decimal Credits { get; init; }

    public required string Clause { get; init; }

    /// <summary>Why the board must look itself.</summary>
    public required string? ForTheBoard { get; init; }

    /// <summary>The next better class and what is missing to it.</summary>
    public required string? Next { get; init; }

    /// <summary>What keeps the figure from being worked.</summary>
    public required IReadOnlyList<string> Errors { get; init; }

    public required string Regulation { get; init; }

    public required IReadOnlyList<TraceStep> Trace { get; init; }

    /// <summary>Of circumstances, penalties and adjustments; null where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Codes { get; init; }
}

public sealed record AwardPaperModule(string Code, decimal Credits, int Level, int Year, int Attempt, decimal? Mark, CreditStanding Standing);
