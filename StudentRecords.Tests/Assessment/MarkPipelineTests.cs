using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Misconduct;

namespace StudentRecords.Tests.Assessment;

/// <summary>The order of operations, and what each decision from elsewhere does to marks, on worked figures.</summary>
public sealed class MarkPipelineTests
{
    private const string Late = """{ "bands": [ { "upTo": 5, "share": 10 } ] }""";
    private static readonly DateOnly OneDayLate = Pipeline.Due.AddDays(1);
    private static readonly AssessmentComponent Exam = new("EXAM", "Examination", ComponentKind.Examination, 40, null);
    private static readonly AssessmentComponent Essay = new("ESSAY60", "Essay", ComponentKind.Coursework, 60, Pipeline.Due);

    /// <summary>The order is data: ten per cent before ten marks off, or after them.</summary>
    [Theory]
    [InlineData("""["raw", "late", "misconduct", "cap", "round"]""", "53")]
    [InlineData("""["raw", "misconduct", "late", "cap", "round"]""", "54")]
    public void TheOrder_IsDataOfTheRule(string order, string expected)
    {
        var result = Pipeline.Essays(Pipeline.Rule(Late, order: order), 70, OneDayLate, new MarkTreatment(TreatmentKind.Reduced, "AM-REDUCED") { Value = 10 });
        Assert.Equal(Pipeline.Number(expected), result.Overall);
    }

    [Theory]
    [InlineData("""["late", "raw", "misconduct", "cap", "round"]""")]
    [InlineData("""["raw", "late", "cap", "round"]""")]
    [InlineData("""["raw", "late", "late", "misconduct", "cap", "round"]""")]
    public void AnOrder_ThatLeavesOutOrDoubles_IsRefused(string order) =>
        Assert.Equal("order", Assert.Single(MarkRuleClauses.Read(Pipeline.Rule(order: order)).Refusals).Clause);

    [Theory]
    [InlineData("""{ "bands": [] }""", "null", "late")]
    [InlineData("""{ "bands": [ { "upTo": 5 }, { "upTo": 2 } ] }""", "null", "late")]
    [InlineData("null", """{ "at": 140 }""", "cap")]
    [InlineData("null", """{ "at": 40, "fromAttempt": 1 }""", "cap")]
    public void LateAndCapClauses_ThatMakeNoSense_AreRefused(string late, string cap, string clause) =>
        Assert.Equal(clause, Assert.Single(MarkRuleClauses.Read(Pipeline.Rule(late, cap)).Refusals).Clause);

    [Fact]
    public void ARuleWithoutAPipeline_WorksAsBefore()
    {
        var rule = MarkRuleClauses.Read(Worked.OneScale(null)).Value!;
        Assert.Equal(MarkStages.Usual, rule.Order);
        Assert.True(rule.Late is null && rule.Cap is null);
        Assert.Equal(70m, Pipeline.Essays(Worked.OneScale(null), 70, Pipeline.Due.AddDays(30)).Overall);
    }

    /// <summary>Board rules 3.8: the late penalty is taken from the raw resit mark, then the cap.</summary>
    [Fact]
    public void ALateResit_LosesFromTheRawMark_AndIsCappedAfter()
    {
        var result = Pipeline.Work(Pipeline.Standard, [Pipeline.Essay], [new TakenMark(Pipeline.Essay.Id, 1, 20, Pipeline.Due), new TakenMark(Pipeline.Essay.Id, 2, 70, OneDayLate)]);

        Assert.Equal(40m, result.Overall);
        Assert.Equal(["Module: highest attempt", "Module: late", "Module: cap"], result.Trace.Select(t => t.Clause).Take(3));
        Assert.Contains(result.Trace, t => t.Says.Contains("70 becomes 66.5", StringComparison.Ordinal));
    }

    /// <summary>Board rules 3.8: best of original and capped resit stands (Sheffield Hallam, Staffordshire).</summary>
    [Fact]
    public void AFurtherAttempt_IsCapped_AndTheBetterOneStands()
    {
        var cap = Pipeline.Rule(cap: """{ "at": 40 }""");
        Assert.Equal(40m, Attempts(cap, 35, 68).Overall);
        Assert.Equal(55m, Attempts(cap, 55, 68).Overall);
        Assert.Contains(Attempts(cap, 35, 68).Trace, t => t.Clause == "Module: cap");
    }

    /// <summary>Board rules 3.8: the cap may fall on the module instead of the component.</summary>
    [Fact]
    public void ACapOfTheModule_HoldsItsFigures()
    {
        var rule = Pipeline.Rule(cap: """{ "at": 40, "of": "module" }""");
        var result = Pipeline.Work(rule, [Essay, Exam], [new TakenMark(Essay.Id, 1, 30), new TakenMark(Essay.Id, 2, 80), new TakenMark(Exam.Id, 1, 70)]);
        Assert.Equal(40m, result.Overall);
        Assert.Equal(70m, Pipeline.Work(rule, [Essay, Exam], [new TakenMark(Essay.Id, 1, 70), new TakenMark(Exam.Id, 1, 70)]).Overall);
    }

    public static TheoryData<CircumstanceOutcome, decimal?> Circumstances => new()
    {
        { CircumstanceOutcome.Extension, 60m },
        { CircumstanceOutcome.PenaltyWaived, 60m },
        { CircumstanceOutcome.DeferAsFirstSit, null },
        { CircumstanceOutcome.AttemptVoided, null },
        { CircumstanceOutcome.ComponentWaived, 50m },
        { CircumstanceOutcome.DiscretionAtAward, 54m },
        { CircumstanceOutcome.NoFurtherAction, 54m },
        { CircumstanceOutcome.Rejected, 54m },
    };

    /// <summary>Board rules 3.9, every outcome: an essay of 60 one day late (10 per cent), an examination of 50; without an outcome the module comes to 54×0.6 + 50×0.4 = 52.4.</summary>
    [Theory]
    [MemberData(nameof(Circumstances))]
    public void EachCircumstanceOutcome_DoesWhatTheRegulationSays(CircumstanceOutcome outcome, decimal? essay)
    {
        var result = Pipeline.Work(Pipeline.Rule(Late), [Essay, Exam], [new TakenMark(Essay.Id, 1, 60, OneDayLate), new TakenMark(Exam.Id, 1, 50)], [.. Item(outcome)]);

        Assert.Equal(essay is null ? null : outcome == CircumstanceOutcome.ComponentWaived ? 50m : (essay * 0.6m) + 20m, result.Overall);
        if (essay is null)
        {
            Assert.Contains(CircumstanceCodes.Of(outcome, CircumstanceSeverity.NotStated)!, Assert.Single(result.Missing).Reason, StringComparison.Ordinal);
        }
    }

    /// <summary>Board rules 3.8: a deferral keeps the attempt's number: uncapped if it was the first …</summary>
    [Fact]
    public void ADeferredFirstAttempt_IsTakenAgainUncapped()
    {
        var result = Pipeline.Work(Pipeline.Rule(cap: """{ "at": 40 }"""), [Pipeline.Essay], [new TakenMark(Pipeline.Essay.Id, 1, 20), new TakenMark(Pipeline.Essay.Id, 2, 65)], Aside(1));
        Assert.Equal(65m, result.Overall);
        Assert.Contains(result.Trace, t => t.Clause == "Module: attempt set aside");
    }

    /// <summary>… and a deferred capped attempt stays capped.</summary>
    [Fact]
    public void ADeferredSecondAttempt_StaysCapped()
    {
        var result = Pipeline.Work(Pipeline.Rule(cap: """{ "at": 40 }"""), [Pipeline.Essay], [new TakenMark(Pipeline.Essay.Id, 1, 20), new TakenMark(Pipeline.Essay.Id, 2, 10), new TakenMark(Pipeline.Essay.Id, 3, 70)], Aside(2));
        Assert.Equal(40m, result.Overall);
    }

    /// <summary>A rule that counts work not submitted as 0 still waits for a deferred attempt.</summary>
    [Fact]
    public void ADeferredAttempt_IsNeverNought()
    {
        var zero = Pipeline.Rule().Replace("\"examination\"] }", "\"examination\"], \"notSubmitted\": \"zero\" }", StringComparison.Ordinal);
        Assert.Equal(0m, Pipeline.Work(zero, [Pipeline.Essay], []).Overall);
        Assert.Null(Pipeline.Work(zero, [Pipeline.Essay], [], Aside(1)).Overall);
    }

    public static TheoryData<MisconductPenalty, string, bool?> Penalties => new()
    {
        { MisconductPenalty.Warning, "60", true },
        { MisconductPenalty.ResubmitUncapped, "70", true },
        { MisconductPenalty.ResubmitCapped, "40", true },
        { MisconductPenalty.MarkReduced, "50", true },
        { MisconductPenalty.ComponentZero, "0", false },
        { MisconductPenalty.ModuleZero, "0", false },
        { MisconductPenalty.ModuleZeroWithoutCredit, "0", false },
        { MisconductPenalty.ClassLowered, "60", true },
        { MisconductPenalty.LowerAward, "60", true },
        { MisconductPenalty.Withdrawal, "60", true },
    };

    /// <summary>Board rules 3.11, every penalty of the ladder, on an essay of 60; where it is handed in anew it gets 70.</summary>
    [Theory]
    [MemberData(nameof(Penalties))]
    public void EachPenalty_DoesWhatTheLadderSays(MisconductPenalty penalty, string expected, bool? passes)
    {
        var again = penalty is MisconductPenalty.ResubmitCapped or MisconductPenalty.ResubmitUncapped;
        TakenMark[] marks = [new(Pipeline.Essay.Id, 1, 60), .. again ? [new TakenMark(Pipeline.Essay.Id, 2, 70)] : Array.Empty<TakenMark>()];
        var value = penalty == MisconductPenalty.MarkReduced ? 10m : 40m;
        var result = Pipeline.Work(Pipeline.Rule(), [Pipeline.Essay], marks, [.. MisconductPenalties.Treats(penalty, Pipeline.Essay.Id, 1, value)]);

        Assert.Equal((Pipeline.Number(expected), passes), (result.Overall!.Value, result.Passes));
        Assert.Equal(penalty == MisconductPenalty.ModuleZeroWithoutCredit, result.Clause.Contains("No credit", StringComparison.Ordinal));
    }

    /// <summary>Rule treatments of F063: a window moves the clock, suppression removes the penalty; each is seen in the trace by its code.</summary>
    [Fact]
    public void AdjustmentsToTheClock_AreWorkedAndToldInTheTrace()
    {
        var rule = Pipeline.Rule(Late);
        var window = Pipeline.Essays(rule, 60, OneDayLate, new MarkTreatment(TreatmentKind.ExtendedBy, "RA-WINDOW") { Value = 5 });
        var without = Pipeline.Essays(rule, 60, OneDayLate, new MarkTreatment(TreatmentKind.LateWaived, "RA-NO-PENALTY"));
        var beyond = Pipeline.Essays(rule, 60, Pipeline.Due.AddDays(6), new MarkTreatment(TreatmentKind.ExtendedBy, "RA-WINDOW") { Value = 5 });

        Assert.Equal((60m, 60m, 54m), (window.Overall, without.Overall, beyond.Overall));
        Assert.Contains(window.Trace, t => t.Clause == "Module: deadline" && t.Says.Contains("extended to 20 Nov 2023 (RA-WINDOW)", StringComparison.Ordinal));
        Assert.Contains(without.Trace, t => t.Says.Contains("no penalty (RA-NO-PENALTY)", StringComparison.Ordinal));
        Assert.Contains(beyond.Trace, t => t.Says.Contains("due 20 Nov 2023 (RA-WINDOW), 1 working day late", StringComparison.Ordinal));
    }

    [Fact]
    public void Suppression_HoldsOnlyWhileItIsValid() =>
        Assert.Equal(54m, Pipeline.Essays(Pipeline.Rule(Late), 60, OneDayLate, new MarkTreatment(TreatmentKind.LateWaived, "RA-NO-PENALTY") { Until = Pipeline.Due }).Overall);

    private static ModuleResultFigure Attempts(string rule, decimal first, decimal second) =>
        Pipeline.Work(rule, [Pipeline.Essay], [new TakenMark(Pipeline.Essay.Id, 1, first), new TakenMark(Pipeline.Essay.Id, 2, second)]);

    private static MarkTreatment Aside(int attempt) => new(TreatmentKind.AttemptSetAside, "EC-DEFER") { ComponentId = Pipeline.Essay.Id, Attempt = attempt };

    private static IEnumerable<MarkTreatment> Item(CircumstanceOutcome outcome)
    {
        var claim = new ExceptionalCircumstance(1, "EC-1", "WELL");
        claim.Decide(1, outcome, CircumstanceSeverity.NotStated, Pipeline.Due, "WELL", default);
        return new CircumstanceItem(claim, 1, Essay.Id, 1, Pipeline.Due.AddDays(7)).Treats() is { } treatment ? [treatment] : [];
    }
}
