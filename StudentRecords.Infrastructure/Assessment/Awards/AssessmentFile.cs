using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using StudentRecords.Domain;
using StudentRecords.Domain.Assessment.Awards;

namespace StudentRecords.Infrastructure.Assessment.Awards;

/// <summary>
/// One regulation and one profile in a file, and what comes of them as JSON. The regulation is either clauses in the file or the code and version
/// of one that comes with the product. The schema is docs/assess.md.
/// </summary>
public static class AssessmentFile
{
    private static readonly JsonSerializerOptions In = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    private static readonly JsonSerializerOptions Out = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The result as JSON, or every reason why the file cannot be worked.</summary>
    public static Outcome<string> Work(string json)
    {
        Form? form;
        try
        {
            form = JsonSerializer.Deserialize<Form>(json, In);
        }
        catch (JsonException fault)
        {
            return Outcome<string>.Refused("FILE_UNREADABLE", $"The file cannot be read: {fault.Message}", fault.Path);
        }

        if (form is null)
        {
            return Outcome<string>.Refused("FILE_UNREADABLE", "The file is empty.");
        }

        var engine = Engine(form.Regulation);
        var profile = AwardProfile.Read(form.Profile.GetRawText());
        return engine.Succeeded && profile.Succeeded ? Tell(engine.Value.Work(profile.Value)) : Outcome<string>.Refused([.. engine.Refusals, .. profile.Refusals]);
    }

    private static Outcome<AwardEngine> Engine(RegulationForm form)
    {
        if (form.Clauses is { } own)
        {
            var read = AwardClauses.Read(own.GetRawText());
            return read.Succeeded ? new AwardEngine(form.Code ?? "FILE", form.Version ?? 1, read.Value) : Outcome<AwardEngine>.Refused(read.Refusals);
        }

        var held = RegulationShelf.All().Where(r => r.Code == form.Code && (form.Version is null || r.Version == form.Version)).MaxBy(r => r.Version);
        return held is null
            ? Outcome<AwardEngine>.Refused("NO_SUCH_REGULATION", $"Give the clauses, or code and version of a regulation that comes with the product: {string.Join(", ", RegulationShelf.All().Select(r => $"{r.Code} {r.Version}"))}.", "regulation")
            : new AwardEngine(held.Code, held.Version, AwardClauses.Read(held.Clauses).Value!);
    }

    private static string Tell(AwardResult r) => JsonSerializer.Serialize(
        new
        {
            Regulation = new { Code = r.RegulationCode, Version = r.RegulationVersion },
            r.Suggestion, r.Clause, r.Award, r.Class, r.ResultCode, r.Figure, r.CreditsGained, r.DueOn, r.ForTheBoard,
            Errors = r.Errors.Select(e => new { e.Code, e.Sentence, e.Clause, At = e.Field }),
            r.Next,
            Flags = new { r.Flags.DropsLowestMarks, r.Flags.TakesBestOfSeveral, r.Flags.LiftsAtTheBorder, r.Flags.WithoutDiscount, r.Flags.WithoutBestOf, r.Flags.WithoutBorderline },
            r.Algorithms,
            Modules = r.Modules.Select(m => new { m.Module.Code, m.Module.Level, m.Module.Stage, m.Module.Credits, m.Mark, m.CreditMark, m.Standing, m.AttemptsUsed }),
            Trace = r.Trace.Select(s => new { s.Rule, s.Clause, s.Says, s.Figure, s.Against, s.Limit, s.Met, s.Parts }),
        },
        Out);

    private sealed record Form
    {
        public required RegulationForm Regulation { get; init; }
        public required JsonElement Profile { get; init; }
    }

    private sealed record RegulationForm
    {
        public string? Code { get; init; }
        public int? Version { get; init; }
        public JsonElement? Clauses { get; init; }
    }
}
