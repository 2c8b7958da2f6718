using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Compare;
using StudentRecords.Tests.Hesa.Reference;
using static StudentRecords.Tests.Hesa.CompareStory;

namespace StudentRecords.Tests.Hesa;

/// <summary>What the article says of one entity only: statuses of sessions, closing by date, QUALITT, course references.</summary>
public sealed class OwnRuleTests
{
    /// <summary>The session starts on 1 September 2024. Date and status now; reported date and status, or none; what comes of it.</summary>
    [Theory]
    [InlineData("2024-10-01", "02", null, null, EntityStatus.New, "a second status of the session is new")]
    [InlineData("2024-10-01", "02", "2024-10-01", "02", EntityStatus.New, "… always, even when it was reported")]
    [InlineData("2024-09-01", "01", null, null, EntityStatus.Unchanged, "first status active, nothing reported: no report needed")]
    [InlineData("2024-09-01", "02", null, null, EntityStatus.New, "first status another, nothing reported")]
    [InlineData("2024-09-01", "04", "2024-08-01", "04", EntityStatus.Unchanged, "the same as reported last")]
    [InlineData("2024-09-01", "04", "2024-12-01", "04", EntityStatus.Unchanged, "the same as reported last, whatever its date")]
    [InlineData("2024-09-01", "01", "2024-08-01", "02", EntityStatus.New, "another, and later than reported last")]
    [InlineData("2024-09-01", "02", "2024-09-01", "01", EntityStatus.Amended, "another, on the day of the one reported last")]
    [InlineData("2024-08-15", "02", "2024-09-01", "01", EntityStatus.Amended, "another, and before the one reported last")]
    [InlineData("2024-09-01", "NULL ERROR", "2024-09-01", "01", EntityStatus.Error, "an error goes before every rule")]
    public void SessionStatus_FollowsTheRulesInTheirOrder(string from, string status, string? reportedFrom, string? reported, EntityStatus expected, string because)
    {
        var now = One("SessionStatus", ("STATUSVALIDFROM", from), ("STATUSCHANGEDTO", status));
        PlainEntity[] before = reportedFrom is null ? ParentsOf("SessionStatus") : [One("SessionStatus", ("STATUSVALIDFROM", reportedFrom), ("STATUSCHANGEDTO", reported))];
        Assert.True(expected == Only("SessionStatus", [now], before).Status, because);
    }

    [Fact]
    public void SessionStatus_ThatAmendsTheOneReported_TakesItsDateWithStep99()
    {
        var verdict = Only("SessionStatus", [One("SessionStatus", ("STATUSVALIDFROM", "2024-08-15"), ("STATUSCHANGEDTO", "02"))], [One("SessionStatus", ("STATUSVALIDFROM", "2024-09-01"), ("STATUSCHANGEDTO", "01"))]);
        Assert.Equal("SID=1/NUMHUS=1/SCSESSIONID=1/STATUSVALIDFROM=2024-09-01", EntityKey.Display(verdict.KeyPath, Collection));
        Assert.Equal(
            [("STATUSVALIDFROM", FieldStatus.Unchanged, "2024-09-01", 99), ("STATUSCHANGEDTO", FieldStatus.Amended, "02", null)],
            verdict.Fields.Select(f => (f.Field.Name, f.Status, f.Reported, f.Step)));
    }

    [Fact]
    public void SessionStatus_IsComparedWithTheLatestOfThoseReported()
    {
        var before = new[] { ("2024-08-01", "02"), ("2024-08-20", "01") }.Select(s => One("SessionStatus", ("STATUSVALIDFROM", s.Item1), ("STATUSCHANGEDTO", s.Item2)));
        Assert.Equal(EntityStatus.Unchanged, Only("SessionStatus", [One("SessionStatus", ("STATUSCHANGEDTO", "01"))], before).Status);
    }

    [Theory]
    [InlineData("CourseInitiative", "COURSEVALIDTO", "2023-08-01", "2024-08-01")]
    [InlineData("CourseInitiative", "COURSEVALIDTO", "2024-11-01", "2024-11-01")]
    [InlineData("CurriculumAccreditation", "CURACCVALIDTO", "2023-08-01", "2024-08-01")]
    [InlineData("CurriculumAccreditation", "CURACCVALIDTO", "2024-11-01", "2024-11-01")]
    public void Vanished_WithAValidFrom_IsClosedFromThePeriodsStartButNeverBeforeItBegan(string entity, string validTo, string from, string expected)
    {
        var validFrom = validTo.Replace("TO", "FROM");
        var verdict = Only(entity, ParentsOf(entity), [One(entity, (validFrom, from))]);
        Assert.Equal(EntityStatus.Amended, verdict.Status);
        Assert.Equal([FieldStatus.Unchanged, FieldStatus.Unchanged, FieldStatus.New], verdict.Fields.Select(f => f.Status));
        Assert.Equal((validTo, expected), (verdict.Fields[2].Field.Name, verdict.Fields[2].Reported));
        Assert.All(verdict.Fields, f => Assert.Equal(99, f.Step));
        Assert.Equal(EntityStatus.Identify, Only("Course", ParentsOf(entity), [One(entity, (validFrom, from))]).Status);
    }

    [Theory]
    [InlineData("CourseInitiative", "COURSEVALIDTO")]
    [InlineData("CurriculumAccreditation", "CURACCVALIDTO")]
    public void Vanished_WithAValidToAlready_IsSilent(string entity, string validTo) =>
        Assert.DoesNotContain(Compare(ParentsOf(entity), [One(entity, (validTo, "2024-01-01"))]), v => v.Entity.Name == entity);

    [Fact]
    public void Vanished_BelowACourseThatHasVanishedToo_IsClosedAndTheCourseIsThereToHoldIt()
    {
        var verdicts = Compare([], [One("CourseInitiative", ("COURSEVALIDFROM", "2023-08-01"))]);
        Assert.Equal([("Course", EntityStatus.Identify), ("CourseInitiative", EntityStatus.Amended)], verdicts.Select(v => (v.Entity.Name, v.Status)));
    }

    [Fact]
    public void CourseInitiative_ReportedBefore_IsUnchangedWhateverItsDates()
    {
        var now = One("CourseInitiative", ("COURSEVALIDFROM", "2024-10-01"), ("COURSEVALIDTO", "2025-01-01"));
        var verdict = Only("CourseInitiative", [now], [One("CourseInitiative", ("COURSEVALIDFROM", "2023-08-01"))]);
        Assert.Equal(EntityStatus.Unchanged, verdict.Status);
        Assert.All(verdict.Fields, f => Assert.Equal(FieldStatus.Unchanged, f.Status));
    }

    [Fact]
    public void CourseInitiative_NeverReported_IsNew() => Assert.Equal(EntityStatus.New, Only("CourseInitiative", [One("CourseInitiative")], ParentsOf("CourseInitiative")).Status);

    [Fact]
    public void CurriculumAccreditation_WithAnotherValidFrom_IsAmended()
    {
        var verdict = Only("CurriculumAccreditation", [One("CurriculumAccreditation", ("CURACCVALIDFROM", "2024-10-01"))], [One("CurriculumAccreditation", ("CURACCVALIDFROM", "2023-08-01"))]);
        Assert.Equal((EntityStatus.Amended, FieldStatus.Amended), (verdict.Status, verdict.StatusOf("CURACCVALIDFROM")));
    }

    [Theory]
    [InlineData("50", "01", "01", FieldStatus.Amended)]
    [InlineData("50", "01", "02", FieldStatus.Amended)]
    [InlineData("100", "01", "01", FieldStatus.Unchanged)]
    [InlineData("50", null, null, null)]
    public void Qualitt_IsReportedWheneverTheProportionChanges(string proportion, string? now, string? before, FieldStatus? expected)
    {
        var verdict = Only("QualificationSubject", [One("QualificationSubject", ("QUALITT", now), ("QUALPROPORTION", proportion))], [One("QualificationSubject", ("QUALITT", before), ("QUALPROPORTION", "100"))]);
        Assert.Equal(expected, verdict.StatusOf("QUALITT"));
    }

    [Fact]
    public void CourseReference_MayHaveSeveralCodesOfOneType()
    {
        PlainEntity[] now = [One("CourseReference", ("COURSEREFRNCID", "A1")), One("CourseReference", ("COURSEREFRNCID", "B2"))];
        var verdicts = Compare(now, [now[0], One("CourseReference", ("COURSEREFRNCID", "C3"))]).Where(v => v.Entity.Name == "CourseReference");
        Assert.Equal([EntityStatus.Unchanged, EntityStatus.New], verdicts.Select(v => v.Status));
    }

    [Fact]
    public void FinancialSupport_OfTwoSessions_DoesNotCollide()
    {
        var first = One("StudentFinancialSupport", ("FINSUPAMOUNT", "100"));
        var other = first with { Parent = One("StudentCourseSession", ("SCSESSIONID", "2")), Values = new(first.Values) { ["FINSUPAMOUNT"] = "200" } };
        Assert.All(Compare([first, other], [first, other]), v => Assert.Equal(EntityStatus.Unchanged, v.Status));
    }
}
