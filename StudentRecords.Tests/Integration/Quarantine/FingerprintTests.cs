using StudentRecords.Domain.Integration;

namespace StudentRecords.Tests.Integration.Quarantine;

/// <summary>What messages that failed alike have in common.</summary>
public sealed class FingerprintTests
{
    private const string First = """{"id":"a1","type":"MarkEntered","key":"VLE/17","data":{"student":{"system":"VLE","id":"u-seventeen"},"module":"AAA"}}""";
    private const string Second = """{"id":"b2","type":"MarkEntered","key":"VLE/18","data":{"student":{"system":"VLE","id":"u-eighteen"},"module":"BBB"}}""";

    [Theory]
    [InlineData("Nobody is known as VLE/u-seventeen.", "Nobody is known as VLE/u-eighteen.")]
    [InlineData("AAA has no assessment 'Exam'.", "BBB has no assessment 'Coursework'.")]
    [InlineData("The mark 101.5 is not between 0 and 100.", "The mark 300 is not between 0 and 100.")]
    public void SameFault_OfTwoMessages_HasOneFingerprint(string first, string second) =>
        Assert.Equal(Fingerprint.Of("F016", "MarkEntered", "CONTRACT", first, First), Fingerprint.Of("F016", "MarkEntered", "CONTRACT", second, Second));

    [Theory]
    [InlineData("F011", "MarkEntered", "CONTRACT", "Nobody is known.")]
    [InlineData("F016", "MarkCorrected", "CONTRACT", "Nobody is known.")]
    [InlineData("F016", "MarkEntered", "LOCKED", "Nobody is known.")]
    [InlineData("F016", "MarkEntered", "CONTRACT", "The mark is missing.")]
    public void OtherFlowMessageCodeOrFault_HasAnother(string flow, string type, string code, string reason) =>
        Assert.NotEqual(Fingerprint.Of("F016", "MarkEntered", "CONTRACT", "Nobody is known.", First), Fingerprint.Of(flow, type, code, reason, First));

    [Theory]
    [InlineData("{\"id\":")]
    [InlineData("{\"id\":\"u\\udc00\"}")]
    public void Code_IsReadAtItsBeginning_AndTextThatIsNoMessageHasOneToo(string raw) =>
        Assert.Matches("^MALFORMED-[0-9a-f]{8}$", Fingerprint.Of("F016", "", "MALFORMED", "It ends at 12.", raw));
}
