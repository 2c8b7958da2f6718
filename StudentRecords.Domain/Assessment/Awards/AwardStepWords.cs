using System.Globalization;

namespace StudentRecords.Domain.Assessment.Awards;

/// <summary>The sentences of a trace.</summary>
internal static class AwardStepWords
{
    public static string Clause(AwardStep s) => s.Rule switch
    {
        AwardRule.Components => $"{s.Subject}: components",
        AwardRule.Attempt => $"{s.Subject}: attempts",
        AwardRule.Cap => $"{s.Subject}: cap",
        AwardRule.ModuleRounding => $"{s.Subject}: rounding",
        AwardRule.Points => $"{s.Subject}: points",
        AwardRule.PassFail => $"{s.Subject}: pass or fail only",
        AwardRule.QualifiedFail => $"{s.Subject}: a part had to be passed",
        AwardRule.Ratified => $"{s.Subject}: ratified",
        AwardRule.Failed => $"{s.Subject}: pass mark",
        AwardRule.Allowed or AwardRule.NotAllowed => $"{s.Subject}: {s.Also}",
        AwardRule.Missing => $"{s.Subject}: missing mark",
        AwardRule.Deferred => $"{s.Subject}: deferred",
        AwardRule.Credits => $"Credits, {s.Subject}",
        AwardRule.Pool => $"{s.Subject}: mean",
        AwardRule.LeftOut => $"{s.Subject}: discount",
        AwardRule.Surplus => $"{s.Subject}: surplus",
        AwardRule.Algorithm => s.Subject,
        AwardRule.FinalRounding => $"{s.Subject}: final rounding",
        AwardRule.BestOf => "Best of several algorithms",
        AwardRule.Band => "Class",
        AwardRule.Requirement => $"{s.Subject}: requirement",
        AwardRule.Zone => $"{s.Subject}: zone of consideration",
        AwardRule.ZoneTest => $"{s.Subject}: test of the zone",
        AwardRule.Promoted => $"{s.Subject}: lifted",
        AwardRule.ToBoard => "Referred to the board",
        AwardRule.Distribution => "Distribution",
        AwardRule.TwoWay => "Two-way table",
        AwardRule.Held => "Award held",
        AwardRule.StageMean => $"{s.Subject}: mean of the stage",
        AwardRule.Trail => $"{s.Subject}: going on with credit outstanding",
        AwardRule.Exit => $"Exit award, {s.Subject}",
        AwardRule.Research => "Examiners' recommendation",
        AwardRule.Misconduct => $"Penalty for misconduct, {s.Subject}",
        _ => "Suggestion",
    };

    public static string Says(AwardStep s) => s.Rule switch
    {
        AwardRule.Components => $"({Sum(s, "")}) / {N(s.Against)} = {N(s.Figure)}",
        AwardRule.Attempt => $"{N(s.Figure)} counts, from attempt {N(s.Against)}{(s.Also.Length > 0 ? $" ({s.Also})" : "")}",
        AwardRule.Cap => $"{N(s.Against)} earned on attempt {N(s.Limit)}, held at {N(s.Figure)}",
        AwardRule.ModuleRounding => $"{N(s.Against)} = {N(s.Figure)}",
        AwardRule.Points => $"mark {N(s.Against)} is worth {N(s.Figure)} points",
        AwardRule.PassFail => s.Met == true ? "passed; its credit counts, and no mark" : "not passed; no mark",
        AwardRule.QualifiedFail => $"it was not, so that the module fails with {N(s.Figure)}",
        AwardRule.Ratified => $"a board has ratified it as {s.Also}",
        AwardRule.Failed => $"{N(s.Figure)} is below {N(s.Against)}",
        AwardRule.Allowed => $"credit is given, the mark {N(s.Figure)} stays; {N(s.Against)} of {N(s.Limit)} credits used",
        AwardRule.NotAllowed => $"not given for {N(s.Figure)}",
        AwardRule.Missing => "no mark and no reason why; nothing can be worked",
        AwardRule.Deferred => "to be taken as the same attempt",
        AwardRule.Credits => $"{N(s.Figure)} {s.Also}, {N(s.Against)} {(s.Limit is { } most && most != s.Against ? $"to {N(most)} " : "")}asked{(s.Met == false ? ": not met" : "")}",
        AwardRule.Pool => $"({Sum(s, " cr")}) / {N(s.Against)} = {N(s.Limit)}{(s.Limit == s.Figure ? "" : $", rounded {N(s.Figure)}")}",
        AwardRule.LeftOut => $"{N(s.Figure)} credits do not count ({s.Also}): {Sum(s, " cr")}",
        AwardRule.Surplus => $"{N(s.Figure)} credits fall to {s.Also}: {Sum(s, " cr")}",
        AwardRule.Algorithm => $"{Shares(s)} = {N(s.Figure)}",
        AwardRule.FinalRounding => $"{N(s.Against)} = {N(s.Figure)}",
        AwardRule.BestOf => $"{s.Subject} with {N(s.Figure)} is the best of {N(s.Against)}",
        AwardRule.Band => $"{N(s.Figure)} is in {s.Subject}, from {N(s.Against)}",
        AwardRule.Requirement => $"{s.Also} at {N(s.Figure)}, {N(s.Against)} asked: {(s.Met == true ? "met" : "not met")}",
        AwardRule.Zone => $"{N(s.Figure)} is {(s.Met == true ? "in" : "not in")} the zone from {N(s.Against)} to {N(s.Limit)}",
        AwardRule.ZoneTest => $"{s.Also}: {N(s.Figure)}, {N(s.Against)} asked: {(s.Met == true ? "met" : "not met")}",
        AwardRule.Promoted => $"{s.Subject} in place of {s.Also}",
        AwardRule.ToBoard => s.Subject,
        AwardRule.Distribution => $"piece {N(s.Figure)} of {N(s.Limit)} is at {N(s.Against)}: band {s.Subject}",
        AwardRule.TwoWay => s.Also,
        AwardRule.Held => $"no better than {s.Subject}, because {s.Also}",
        AwardRule.StageMean => $"{N(s.Figure)}, {N(s.Against)} asked: {(s.Met == true ? "met" : "not met")}",
        AwardRule.Trail => $"{N(s.Figure)} credits gained, {N(s.Against)} outstanding of at most {N(s.Limit)}: {(s.Met == true ? "allowed" : "not allowed")}{(s.Also.Length > 0 ? $" ({s.Also})" : "")}",
        AwardRule.Exit => s.Met == true ? $"{N(s.Figure)} credits reach its minima" : $"{N(s.Figure)} credits do not reach its minima ({s.Also})",
        AwardRule.Research or AwardRule.Misconduct => s.Also,
        _ => s.Also.Length > 0 ? $"{s.Subject}: {s.Also}" : s.Subject,
    };

    public static string N(decimal? value) => value is { } v ? v.ToString("0.######", CultureInfo.InvariantCulture) : "none";

    private static string Sum(AwardStep s, string unit) => string.Join(" + ", (s.Parts ?? []).Select(p => $"{p.Module} {N(p.Mark)}×{N(p.Credits)}{(p.Credits == p.Of ? "" : $" of {N(p.Of)}")}{unit}"));

    private static string Shares(AwardStep s) => $"({string.Join(" + ", (s.Parts ?? []).Select(p => $"{p.Module} {N(p.Mark)}×{N(p.Credits)}"))}){(s.Against is { } over ? $" / {N(over)}" : "")}";
}
