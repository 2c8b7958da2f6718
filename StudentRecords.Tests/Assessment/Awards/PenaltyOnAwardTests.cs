using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Domain.Misconduct;
using static StudentRecords.Tests.Assessment.Awards.Regulated;

namespace StudentRecords.Tests.Assessment.Awards;

/// <summary>Board rules 3.11: penalties that reach beyond a module cap what the marks earned, with their code in clause and trace.</summary>
public sealed class PenaltyOnAwardTests
{
    private const string Exits = """ "exits": [{ "award": "Ordinary degree", "total": 60 }] """;

    [Theory]
    [InlineData(72, "2:1")]
    [InlineData(65, "2:2")]
    [InlineData(55, "Third")]
    public void ClassLowered_IsOneClassBelowWhatWasEarned(int mark, string expected)
    {
        var result = Worked(mark, MisconductPenalty.ClassLowered);

        Assert.Equal((AwardCode.Award, expected), (result.Suggestion, result.Class));
        Assert.StartsWith("AM-CLASS", result.Clause, StringComparison.Ordinal);
        Assert.Contains(result.Trace, s => s.Rule == AwardRule.Misconduct && s.Says.Contains(expected, StringComparison.Ordinal));
        Assert.Contains("AM-CLASS", result.ForTheBoard, StringComparison.Ordinal);
    }

    [Fact]
    public void ClassLowered_BelowTheLowestClass_IsTheExitAward() => Assert.Equal((AwardCode.ExitAward, "Ordinary degree"), Told(Worked(45, MisconductPenalty.ClassLowered)));

    [Fact]
    public void LowerAward_IsTheHighestExitAward() => Assert.Equal((AwardCode.ExitAward, "Ordinary degree"), Told(Worked(72, MisconductPenalty.LowerAward)));

    [Fact]
    public void LowerAward_WithoutAnyOther_IsForTheBoard()
    {
        var result = Work(PlainMean(120), new AwardProfile { Penalties = [MisconductPenalty.LowerAward], Modules = At(6, (70, 120)) });

        Assert.Null(result.Suggestion);
        Assert.StartsWith("AM-AWARD", result.Clause, StringComparison.Ordinal);
    }

    [Fact]
    public void Withdrawal_StandsBeforeEveryOther() => Assert.Equal((AwardCode.Withdraw, null), Told(Worked(72, MisconductPenalty.Withdrawal, MisconductPenalty.ClassLowered)));

    [Fact]
    public void AnOpenCase_HoldsTheCandidate_WhateverPenaltyStands()
    {
        var result = Work(PlainMean(120), new AwardProfile { MisconductOpen = true, Penalties = [MisconductPenalty.Withdrawal], Modules = At(6, (70, 120)) });

        Assert.Equal(AwardCode.HeldMisconduct, result.Suggestion);
    }

    private static AwardResult Worked(int mark, params MisconductPenalty[] penalties) =>
        Work(PlainMean(120, also: Exits), new AwardProfile { Penalties = penalties, Modules = At(6, (mark, 120)) });

    private static (AwardCode?, string?) Told(AwardResult result) => (result.Suggestion, result.Award);
}
