using StudentRecords.Domain.Enrolment.Registration;
using static StudentRecords.Tests.Enrolment.Registration.RuleScene;

namespace StudentRecords.Tests.Enrolment.Registration;

/// <summary>"Is everyone on the right modules?", explained.</summary>
public sealed class StageCheckTests
{
    private static readonly TakenModule[] Right = [Taking("A1", 30), Taking("A2", 30), Taking("B1")];

    [Fact]
    public void TheRightModules_AreFoundRight() => Assert.Equal("", Check(Right));

    [Fact]
    public void AMissingCoreModule_IsNamed() => Assert.Equal("CORE_MISSING LOAD_TOO_LOW", Check(Right[1..]));

    [Fact]
    public void ACoreModulePassedBefore_IsNotMissing() => Assert.Equal("", Check([.. Right[1..], Taking("B2", 30)], "A1"));

    [Fact]
    public void TooFewAndTooManyOptions_AreSaid()
    {
        Assert.Equal("LOAD_TOO_LOW OPTIONS_WRONG", Check(Right[..2]));
        Assert.Equal("OPTIONS_WRONG", Check([.. Right, Taking("B2"), Taking("B3")]));
    }

    [Fact]
    public void AStranger_IsSaid_UnlessAllowedByDecision()
    {
        Assert.Equal("NOT_IN_STRUCTURE", Check([.. Right, Taking("X1")]));
        Assert.Equal("", Check([.. Right, Taking("X1") with { SetAside = ["NOT_IN_STRUCTURE"] }]));
    }

    [Fact]
    public void LoadOfYearPeriodAndLevel_AreSaid() =>
        Assert.Equal("LEVEL_TOO_HIGH LOAD_TOO_HIGH TERM_TOO_FULL", Check([Taking("A1", 60, period: "Autumn"), Taking("A2", 60, level: 4), Taking("B1", period: "Autumn")]));

    [Fact]
    public void AYearOfWhichNothingIsSaid_IsRight() => Assert.Empty(StageCheck.Of(Structure, 3, Right, []));

    [Fact]
    public void EveryFindingOfTheCheck_CanBeFilteredBy() =>
        Assert.Superset(new HashSet<string>(Check([Taking("X1", 130, 4, "Autumn")]).Split(' ')), StageCheck.Findings.Select(f => f.Code).ToHashSet());

    private static string Check(TakenModule[] taken, params string[] passed) =>
        string.Join(' ', StageCheck.Of(Structure, 2, taken, passed).Select(r => r.Code).Order(StringComparer.Ordinal));
}
