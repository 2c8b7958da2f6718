using StudentRecords.Domain.Assessment.Awards;
using StudentRecords.Infrastructure.Assessment.Awards;

namespace StudentRecords.Tests.Assessment.Awards;

/// <summary>A regulation that contradicts itself, or leaves something open, is told every fault at once.</summary>
public sealed class AwardFaultTests
{
    public static TheoryData<string> OnTheShelf => [.. RegulationShelf.All().Select(r => $"{r.Code} {r.Version}")];

    [Theory]
    [MemberData(nameof(OnTheShelf))]
    public void EveryRegulationOnTheShelf_HasNoFault_AndIsToldInSentences(string name)
    {
        var regulation = RegulationShelf.All().Single(r => $"{r.Code} {r.Version}" == name);

        Assert.Empty(RegulationService.Check(regulation));
        Assert.All(ClauseWords.Of(AwardClauses.Read(regulation.Clauses).Value!), s => Assert.All(s.Sentences, t => Assert.False(string.IsNullOrWhiteSpace(t))));
    }

    [Fact]
    public void Read_SaysEveryFaultAtOnce()
    {
        var read = AwardClauses.Read("""
            {
              "award": " ", "credits": { "total": 0 }, "rounding": { "final": { "decimals": 9 } },
              "algorithms": [
                { "name": "A", "pools": [{ "name": "5", "levels": [5], "share": 0, "discount": { "style": "split" } }, { "name": "6", "levels": [5], "stages": [3], "share": 0 }] },
                { "name": "a", "pools": [{ "name": "6", "levels": [6], "share": 1, "surplusTo": "7" }] }],
              "classes": [{ "name": "First", "from": 70 }, { "name": "2:1", "from": 60, "below": 69 }, { "name": "Pass", "from": 60 }],
              "borderline": [{ "into": ["Starred"], "below": 2, "tests": [] }],
              "exits": [{ "award": "CertHE", "total": 120 }, { "award": "DipHE", "total": 240 }]
            }
            """);

        var said = string.Join('\n', read.Refusals.Select(r => r.Sentence));
        Assert.False(read.Succeeded);
        Assert.All(
            [
                "no title", "asks for no credit", "9 decimal places", "nothing says which counts", "'A' is not", "one at least is above 0", "neither how many credits", "neither by level nor by stage", "level 5 in more than one pool",
                "'7'", "between them have no class", "does not begin below it", "No class begins at 0", "'Starred'", "without a test", "more credits than CertHE",
            ],
            fault => Assert.Contains(fault, said, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(70, 69, "between them have no class")]
    [InlineData(70, 72, "they overlap")]
    public void Bands_WithAGapOrAnOverlap_AreRefused(int from, int below, string says)
    {
        var classes = $$"""[{ "name": "First", "from": {{from}} }, { "name": "Pass", "from": 40, "below": {{below}} }, { "name": "Fail", "from": 0, "awarded": false }]""";

        Assert.Contains(says, Assert.Single(AwardClauses.Read(Regulated.PlainMean(120, null, classes)).Refusals).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void SurplusThatGoesInACircle_IsRefused()
    {
        const string Pools = """
            [{ "name": "5", "levels": [5], "share": 1, "discount": { "keep": 100, "style": "split" }, "surplusTo": "6" }, { "name": "6", "levels": [6], "share": 1, "discount": { "keep": 100, "style": "split" }, "surplusTo": "5" }]
            """;

        Assert.Equal(2, AwardClauses.Read(Regulated.Rule(240, Pools)).Refusals.Count);
    }

    [Fact]
    public void TwoWayTable_WithABandTooFew_IsRefused() =>
        Assert.Contains("11 bands", Assert.Single(AwardClauses.Read(TwoWayTableTests.Sheffield.Replace("69.5, 68, 59.5", "69.5, 59.5", StringComparison.Ordinal)).Refusals).Sentence, StringComparison.Ordinal);

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("not json")]
    [InlineData("""{ "award": "A", "classes": null }""")]
    [InlineData("""{ "award": "A", "classes": [null] }""")]
    [InlineData("""{ "award": "A", "misspelt": 1 }""")]
    public void Read_RefusesWhatItCannotRead(string json) => Assert.Equal("REGULATION_UNREADABLE", Assert.Single(AwardClauses.Read(json).Refusals).Code);
}
