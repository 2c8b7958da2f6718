using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Reconciling;
using StudentRecords.Tests.House;

namespace StudentRecords.Tests.Integration;

public sealed class ComparisonTests
{
    private static readonly string A = new('a', 64);
    private static readonly string B = new('b', 64);
    private static readonly DateTimeOffset At = new(2024, 3, 1, 23, 30, 0, TimeSpan.Zero);

    [Fact]
    public void SidesThatHaveTheSame_HaveNoDrift()
    {
        var comparison = Compare([Held("k1", 1), Held("k2", 2)], [new("k2", 2, A.ToUpperInvariant()), new("k1", 1, A)]);
        Assert.Empty(comparison.Drift);
        Assert.Equal(2, comparison.Matched);
        Assert.All(comparison.Groups, g => Assert.True(g.IsSame));
    }

    [Fact]
    public void EachKindOfDrift_IsToldApart()
    {
        var comparison = Compare(
            [Held("missing", 1), Held("older", 1), Held("content", 1), Held("aside", 1, HeldStanding.Stopped), Held("quarantined", 1, HeldStanding.HeldUp), Held("same", 1)],
            [new("older", 3, A), new("content", 1, B), new("aside", 1, A), new("quarantined", 1, A), new("same", 1, A), new("strange", 1, A)]);
        Assert.Equal(
            [("aside", DriftKind.NotMeant), ("content", DriftKind.OtherContent), ("missing", DriftKind.MissingThere), ("older", DriftKind.OtherVersion), ("quarantined", DriftKind.HeldUp), ("strange", DriftKind.UnknownHere)],
            comparison.Drift.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => (d.Key, d.Kind)));
        Assert.Equal((1L, 3L), comparison.Drift.Where(d => d.Kind == DriftKind.OtherVersion).Select(d => (d.OurVersion!.Value, d.TheirVersion!.Value)).Single());
        Assert.Equal(1, comparison.Matched);
    }

    [Fact]
    public void MessageUnderWay_IsNoDrift_WhetherTheOtherSideHasItYetOrNot()
    {
        var held = new[] { Held("k1", 1), Held("k2", 2, HeldStanding.UnderWay) };
        Assert.Empty(Compare(held, [new("k1", 1, A)]).Drift);
        Assert.Empty(Compare(held, [new("k1", 1, A), new("k2", 2, A)]).Drift);
    }

    [Fact]
    public void MessageAtTheEdgeOfThePeriod_IsNotMissing_AndOneOutsideItIsKnown()
    {
        var held = new[] { new HeldInPeriod(Message("edge", 1) with { IsAtEdge = true }, true), new HeldInPeriod(Message("outside", 1), false) };
        Assert.Empty(Comparison.Of(held, Figure([new("outside", 1, A)]), false).Drift);
    }

    [Fact]
    public void ContentThatWasDisposedOf_IsComparedByKeyAndVersionAlone()
    {
        var held = new[] { new HeldInPeriod(Message("k1", 1) with { Sha256 = null }, true) };
        Assert.Empty(Comparison.Of(held, Figure([new("k1", 1, B)]), false).Drift);
    }

    [Fact]
    public void TotalsAlone_FindTheGroupThatDiffers_ByCountByHashAndByPounds()
    {
        var held = new[] { Held("k1", 1, group: "g1"), Held("k2", 2, group: "g2"), Held("k3", 3, group: "g3") };
        PartnerGroup Group(string name, string key, long version) => new(name, 1, HashTotal.Of([(key, version, A)]), 5m);
        var alike = new PartnerFigure { Id = "x", Groups = [Group("g1", "k1", 1), Group("g2", "k2", 2), Group("g3", "k3", 3)] };
        Assert.Empty(Comparison.Of(held, alike, true).Drift);
        var apart = alike with { Groups = [Group("g1", "k1", 1) with { Count = 2 }, Group("g2", "other", 2), Group("g3", "k3", 3) with { Pounds = 6m }, new("g4", 0)] };
        var comparison = Comparison.Of(held, apart, true);
        Assert.Equal(["g1", "g2", "g3"], comparison.Drift.Select(d => d.Key));
        Assert.All(comparison.Drift, d => Assert.Equal(DriftKind.GroupDiffers, d.Kind));
        Assert.Null(comparison.Matched);
        Assert.Equal(["g3"], Comparison.Of(held, new PartnerFigure { Id = "x", Groups = [Group("g1", "k1", 1), Group("g2", "k2", 2)] }, false).Drift.Select(d => d.Key));
    }

    [Fact]
    public void HashTotal_IsWhatSortAndSha256SumMakeOfIt()
    {
        var lines = new[] { $"b\t10\t{A}\n", $"a\t2\t{B}\n", $"a\t10\t{A}\n", $"B\t1\t{A}\n", $"é\t1\t{A}\n" };
        var sorted = string.Concat(lines.Order(StringComparer.Ordinal));
        var expected = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sorted)));
        Assert.Equal(expected, HashTotal.Of([("b", 10, A), ("a", 2, B), ("a", 10, A), ("B", 1, A), ("é", 1, A)]));
        Assert.Null(HashTotal.Of([("a", 1, null)]));
    }

    [Theory]
    [InlineData("F012", "RatifiedGradesPublished", "{}", "2024-03-01 RatifiedGradesPublished")]
    [InlineData("F009", "FeeLiabilityAssessed", """{"amount":9250.5}""", "2024-03-01")]
    [InlineData("F015", "CourseMembershipGranted", """{"moduleRun":"AAA-2023J"}""", "AAA-2023J")]
    [InlineData("F014", "RosterSnapshot", """{"partition":"AAA-2023J","data":[]}""", "AAA-2023J")]
    [InlineData("F031", "SurveyCohortAmended", """{"survey":"MEQ","moduleRun":"AAA-2023J"}""", "MEQ/AAA-2023J")]
    [InlineData("F061", "ExamEntryPublished", """{"occurrence":"AAA-2023J"}""", "AAA-2023J")]
    [InlineData("F027", "RetentionIndicators", """{"partition":"ALL"}""", "ALL")]
    [InlineData("F064", "BoardPackIssued", """{"board":17}""", "17")]
    [InlineData("F008", "LibraryPatronUpserted", """{"moduleRun":"x"}""", "ALL")]
    [InlineData("F045", "UcasApplicationReceived", """{"entryOn":"2024-01-15"}""", "2023/24")]
    [InlineData("F045", "ApplicationCancelled", "{}", "2024-03-01 ApplicationCancelled")]
    [InlineData("F046", "UcasDeferralNotified", """{"effectiveOn":"2023-09-01","entryOn":"2024-09-23"}""", "2024/25")]
    [InlineData("F047", "StudentReturnSubmitted", """{"collectionRef":"23056","submissionNo":2}""", "23056/2")]
    [InlineData("F048", "ValidationReportReceived", """{"collectionRef":"23056","submissionNo":2}""", "23056/2")]
    [InlineData("F051", "AttendanceComplianceReported", """{"since":"2024-02-09","reportBy":"2024-02-23"}""", "2024-02-23")]
    [InlineData("F051", "NonEnrolmentReported", """{"eventDate":"2023-10-15"}""", "2023-10-15")]
    [InlineData("F052", "ComplianceAlertRaised", """{"raisedOn":"2024-02-09"}""", "2024-02-09")]
    [InlineData("F015", "InstructorAssigned", """[1]""", Grouping.None)]
    public void Group_IsWhatTheCatalogueSays(string flow, string type, string data, string group)
    {
        using var content = JsonDocument.Parse(data);
        Assert.Equal(group, Grouping.Of(FlowCatalogue.Find(flow)!, type, At, content.RootElement));
        Assert.Equal(flow == "F009" ? 9250.5m : null, Grouping.Pounds(content.RootElement));
    }

    /// <summary>Each sample of each flow is counted under a kind of group that the catalogue names, and each kind that it names has a message; only these are counted by day although others of their flow are not.</summary>
    [Fact]
    public void EveryMessage_IsCountedAsItsFlowsLineSays()
    {
        List<string> offenders = [], byDay = [];
        foreach (var flow in FlowCatalogue.All)
        {
            var kinds = Grouping.Kinds(flow);
            var groups = Samples(flow.Code).Select(m => (m.Type, Group: Grouping.Of(flow, m.Type, At, m.Data), First: kinds.FirstOrDefault(k => Grouping.Of(flow with { Reconciliation = $"count by {k}" }, m.Type, At, m.Data) != Grouping.None))).ToList();
            offenders.AddRange(kinds.Where(k => !Grouping.IsKind(k) || groups.All(g => g.First != k)).Select(k => $"{flow.Code} by {k}"));
            offenders.AddRange(groups.Where(g => g.Group == Grouping.None).Select(g => $"{flow.Code} {g.Type}"));
            byDay.AddRange(kinds.Count < 2 ? [] : groups.Where(g => g.Group == $"2024-03-01 {g.Type}").Select(g => $"{flow.Code} {g.Type}"));
        }

        Offenders.None(offenders);
        Assert.Equal(
            ["F003 StudentRosterChanged", "F045 ApplicationCancelled", "F045 OfferReplyRecorded", "F045 QualificationResultsReceived", "F048 StudentIdentifierAssigned", "F051 CasAmended", "F051 CasRequested", "F061 ExamAccommodationRequired"],
            byDay.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void FlowWhosePoundsAreCounted_HasMessagesThatMoveSome() =>
        Offenders.None(FlowCatalogue.All.Where(f => Grouping.CountsPounds(f) && Samples(f.Code).All(m => Grouping.Pounds(m.Data) is null)).Select(f => f.Code));

    [Fact]
    public void Figure_ThatCannotBeRead_SaysEveryReason()
    {
        var wrong = new PartnerFigure { From = new DateOnly(2024, 2, 1), To = new DateOnly(2024, 1, 1), Groups = [new("g", 1, "short"), new("g", -1)], Items = [new("k", 1), new("k", 1)] };
        Assert.Equal(["/id", "/to", "/groups", "/groups", "/items"], wrong.Faults().Select(f => f.Field));
        Assert.Equal(["/to", "/groups"], (new PartnerFigure { Id = "x", From = new DateOnly(2020, 1, 1), To = new DateOnly(2024, 1, 1) }).Faults().Select(f => f.Field));
        Assert.Empty(Figure([]).Faults());
    }

    private static IReadOnlyList<(string Type, JsonElement Data)> Samples(string flow)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(FlowRollCallTests.Samples, $"{flow}.good.json")));
        return [.. file.RootElement.EnumerateArray().Select(m => (m.GetProperty("type").GetString()!, m.GetProperty("data").Clone()))];
    }

    private static Comparison Compare(IEnumerable<HeldInPeriod> held, IReadOnlyList<PartnerItem> items) => Comparison.Of([.. held], Figure(items), false);

    private static PartnerFigure Figure(IReadOnlyList<PartnerItem> items) => new() { Id = "x", From = new DateOnly(2024, 3, 1), To = new DateOnly(2024, 3, 31), Items = items };

    private static HeldInPeriod Held(string key, long version, HeldStanding standing = HeldStanding.Due, string group = "g") => new(Message(key, version) with { Standing = standing, Group = group }, true);

    private static HeldMessage Message(string key, long version) => new(version, key, version, A, "g", 5m, HeldStanding.Due);
}
