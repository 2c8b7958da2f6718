using System.Text.Encodings.Web;
using System.Text.Json;

namespace StudentRecords.Domain.Assessment;

/// <summary>One clause of a rule as it fired: which, and on what inputs to what effect.</summary>
public sealed record TraceStep(string Clause, string Says);

/// <summary>A component that counts and has no mark.</summary>
/// <param name="Component">The component's key.</param>
/// <param name="Reason">Why there is no number.</param>
public sealed record MissingMark(string Component, string Reason);

/// <summary>A module result as worked from marks by one version of one rule.</summary>
public sealed record ModuleResultFigure
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public required IReadOnlyList<ScaleFigure> Scales { get; init; }

    public required decimal? Overall { get; init; }

    public required string? Grade { get; init; }

    public required bool? Passes { get; init; }

    /// <summary>The clause that settled whether it is a pass, or the reason why that is open.</summary>
    public required string Clause { get; init; }

    public required IReadOnlyList<MissingMark> Missing { get; init; }

    public required IReadOnlyList<TraceStep> Trace { get; init; }

    public required string RuleCode { get; init; }

    public required int RuleVersion { get; init; }

    /// <summary>The trace as it is stored: rule, version and every step.</summary>
    public string TraceJson() => JsonSerializer.Serialize(new { Rule = RuleCode, Version = RuleVersion, Steps = Trace }, Options);
}
