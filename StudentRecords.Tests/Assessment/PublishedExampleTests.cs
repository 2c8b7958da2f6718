namespace StudentRecords.Tests.Assessment;

/// <summary>Worked examples that universities published, each by its source.</summary>
public sealed class PublishedExampleTests
{
    /// <summary>qub.ac.uk, School of Politics, Undergraduates, Exams and Degree Classifications.</summary>
    [Fact]
    public void Queens_Belfast_TwelveEqualModules_Are70_0First()
    {
        var result = Worked.Mean(Worked.To(1), [.. new decimal[] { 90, 85, 75, 74, 68, 68, 66, 65, 64, 63, 62, 60 }.Select(m => ((decimal?)m, 1m))]);

        Assert.Equal(70.0m, result.Overall);
        Assert.Equal("First", result.Grade);
    }

    /// <summary>York handbook (docplayer 7576860): taught Master's with a 60-credit dissertation.</summary>
    [Fact]
    public void York_TaughtMasters_RoundsTo57() =>
        Assert.Equal(57m, Worked.Mean(Worked.To(0), (55, 20), (62, 20), (60, 30), (52, 30), (70, 10), (75, 10), (53, 60)).Overall);

    /// <summary>bristol.ac.uk, academic quality, assessment, mark calculation: the unit, carried unrounded.</summary>
    [Fact]
    public void Bristol_Unit_Is65_2() => Assert.Equal(65.2m, Worked.Mean(null, (68, 40), (59, 40), (72, 20)).Overall);

    /// <summary>The same page: the year of those units.</summary>
    [Fact]
    public void Bristol_Year_RoundsTo55() =>
        Assert.Equal(55m, Worked.Mean(Worked.To(0), (65.2m, 20), (52.4m, 20), (52.3m, 40), (55.8m, 30), (46.0m, 10)).Overall);

    /// <summary>Tabula, ModuleRegistrationServiceTest (github omarathon/tabula): fractional credits, one decimal place, half up.</summary>
    [Fact]
    public void Warwick_FractionalCredits_Are64_6() =>
        Assert.Equal(64.6m, Worked.Mean(Worked.To(1), (100, 30), (58, 45), (30, 15), (0, 7.5m), (97, 7.5m), (64, 15)).Overall);

    /// <summary>The same test: any missing mark is an error, not a number.</summary>
    [Fact]
    public void Warwick_WithAMarkMissing_IsAnErrorAndNoNumber()
    {
        var result = Worked.Mean(Worked.To(1), (100, 30), (58, 45), (null, 15), (0, 7.5m), (97, 7.5m), (64, 15));

        Assert.Null(result.Overall);
        Assert.Null(result.Grade);
        Assert.Null(result.Passes);
        Assert.Equal("C3", Assert.Single(result.Missing).Component);
    }

    /// <summary>Example T28 of the board rules reference (computed there; its source page is cut): the highest attempt at each component counts.</summary>
    [Fact]
    public void HighestAttemptPerComponent_Is40_4AndPasses()
    {
        var result = Worked.By(
            Worked.OneScale(Worked.To(1)),
            (default, 40, [50]), (default, 30, [2, 40]), (default, 30, [28, 10]));

        Assert.Equal(40.4m, result.Overall);
        Assert.True(result.Passes);
    }

    /// <summary>portsoc/dcalc tests: nothing is rounded at a boundary.</summary>
    [Theory]
    [InlineData("69.9999999", "2:1")]
    [InlineData("59.9999999", "2:2")]
    [InlineData("49.9999999", "Third")]
    [InlineData("39.9999999", "Fail")]
    [InlineData("70", "First")]
    [InlineData("60", "2:1")]
    [InlineData("50", "2:2")]
    [InlineData("40", "Third")]
    public void Portsmouth_NeverRounds_AtBoundary(string mark, string grade) =>
        Assert.Equal(grade, Worked.Mean(null, (decimal.Parse(mark, System.Globalization.CultureInfo.InvariantCulture), 1)).Grade);

    /// <summary>sheffield.ac.uk/scharr, penalties: its printed table needs halves rounded away from zero (banker's rounding gives 66, 52 and 42).</summary>
    [Theory]
    [InlineData("66.5", 67)]
    [InlineData("59.5", 60)]
    [InlineData("52.5", 53)]
    [InlineData("42.5", 43)]
    public void Sheffield_HalvesGoAwayFromZero(string mark, int printed) =>
        Assert.Equal(printed, Worked.Mean(Worked.To(0), (decimal.Parse(mark, System.Globalization.CultureInfo.InvariantCulture), 1)).Overall);
}
