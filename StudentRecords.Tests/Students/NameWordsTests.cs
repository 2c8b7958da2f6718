using StudentRecords.Domain.Students;

namespace StudentRecords.Tests.Students;

public sealed class NameWordsTests
{
    [Theory]
    [InlineData("O'Neill Siobhán", "neill,o,oneill,siobhan")]
    [InlineData("Müller-Lüdenscheidt Jürgen", "jurgen,ludenscheidt,muller")]
    [InlineData("Łukasz Żółć", "lukasz,zolc")]
    [InlineData("Ørsted Bjørn", "bjorn,orsted")]
    [InlineData("Groß", "gross")]
    [InlineData("李 小龙", "小龙,李")]
    [InlineData("", "")]
    public void Words_AreSmallPlainAndParted(string name, string words) => Assert.Equal(words, string.Join(',', NameWords.Of(name).Order(StringComparer.Ordinal)));
}
