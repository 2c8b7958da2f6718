using FsCheck;
using FsCheck.Fluent;
using StudentRecords.Domain.Assessment.Moderation;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.ExamBoards.Examiners;

namespace StudentRecords.Tests.Assessment.Moderation;

/// <summary>Which marks a moderation policy draws.</summary>
public sealed class ModerationSampleTests
{
    private static readonly ModerationClauses Usual = new() { Share = 10, Minimum = 6, AllFails = true, Boundaries = [40, 50, 60, 70], Margin = 2, Top = 2, Bottom = 2, Tolerance = 5 };

    [Theory]
    [InlineData(0, 10, 6, 0)]
    [InlineData(3, 10, 6, 3)]
    [InlineData(30, 10, 6, 6)]
    [InlineData(100, 10, 6, 10)]
    [InlineData(101, 10, 6, 11)]
    [InlineData(300, 15, 6, 45)]
    [InlineData(40, 0, 8, 8)]
    public void LeastOf_TakesTheLargerOfShareAndMinimum_AsFarAsThereAreSoMany(int marks, int share, int minimum, int least) =>
        Assert.Equal(least, (Usual with { Share = share, Minimum = minimum }).LeastOf(marks));

    [Fact]
    public void Draw_TakesTopBottomFailsAndBorderlines_AndFillsByLot()
    {
        var marks = Marks([.. Enumerable.Range(0, 50).Select(i => 41.5m + (i % 8)), 12, 39.99m, 88, 91, 68, 69.5m, 67.99m]);

        var drawn = Usual.Draw(marks, 1);

        Assert.Equal([91m, 88m], Of(drawn, SampleGround.Top));
        Assert.Equal([12m, 39.99m], Of(drawn, SampleGround.Bottom));
        Assert.Equal([69.5m, 68m, 48.5m], Of(drawn, SampleGround.Borderline).Distinct());
        Assert.DoesNotContain(67.99m, Of(drawn, SampleGround.Borderline));
        Assert.Equal(drawn.Count, drawn.Select(d => d.Mark.MarkId).Distinct().Count());
    }

    [Fact]
    public void Draw_WithNothingButAShare_DrawsByLot_AndAnotherSeedDrawsOthers()
    {
        var clauses = new ModerationClauses { Share = 20 };
        var marks = Marks([.. Enumerable.Range(0, 100).Select(i => (decimal)i)]);

        Assert.All(clauses.Draw(marks, 1), d => Assert.Equal(SampleGround.Random, d.Ground));
        Assert.Equal(20, clauses.Draw(marks, 1).Count);
        Assert.NotEqual(clauses.Draw(marks, 1).Select(d => d.Mark.MarkId).Order(), clauses.Draw(marks, 2).Select(d => d.Mark.MarkId).Order());
    }

    /// <summary>Every fail and borderline is drawn; at least as many as asked; the same whatever the order; nobody twice.</summary>
    [Fact]
    public void Draw_OfAnyMarks_HoldsWhatThePolicySays() => Prop.ForAll((PositiveInt seed, NonEmptyArray<byte> given) =>
    {
        var marks = Marks([.. given.Get.Select(b => b % 101 * 1m)]);
        var drawn = Usual.Draw(marks, seed.Get);
        var ids = drawn.Select(d => d.Mark.MarkId).ToHashSet();
        return marks.Where(m => m.Score < 40 || Usual.Boundaries.Any(b => m.Score < b && m.Score >= b - 2)).All(m => ids.Contains(m.MarkId))
            && ids.Count == drawn.Count && drawn.Count >= Usual.LeastOf(marks.Length)
            && ids.SetEquals(Usual.Draw([.. Enumerable.Reverse(marks)], seed.Get).Select(d => d.Mark.MarkId));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("""{ "share": 101 }""", "POLICY_SIZE")]
    [InlineData("""{ }""", "POLICY_EMPTY")]
    [InlineData("""{ "share": 10, "passMark": 400 }""", "POLICY_MARKS")]
    [InlineData("""{ "share": 10, "margin": 2 }""", "POLICY_NO_BOUNDARIES")]
    [InlineData("""{ "share": 10, "kinds": [] }""", "POLICY_NO_KINDS")]
    [InlineData("""{ "share": 10, "everything": true }""", "POLICY_UNREADABLE")]
    public void APolicyThatSaysNothingSound_IsRefused(string json, string code) => Assert.Contains(ModerationClauses.Read(json).Refusals, r => r.Code == code);

    [Fact]
    public void APolicy_IsReadAsItWasWritten()
    {
        var clauses = Usual with { Kinds = [ComponentKind.Examination] };

        Assert.Equal(clauses.ToJson(), ModerationClauses.Read(clauses.ToJson()).Value!.ToJson());
        Assert.True(clauses.Asks(ComponentKind.Examination));
        Assert.False(clauses.Asks(ComponentKind.Coursework));
        Assert.False(new ModerationClauses { Asked = false }.Asks(ComponentKind.Examination));
        Assert.Contains("examinations", string.Join(' ', clauses.Words()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SCI", "CS101", "2025-01-01", "module 2")]
    [InlineData("SCI", "CS102", "2025-01-01", "faculty 1")]
    [InlineData("ART", "HI101", "2025-01-01", "all 1")]
    [InlineData("SCI", "CS101", "2024-06-01", "module 1")]
    [InlineData("SCI", "CS101", "2020-01-01", null)]
    public void For_TakesTheNearestAndThenTheNewestThatHoldsThen(string faculty, string module, string start, string? title)
    {
        ModerationPolicy[] policies =
        [
            Policy("all 1", "", "", 1, 2024), Policy("faculty 1", "SCI", "", 1, 2024), Policy("module 1", "SCI", "CS101", 1, 2024), Policy("module 2", "SCI", "CS101", 2, 2025), Policy("faculty 2", "SCI", "", 2, 2026),
        ];

        Assert.Equal(title, ModerationPolicy.For(policies, faculty, module, DateOnly.Parse(start, System.Globalization.CultureInfo.InvariantCulture))?.Title);
    }

    private static ModerationPolicy Policy(string title, string faculty, string module, int version, int year) => new()
    {
        Title = title, Faculty = faculty, ModuleCode = module, PolicyVersion = version, ValidFrom = new DateOnly(year, 1, 1), Clauses = Usual.ToJson(), PublishedBy = "Test", PublishedAt = DateTimeOffset.UnixEpoch,
    };

    private static List<decimal> Of(IEnumerable<(MarkInModeration Mark, SampleGround Ground)> drawn, SampleGround ground) => [.. drawn.Where(d => d.Ground == ground).Select(d => d.Mark.Score)];

    private static MarkInModeration[] Marks(decimal[] scores) =>
        [.. scores.Select((s, i) => new MarkInModeration { MarkId = i + 1, PersonId = i, RegistrationId = i, ComponentId = 1, CandidateNumber = $"C{i:0000000}", Attempt = 1, Score = s, Source = "VLE" })];
}
