using StudentRecords.Domain.Students;

namespace StudentRecords.Tests.Hesa;

/// <summary>Check digits, against the worked examples of the authority and of open implementations.</summary>
public sealed class IdentifierTests
{
    [Fact]
    public void Sid_OfTheWorkedExample_EndsInItsCheckDigit() => Assert.Equal("12100071451234560", Sid.Mint(2012, "10007145", 123_456).Value);

    [Theory]
    [InlineData("12100071451234560", true)]
    [InlineData("12100071451234561", false)]
    [InlineData("12100071451243560", false)]
    [InlineData("9911560000120", true)]
    [InlineData("1811560098335", true)]
    [InlineData("2011560093001", true)]
    [InlineData("2011560093002", false)]
    [InlineData("1210007145123456", false)]
    [InlineData("1210007145123456A", false)]
    [InlineData(null, false)]
    public void Sid_AndTheOlderHusid_AreTakenWithTheirCheckDigitOnly(string? text, bool expected) => Assert.Equal(expected, Sid.TryParse(text, out _));
}
