using StudentRecords.Domain.Funding;

namespace StudentRecords.Tests.Funding;

public sealed class FeeTermsTests
{
    [Fact]
    public void Terms_ThatPriceEveryCaseOnce_AreRead() => Assert.Empty(FeeTerms.Read(FeeScene.Terms).Refusals);

    [Theory]
    [InlineData("a case without a price", """{ "modes": ["01"], "feeStatuses": ["home"], "yearTo": 2, "amount": 9000, "per": "year" }""", """{ "modes": ["01"], "feeStatuses": ["home"], "yearTo": 1, "amount": 9000, "per": "year" }""", "FEE_GAP")]
    [InlineData("a case with two", """{ "modes": ["01"], "feeStatuses": ["home"], "yearTo": 2, "amount": 9000, "per": "year" }""", """{ "modes": ["01"], "feeStatuses": ["home"], "yearTo": 3, "amount": 9000, "per": "year" }""", "FEE_OVERLAP")]
    [InlineData("a load that is left out", """{ "modes": ["31"], "amount": 75""", """{ "modes": ["31"], "loadFrom": 10, "amount": 75""", "FEE_GAP")]
    [InlineData("a sponsor without a price", "\"sponsors\": [\"LEVY\"], \"years\"", "\"sponsors\": [\"LEVY\", \"NHS\"], \"years\"", "FEE_GAP")]
    [InlineData("a mode that is not priced", "\"modes\": [\"31\"], \"amount\"", "\"modes\": [\"31\", \"02\"], \"amount\"", "FEE_UNKNOWN")]
    [InlineData("a year that ends before it begins", "\"yearFrom\": 3", "\"yearFrom\": 3, \"yearTo\": 2", "FEE_EMPTY")]
    [InlineData("shares that do not make one", "\"share\": 0.5", "\"share\": 0.4", "CENSUS_SHARES")]
    [InlineData("two points on one day", "\"day\": 200", "\"day\": 100", "CENSUS_DAYS")]
    [InlineData("a window longer than a year", "\"withdrawalWindowDays\": 14", "\"withdrawalWindowDays\": 400", "FEE_WINDOW")]
    [InlineData("a scholarship of two kinds", "\"percent\": 20", "\"percent\": 20, \"amount\": 5", "SCHOLARSHIP")]
    [InlineData("a price below nothing", "\"amount\": 75", "\"amount\": -1", "FEE_AMOUNT")]
    [InlineData("an unknown word", "\"studentshipCover\"", "\"coverage\"", "RULE_UNREADABLE")]
    public void Terms_With_AreRefused(string with, string instead, string of, string code)
    {
        Assert.Contains(instead, FeeScene.Terms, StringComparison.Ordinal);
        var read = FeeTerms.Read(FeeScene.Terms.Replace(instead, of, StringComparison.Ordinal));

        Assert.False(read.Succeeded, with);
        Assert.Contains(read.Refusals, r => r.Code == code);
    }

    [Fact]
    public void Terms_WithAGapAndAnOverlap_AreRefusedForBothAtOnce_AndSayWhere()
    {
        var read = FeeTerms.Read(FeeScene.Terms.Replace("\"yearFrom\": 3, \"amount\": 1800", "\"yearFrom\": 2, \"yearTo\": 2, \"amount\": 1800", StringComparison.Ordinal));

        Assert.Equal(["FEE_GAP", "FEE_OVERLAP"], read.Refusals.Select(r => r.Code).Order());
        Assert.Contains(read.Refusals, r => r.Sentence == "Mode 01, fee status Home, year 3, load from 0 to below 200 credits has no price.");
        Assert.Contains(read.Refusals, r => r.Sentence == "Mode 01, fee status Home, year 2, load from 0 to below 200 credits is priced by lines 1 and 2.");
    }
}
