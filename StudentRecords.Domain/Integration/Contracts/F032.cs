using System.Globalization;
using StudentRecords.Domain.Teaching;

namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>F032 SurveyResultsAggregated, SurveyResponseRates, ActionTrackingUpdated: what a module's students said together. There is no field for a student and none for a text.</summary>
public sealed record SurveyTold
{
    public required string Survey { get; init; }
    public required string ModuleRun { get; init; }
    public int? Invited { get; init; }
    public int? Responses { get; init; }
    public IReadOnlyList<QuestionMean>? Means { get; init; }
    public IReadOnlyList<SurveyAction>? Actions { get; init; }

    public void Check(Checks checks) => checks.Text("/survey", Survey, 60).Text("/moduleRun", ModuleRun, 100).Between("/invited", Invited, 0, 100_000).Between("/responses", Responses, 0, 100_000)
        .That(Responses is null || Invited is null || Responses <= Invited, "/responses", "are more than were invited.")
        .That(Means is not { Count: > 0 } || Responses >= SurveyResult.FewestToTell, "/means", $"of fewer than {SurveyResult.FewestToTell} answers could be told apart; send the response rate alone.")
        .That(Means is null || (Means.Count <= 60 && Means.All(m => m.Question.Length is > 0 and <= 20 && m.Mean is >= 0 and <= 10)), "/means", "must be question codes with means from 0 to 10.")
        .That(Actions is null || (Actions.Count <= 20 && Actions.All(a => a.Action.Length is > 0 and <= 20 && a.State.Length is > 0 and <= 20)), "/actions", "must be action codes with states.");

    public string? MeansText => Means is null ? null : string.Join('\n', Means.Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Question}:{m.Mean}")));

    public string? ActionsText => Actions is null ? null : string.Join('\n', Actions.Select(a => $"{a.Action}:{a.State}"));
}

/// <summary>Mean of the answers to one question.</summary>
public sealed record QuestionMean(string Question, decimal Mean);

/// <summary>What was promised after a survey, and how far it is.</summary>
public sealed record SurveyAction(string Action, string State);
