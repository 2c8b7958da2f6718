using FsCheck;
using FsCheck.Fluent;
using StudentRecords.Domain.Assessment;
using StudentRecords.Infrastructure.Assessment;

namespace StudentRecords.Tests.Assessment;

public sealed class MarkRuleClausesTests
{
    [Fact]
    public void Read_SaysEveryFaultAtOnce()
    {
        var read = MarkRuleClauses.Read("""
            {
              "scales": [{ "name": "A", "kinds": ["coursework"], "passMark": 140 }, { "name": "a", "kinds": ["coursework", "computerMarked"] }],
              "overall": { "shares": { "B": 1 } },
              "rounding": { "final": { "decimals": 9 } },
              "grade": { "from": "overall", "bands": [{ "name": "Pass", "from": 40, "passes": true }, { "name": "Odd", "from": 60, "passes": false }] }
            }
            """);

        Assert.False(read.Succeeded);
        Assert.Equal(8, read.Refusals.Count);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("not json")]
    [InlineData("""{ "scales": [], "unknownClause": 1 }""")]
    [InlineData("""{ "scales": [{ "name": "A", "kinds": ["juggling"] }] }""")]
    public void Read_RefusesWhatItCannotRead(string json) => Assert.Equal("RULE_UNREADABLE", Assert.Single(MarkRuleClauses.Read(json).Refusals).Code);

    [Fact]
    public void EveryRuleOnTheShelf_CanBeRead() => Assert.All(RuleShelf.All(), r => Assert.Empty(MarkRuleClauses.Read(r.Clauses).Refusals));

    [Fact]
    public void RaisingAMark_NeverLowersTheOverallMark() =>
        Prop.ForAll((byte[] marks, byte by) =>
        {
            var low = marks.Select(m => ((decimal?)(m % 101), 10m)).ToArray();
            if (low.Length == 0)
            {
                return true;
            }

            var high = low.ToArray();
            high[0].Item1 = Math.Min(100, high[0].Item1!.Value + by);
            return Worked.Mean(Worked.To(0), high).Overall >= Worked.Mean(Worked.To(0), low).Overall;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void OrderOfComponents_ChangesNothing() =>
        Prop.ForAll((byte[] marks) =>
        {
            var parts = marks.Select((m, i) => ((decimal?)(m % 101), (decimal)(1 + (i % 4)))).ToArray();
            return Worked.Mean(Worked.To(1), parts).Overall == Worked.Mean(Worked.To(1), [.. parts.Reverse()]).Overall;
        }).QuickCheckThrowOnFailure();
}
