using StudentRecords.Domain.Assessment;
using StudentRecords.Domain.Calendar;

namespace StudentRecords.Tests.Assessment;

/// <summary>Late work as universities publish it: each rule is data, and each figure names its source.</summary>
public sealed class LatePenaltyTests
{
    private static readonly DateOnly[] WorkingDays = [new(2023, 11, 16), new(2023, 11, 17), new(2023, 11, 20), new(2023, 11, 21), new(2023, 11, 22), new(2023, 11, 23)];

    /// <summary>Board rules T26 (sheffield.ac.uk/scharr, penalties): 5 per cent of the mark earned a working day, nought after five; the printed figures, halves rounded up.</summary>
    [Theory]
    [InlineData(70, "67 63 60 56 53 0")]
    [InlineData(60, "57 54 51 48 45 0")]
    [InlineData(50, "48 45 43 40 38 0")]
    public void Sheffield_FivePerCentOfTheMarkAWorkingDay_IsAsPrinted(int mark, string printed) =>
        Assert.Equal(printed, string.Join(' ', WorkingDays.Select(day => Pipeline.Essays(Pipeline.Standard, mark, day).Overall)));

    /// <summary>Board rules T26, before the page rounds: 66.5 63 59.5 56 52.5; the same for 65.</summary>
    [Theory]
    [InlineData(70, "66.5 63.0 59.5 56.0 52.5 0")]
    [InlineData(65, "61.75 58.5 55.25 52.0 48.75 0")]
    public void Sheffield_Unrounded_IsFivePerCentEach(int mark, string figures)
    {
        var rule = Pipeline.Rule(late: """{ "bands": [ { "upTo": 5, "share": 5 } ] }""");
        Assert.Equal(figures.Split(' ').Select(Pipeline.Number), WorkingDays.Select(day => Pipeline.Essays(rule, mark, day).Overall!.Value));
    }

    /// <summary>Board rules 3.10, QMUL: 5 marks of those available for each 24 hours or part of them, nought after a set number (here seven days).</summary>
    [Theory]
    [InlineData("2023-11-15T23:59:59+00:00", 62)]
    [InlineData("2023-11-16T00:00:01+00:00", 57)]
    [InlineData("2023-11-18T12:00:00+00:00", 47)]
    [InlineData("2023-11-22T23:59:59+00:00", 27)]
    [InlineData("2023-11-23T00:00:00+00:00", 0)]
    public void QueenMary_FiveMarksEach24HoursOrPart_CountsByTheClock(string submitted, int expected)
    {
        var rule = Pipeline.Rule(late: """{ "counts": "calendarDays", "bands": [ { "upTo": 7, "points": 5 } ] }""");
        var mark = new TakenMark(Pipeline.Essay.Id, 1, 62) { SubmittedAt = DateTimeOffset.Parse(submitted, System.Globalization.CultureInfo.InvariantCulture) };
        Assert.Equal(expected, Pipeline.Work(rule, [Pipeline.Essay], [mark]).Overall);
    }

    /// <summary>Board rules 3.10, Southampton: 0.9, 0.8, 0.7, 0.6, 0.5 of the mark, then nought.</summary>
    [Fact]
    public void Southampton_TenthsOfTheMark_ThenNought()
    {
        var rule = Pipeline.Rule(late: """{ "bands": [ { "upTo": 5, "share": 10 } ] }""");
        Assert.Equal([54m, 48m, 42m, 36m, 30m, 0m], WorkingDays.Select(day => Pipeline.Essays(rule, 60, day).Overall!.Value));
    }

    /// <summary>Board rules 3.10, UCL: 10 marks up to two working days but never below the pass mark, held at the pass mark up to five, then 1. A fail before the penalty stays a fail.</summary>
    [Theory]
    [InlineData(65, "55 55 40 40 40 1")]
    [InlineData(45, "40 40 40 40 40 1")]
    [InlineData(33, "33 33 33 33 33 1")]
    public void UniversityCollegeLondon_TenMarksThenHeldAtThePassMark(int mark, string expected)
    {
        var rule = Pipeline.Rule(late: """{ "bands": [ { "upTo": 2, "points": 10, "once": true, "floor": 40 }, { "upTo": 5, "heldAt": 40 } ], "after": 1 }""");
        Assert.Equal(expected, string.Join(' ', WorkingDays.Select(day => Pipeline.Essays(rule, mark, day).Overall)));
    }

    /// <summary>Board rules 3.10, Birkbeck: held at the pass mark.</summary>
    [Fact]
    public void Birkbeck_HeldAtThePassMark()
    {
        var rule = Pipeline.Rule(late: """{ "bands": [ { "upTo": 10, "heldAt": 40 } ] }""");
        Assert.Equal(40m, Pipeline.Essays(rule, 72, WorkingDays[0]).Overall);
    }

    [Fact]
    public void WeekendsAndBankHolidays_AreNotCounted_ButALatePieceIsOneDayLateAtLeast()
    {
        var friday = new Domain.Curriculum.AssessmentComponent("E", "Essay", Domain.Curriculum.ComponentKind.Coursework, 100, new DateOnly(2024, 3, 28));
        decimal? On(DateOnly day) => Pipeline.Work(Pipeline.Standard, [friday], [new TakenMark(friday.Id, 1, 60, day)]).Overall;

        Assert.Equal(57m, On(new DateOnly(2024, 3, 30)));
        Assert.Equal(57m, On(new DateOnly(2024, 4, 2)));
        Assert.Equal(54m, On(new DateOnly(2024, 4, 3)));
    }

    [Fact]
    public void Examinations_AreNeverLate()
    {
        var exam = new Domain.Curriculum.AssessmentComponent("X", "Examination", Domain.Curriculum.ComponentKind.Examination, 100, Pipeline.Due);
        Assert.Equal(60m, Pipeline.Work(Pipeline.Standard, [exam], [new TakenMark(exam.Id, 1, 60, Pipeline.Due.AddDays(3))]).Overall);
    }

    [Fact]
    public void TheDeadlineOfTheLearningEnvironment_IsHeldToTheSecond()
    {
        var due = UkTime.At(Pipeline.Due, new TimeOnly(12, 0));
        decimal? At(DateTimeOffset moment) => Pipeline.Work(Pipeline.Standard, [Pipeline.Essay], [new TakenMark(Pipeline.Essay.Id, 1, 60) { SubmittedAt = moment, DueAt = due }]).Overall;

        Assert.Equal(60m, At(due));
        Assert.Equal(57m, At(due.AddSeconds(1)));
        Assert.Equal(54m, At(due.AddHours(25)));
    }
}
