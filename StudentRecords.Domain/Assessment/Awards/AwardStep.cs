using System.Text.Json.Serialization;

namespace StudentRecords.Domain.Assessment.Awards;

/// <summary>
/// One clause of a regulation as it fired, with its inputs. It holds the figures as they were; the sentence is made when somebody reads
/// it, because thousands of candidates are worked for every one that is looked at.
/// </summary>
/// <param name="Rule">Which kind of clause.</param>
/// <param name="Subject">The module, pool, class, stage or clause that it is about.</param>
/// <param name="Figure">What came out.</param>
/// <param name="Against">What it was held against, or made from.</param>
/// <param name="Limit">A second thing it was held against.</param>
/// <param name="Met">Whether the clause was met; null where that is no question.</param>
/// <param name="Also">A name that the sentence needs besides.</param>
/// <param name="Parts">The marks that a mean was made of.</param>
public readonly record struct AwardStep(AwardRule Rule, string Subject, decimal? Figure = null, decimal? Against = null, decimal? Limit = null, bool? Met = null, string Also = "", [property: JsonIgnore] IReadOnlyList<CountedMark>? Parts = null)
{
    /// <summary>The clause, in words.</summary>
    public string Clause => AwardStepWords.Clause(this);

    /// <summary>What it did, on what inputs.</summary>
    public string Says => AwardStepWords.Says(this);
}

/// <summary>A module in a mean.</summary>
/// <param name="Module">Its code.</param>
/// <param name="Mark">The mark that counts, on the scale that is averaged.</param>
/// <param name="Credits">How many of its credits count.</param>
/// <param name="Of">How many it has.</param>
public readonly record struct CountedMark(string Module, decimal Mark, decimal Credits, decimal Of);

/// <summary>The kinds of clause that can fire.</summary>
public enum AwardRule
{
    Components,
    Attempt,
    Cap,
    ModuleRounding,
    Points,
    PassFail,
    QualifiedFail,
    Ratified,
    Failed,
    Allowed,
    NotAllowed,
    Missing,
    Deferred,
    Credits,
    Pool,
    LeftOut,
    Surplus,
    Algorithm,
    FinalRounding,
    BestOf,
    Band,
    Requirement,
    Zone,
    ZoneTest,
    Promoted,
    ToBoard,
    Distribution,
    TwoWay,
    Held,
    StageMean,
    Trail,
    Exit,
    Research,
    Misconduct,
    Decision,
}
