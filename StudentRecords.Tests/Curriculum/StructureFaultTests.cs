using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Tests.Curriculum;

/// <summary>A rule set that contradicts itself is refused with all its faults.</summary>
public sealed class StructureFaultTests
{
    private static readonly Dictionary<string, ModuleVersion> Catalogue = new[] { Version("A", 30), Version("B", 30), Version("C", 15), Version("D", 15), Version("X", 30, new() { Exclusions = ["A"] }) }.ToDictionary(v => v.Title);

    private static readonly IReadOnlyList<(string Name, StageRules[] Stages, string Codes)> Structures =
    [
        ("Sound", [new() { Year = 1, Core = ["A", "B"], Options = [new() { Title = "O", Modules = ["C", "D"], AtLeast = 1 }], Load = new(75, 90) }], ""),
        ("A year told twice", [new() { Year = 1 }, new() { Year = 1 }], "STAGE_TWICE"),
        ("A module in two places", [new() { Year = 1, Core = ["A"], Options = [new() { Title = "O", Modules = ["A", "C"] }] }], "MODULE_TWICE"),
        ("More asked of a group than it has", [new() { Year = 1, Options = [new() { Title = "O", Modules = ["C"], AtLeast = 2 }] }], "GROUP_TOO_SMALL"),
        ("More credits asked of a group than it has", [new() { Year = 1, Options = [new() { Title = "O", Modules = ["C", "D"], Credits = new(45, null) }] }], "GROUP_TOO_SMALL"),
        ("Ranges the wrong way round", [new() { Year = 1, Load = new(120, 60), Options = [new() { Title = "O", Modules = ["C", "D"], AtLeast = 2, AtMost = 1 }] }], "LOAD_OUT_OF_REACH RANGE_REVERSED RANGE_REVERSED"),
        ("Core over the load", [new() { Year = 1, Core = ["A", "B"], Load = new(null, 45) }], "LOAD_TOO_SMALL"),
        ("A load that cannot be reached", [new() { Year = 1, Core = ["A"], Load = new(60, null) }], "LOAD_OUT_OF_REACH"),
        ("Core over a level", [new() { Year = 1, Core = ["A", "B"], Levels = [new(4, new(null, 30))] }], "LEVEL_TOO_SMALL"),
        ("Levels over the load", [new() { Year = 1, Load = new(null, 60), Levels = [new(4, new(60, null)), new(5, new(15, null))] }], "LEVEL_OUT_OF_REACH"),
        ("Core that excludes core", [new() { Year = 1, Core = ["A", "X"] }], "CORE_EXCLUDES_CORE"),
        ("All at once", [new() { Year = 1, Core = ["A", "X", "A"], Load = new(null, 15), Options = [new() { Title = "O", Modules = ["C"], AtLeast = 3 }] }], "CORE_EXCLUDES_CORE GROUP_TOO_SMALL LOAD_TOO_SMALL MODULE_TWICE"),
    ];

    private static readonly IReadOnlyList<(string Name, ModuleRequisites Needs, string Codes)> Requisites =
    [
        ("Sound", new() { Prerequisites = [["B", "C"]], Corequisites = ["D"], Exclusions = ["X"] }, ""),
        ("Itself before itself", new() { Prerequisites = [["A"]] }, "REQUIRES_ITSELF"),
        ("Required and excluded", new() { Prerequisites = [["B"]], Exclusions = ["B"] }, "REQUIRED_AND_EXCLUDED"),
        ("With it and excluded", new() { Corequisites = ["B"], Exclusions = ["B"] }, "REQUIRED_AND_EXCLUDED"),
        ("A choice of none", new() { Prerequisites = [[]] }, "REQUISITE_EMPTY"),
        ("Round in a circle", new() { Prerequisites = [["Q"]] }, "REQUISITE_CIRCLE"),
        ("A circle with a way out", new() { Prerequisites = [["Q", "B"]] }, ""),
        ("All at once", new() { Prerequisites = [[], ["A"], ["Q"]], Corequisites = ["B"], Exclusions = ["B"] }, "REQUIRED_AND_EXCLUDED REQUIRES_ITSELF REQUISITE_CIRCLE REQUISITE_EMPTY"),
    ];

    public static TheoryData<string> StructureNames => [.. Structures.Select(s => s.Name)];

    public static TheoryData<string> RequisiteNames => [.. Requisites.Select(r => r.Name)];

    [Theory]
    [MemberData(nameof(StructureNames))]
    public void Structure_IsRefusedForEveryContradiction(string name)
    {
        var row = Structures.Single(s => s.Name == name);
        Assert.Equal(row.Codes, Codes(StructureFaults.Of(new ProgrammeStructure { Stages = row.Stages }, Catalogue.GetValueOrDefault)));
    }

    [Theory]
    [MemberData(nameof(RequisiteNames))]
    public void Requisites_AreRefusedForEveryContradiction(string name)
    {
        var row = Requisites.Single(r => r.Name == name);
        Assert.Equal(row.Codes, Codes(RequisiteFaults.Of("A", row.Needs, m => m switch { "Q" => new() { Prerequisites = [["R"]] }, "R" => new() { Prerequisites = [["A"]] }, _ => ModuleRequisites.None })));
    }

    [Fact]
    public void AStructure_ComesBackAsItWasWritten()
    {
        var structure = new ProgrammeStructure { Stages = [Structures[0].Stages[0] with { Terms = [new TermLoad("Autumn", new CreditRange(30, 60))] }] };
        Assert.Equal(structure.Write(), ProgrammeStructure.Read(structure.Write())!.Write());
        Assert.Equal("1 of 2", (structure.Stages[0].Options[0] with { AtMost = 1 }).Choice);
    }

    [Fact]
    public void VersionFacts_TellWhatDiffers()
    {
        var (one, two) = (VersionFacts.Of(Version("A", 30)), VersionFacts.Of(Version("A", 15, new() { Prerequisites = [["B", "C"]] })));
        Assert.Equal([("Credits", "15"), ("Prerequisite 1", "B or C")], two.Except(one));
    }

    private static ModuleVersion Version(string code, decimal credits, ModuleRequisites? needs = null) =>
        new() { CatalogueVersion = 1, FromYear = "2023/24", Title = code, Credits = credits, Level = 4, HecosCode = "100366", CostCentre = "121", Requisites = needs?.Write() };

    private static string Codes(IEnumerable<Domain.Refusal> faults) => string.Join(' ', faults.Select(f => f.Code).Order(StringComparer.Ordinal));
}
