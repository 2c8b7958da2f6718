using StudentRecords.Domain.Assessment.Awards;
using static StudentRecords.Tests.Assessment.Awards.Regulated;

namespace StudentRecords.Tests.Assessment.Awards;

/// <summary>Compensation, trailing, attempts and deferral as universities practise them (sections 3.6 to 3.8), each worked by hand.</summary>
public sealed class ProgressionTests
{
    private const string Stages = """ "stages": [{ "stage": 1, "credits": 120, "repeatsStageBelow": 60, "trail": [{ "gained": 100, "outstanding": 20 }] }, { "stage": 2, "credits": 120 }] """;

    private static readonly string[] Codes = ["A", "B", "C", "D", "E", "F"];

    private static AwardResult Stage1(string also, bool afterResits, params ProfileModule[] modules) =>
        Work(Rule(240, """[{ "name": "All", "levels": [4, 5], "share": 1 }]""", null, Undergraduate, $"{Stages}{(also.Length > 0 ? ", " + also : "")}"), new AwardProfile { Stage = 1, AfterResits = afterResits, Modules = modules });

    private static ProfileModule[] Six(params decimal?[] marks) => [.. marks.Select((m, i) => new ProfileModule { Code = Codes[i], Credits = 20, Level = 4, Stage = 1, Mark = m })];

    [Fact]
    public void AllCredit_Proceeds() => Assert.Equal(AwardCode.Proceed, Stage1("", false, Six(50, 50, 50, 50, 50, 40)).Suggestion);

    [Fact]
    public void AFailWithAnAttemptLeft_IsReferred()
    {
        var result = Stage1("", false, Six(50, 50, 50, 50, 50, 39));

        Assert.Equal(AwardCode.Refer, result.Suggestion);
        Assert.Equal("Failed with an attempt left: F", result.Clause);
    }

    /// <summary>York: stage mean of 40, at most 40 credits failed, every fail 30 to 39; all or nothing.</summary>
    [Theory]
    [InlineData(30, 35, AwardCode.ProceedWithAllowance)]
    [InlineData(29, 35, AwardCode.Refer)]
    [InlineData(39, 39, AwardCode.ProceedWithAllowance)]
    public void York_Compensation(int fifth, int sixth, AwardCode expected)
    {
        const string York = """ "allowances": [{ "name": "Compensation", "as": "compensated", "stages": [1], "most": 40, "marksFrom": 30, "meanFrom": 40, "meanRounding": { "decimals": 0 }, "allOrNothing": true }] """;

        Assert.Equal(expected, Stage1(York, false, Six(50, 50, 50, 50, fifth, sixth)).Suggestion);
    }

    /// <summary>York again: 60 failed credits are too many, and none is compensated.</summary>
    [Fact]
    public void York_AllOrNothing()
    {
        const string York = """ "allowances": [{ "name": "Compensation", "as": "compensated", "stages": [1], "most": 40, "marksFrom": 30, "allOrNothing": true }] """;

        var result = Stage1(York, false, Six(60, 60, 60, 35, 35, 35));

        Assert.Equal(AwardCode.Refer, result.Suggestion);
        Assert.DoesNotContain(result.Modules, m => m.Standing == CreditStanding.Compensated);
    }

    /// <summary>Portsmouth: 20 credits a level at 30 or more; the better fail is compensated, the mark stays.</summary>
    [Fact]
    public void Portsmouth_TwentyCreditsALevel()
    {
        const string Portsmouth = """ "allowances": [{ "name": "Compensation", "as": "compensated", "levels": [4], "most": 20, "marksFrom": 30, "meanFrom": 40 }] """;

        var result = Stage1(Portsmouth, false, Six(50, 50, 50, 50, 31, 38));

        Assert.Equal(CreditStanding.Compensated, result.Modules[5].Standing);
        Assert.Equal(38m, result.Modules[5].Mark);
        Assert.Equal(CreditStanding.Failed, result.Modules[4].Standing);
    }

    /// <summary>Keele: after the last attempt only, and never for a module of which a part had to be passed.</summary>
    [Theory]
    [InlineData(1, false, CreditStanding.Failed)]
    [InlineData(2, false, CreditStanding.Compensated)]
    [InlineData(2, true, CreditStanding.Failed)]
    public void Keele_AfterTheLastAttempt_NeverForAQualifiedFail(int attempt, bool qualified, CreditStanding expected)
    {
        const string Keele = """ "allowances": [{ "name": "Condonement", "as": "compensated", "levels": [4, 5], "most": 30, "marksFrom": 35, "afterLastAttempt": true }] """;
        var modules = Six(50, 50, 50, 50, 50, 37);
        modules[5] = modules[5] with { Attempt = attempt, QualifiedFail = qualified };

        Assert.Equal(expected, Stage1(Keele, true, modules).Modules[5].Standing);
    }

    /// <summary>Keele taught postgraduate: 45 to 49 up to 30 credits, not the dissertation, and the award is a Pass.</summary>
    [Fact]
    public void Keele_Postgraduate_HoldsTheAwardAtPass()
    {
        const string Keele = """ "pass": { "mark": 50 }, "allowances": [{ "name": "Compensation", "as": "compensated", "most": 30, "marksFrom": 45, "never": ["dissertation"], "holdsAwardAt": "Pass" }] """;

        var result = Work(Rule(180, """[{ "name": "All", "levels": [7], "share": 1 }]""", null, Postgraduate, Keele), At(7, (80, 150), (46, 30)));

        Assert.True(result.Figure > 70);
        Assert.Equal("Pass", result.Class);
        Assert.Equal(AwardCode.Award, result.Suggestion);
    }

    /// <summary>CCCU: at least 100 passed and at most 20 outstanding, after the resits.</summary>
    [Theory]
    [InlineData(1, AwardCode.ProceedTrailing)]
    [InlineData(2, AwardCode.RepeatModules)]
    [InlineData(4, AwardCode.RepeatStage)]
    public void Cccu_Trailing(int fails, AwardCode expected)
    {
        var marks = Enumerable.Range(0, 6).Select(i => (decimal?)(i < fails ? 20 : 55)).ToArray();

        Assert.Equal(expected, Stage1("", true, Six(marks)).Suggestion);
    }

    [Fact]
    public void NoAttemptLeft_LeadsToAnExitAward()
    {
        const string Exits = """ "exits": [{ "award": "CertHE", "total": 120 }] """;
        var passed = Six(50, 50, 50, 50, 50, 50).Select(m => m with { Code = m.Code + "1" });
        var failed = Six(20, 20, 20, 20, 20, 20).Select(m => m with { Stage = 2, Level = 5, Attempt = 2 });

        var result = Work(Rule(240, """[{ "name": "All", "levels": [4, 5], "share": 1 }]""", null, Undergraduate, $"{Stages}, {Exits}"), new AwardProfile { Stage = 2, AfterResits = true, Modules = [.. passed, .. failed] });

        Assert.Equal((AwardCode.ExitAward, "CertHE"), (result.Suggestion, result.Award));
        Assert.Contains("no attempt left", result.Clause, StringComparison.Ordinal);
    }

    /// <summary>A further attempt earns the pass mark; a deferred one keeps its number and is not capped.</summary>
    [Theory]
    [InlineData("best", 2, 40)]
    [InlineData("newest", 2, 40)]
    [InlineData("firstInTheMean", 2, 31)]
    [InlineData("best", 1, 65)]
    public void Attempts_AreCappedByTheirNumber(string counts, int number, int expected)
    {
        var module = new ProfileModule { Code = "A", Credits = 120, Level = 4, Attempts = [new(1, number == 1 ? null : 31), new(number, 65)] };

        var result = Work(Rule(120, """[{ "name": "All", "levels": [4], "share": 1 }]""", null, Undergraduate, $$""" "attempts": { "counts": "{{counts}}" } """), module);

        Assert.Equal(expected, result.Modules[0].Mark);
        Assert.Equal(CreditStanding.Passed, result.Modules[0].Standing);
    }

    /// <summary>Sheffield Hallam: the original mark stands where the capped resit is no better.</summary>
    [Fact]
    public void WorseResit_LeavesTheOriginal() =>
        Assert.Equal(38m, Work(PlainMean(120), new ProfileModule { Code = "A", Credits = 120, Level = 6, Attempts = [new(1, 38), new(2, 22)] }).Modules[0].Mark);

    [Fact]
    public void Deferred_IsDeferred_AndNoError()
    {
        var modules = Six(50, 50, 50, 50, 50, null);
        modules[5] = modules[5] with { Deferred = true };

        var result = Stage1("", false, modules);

        Assert.Equal(AwardCode.Defer, result.Suggestion);
        Assert.Empty(result.Errors);
    }

    [Fact]
    public void Misconduct_HoldsWhateverTheMarksAre()
    {
        var result = Work(PlainMean(120), new AwardProfile { MisconductOpen = true, Modules = At(6, (70, 120)) });

        Assert.Equal(AwardCode.HeldMisconduct, result.Suggestion);
    }

    /// <summary>FHEQ minima: ordinary degree 300 with 60 at level 6, DipHE 240 with 90 at level 5 or above, CertHE 120.</summary>
    [Theory]
    [InlineData(60, "Ordinary degree")]
    [InlineData(40, "DipHE")]
    public void ExitSearch_FindsTheHighest(int levelSix, string expected)
    {
        const string Exits = """ "exits": [{ "award": "Ordinary degree", "total": 300, "levels": { "6": 60 } }, { "award": "DipHE", "total": 240, "levels": { "5": 90 } }, { "award": "CertHE", "total": 120 }] """;
        var failed = At(6, (10, 120 - levelSix))[0] with { Code = "X", Attempt = 2 };

        var result = Work(PlainMean(360, null, Undergraduate, Exits), [.. At(4, (50, 120)), .. At(5, (50, 120)), .. At(6, (50, levelSix)), failed]);

        Assert.Equal(expected, result.Award);
    }

    [Theory]
    [InlineData(100, "CREDITS_TOO_FEW", "20 too few (level 6 has 100)")]
    [InlineData(140, "CREDITS_TOO_MANY", "20 too many (level 6 has 140: L6-01 140)")]
    public void WrongCredits_AreSaidWithWhere(int credits, string code, string says)
    {
        var error = Assert.Single(Work(PlainMean(120), At(6, (60, credits))).Errors);

        Assert.Equal(code, error.Code);
        Assert.Contains(says, error.Sentence, StringComparison.Ordinal);
    }

    /// <summary>Goldsmiths: ninety credits passed outright in the final year; compensated ones do not do.</summary>
    [Fact]
    public void CompensatedCredit_IsNotPassedOutright()
    {
        const string Rule = """
            { "award": "Degree", "credits": { "total": 120, "levels": { "6": { "least": 120, "outright": 90 } } }, "algorithms": [{ "name": "M", "pools": [{ "name": "All", "levels": [6], "share": 1 }] }],
              "classes": [{ "name": "Pass", "from": 40 }, { "name": "Fail", "from": 0, "awarded": false }], "allowances": [{ "name": "Compensation", "as": "compensated", "most": 60, "marksFrom": 30 }] }
            """;

        var result = Work(Rule, At(6, (70, 80), (35, 40)));

        Assert.Equal(AwardCode.Withdraw, result.Suggestion);
        Assert.Contains("80 credits passed outright", result.Clause, StringComparison.Ordinal);
    }
}
