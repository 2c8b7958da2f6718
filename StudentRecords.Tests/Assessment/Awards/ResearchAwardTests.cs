using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Infrastructure.Assessment.Awards;

namespace StudentRecords.Tests.Assessment.Awards;

/// <summary>Outcomes of a thesis as universities have them (section 3.13 of the board rules reference).</summary>
public sealed class ResearchAwardTests
{
    private static readonly DateOnly Viva = new(2026, 1, 31);

    private static AwardResult Recommended(string code, int submission = 1, bool accepted = false, bool approved = true) =>
        Regulated.Work(RegulationShelf.Get("DOCTORATE", 1).Clauses, new AwardProfile { Research = new() { Recommendation = code, Submission = submission, ExaminedOn = Viva, CorrectionsAccepted = accepted, ApprovedOn = approved ? Viva.AddDays(14) : null } });

    [Theory]
    [InlineData("PASS", false, AwardCode.Award, "Doctor of Philosophy", null)]
    [InlineData("EDIT", false, AwardCode.Refer, "Doctor of Philosophy", "2026-02-28")]
    [InlineData("MINOR", true, AwardCode.Award, "Doctor of Philosophy", "2026-04-30")]
    [InlineData("MAJOR", false, AwardCode.Refer, "Doctor of Philosophy", "2026-07-31")]
    [InlineData("RESUBMIT", false, AwardCode.Refer, null, "2027-01-31")]
    [InlineData("MPHIL", false, AwardCode.ExitAward, "Master of Philosophy", null)]
    [InlineData("MPHIL-EDIT", true, AwardCode.ExitAward, "Master of Philosophy", "2026-04-30")]
    [InlineData("MRES", false, AwardCode.ExitAward, "Master of Research", null)]
    [InlineData("FAIL", false, AwardCode.Withdraw, null, null)]
    public void Recommendation_LeadsToItsOutcome(string code, bool accepted, AwardCode expected, string? award, string? due)
    {
        var result = Recommended(code, accepted: accepted);

        Assert.Equal((expected, award, due), (result.Suggestion, result.Award, result.DueOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Recommendation_IsNoResultUntilApproved()
    {
        var result = Recommended("PASS", approved: false);

        Assert.Null(result.Suggestion);
        Assert.NotNull(result.ForTheBoard);
    }

    [Fact]
    public void Resubmission_IsAllowedOnce() => Assert.Equal("NO_SUBMISSION_LEFT", Assert.Single(Recommended("RESUBMIT", submission: 2).Errors).Code);

    [Fact]
    public void UnknownRecommendation_IsRefused() => Assert.Equal("NO_SUCH_RECOMMENDATION", Assert.Single(Recommended("MAYBE").Errors).Code);
}
