using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Registration;
using static StudentRecords.Tests.Enrolment.Registration.RuleScene;

namespace StudentRecords.Tests.Enrolment.Registration;

/// <summary>Each rule of registration by its name: what it lets pass, what it refuses, and with which code.</summary>
public sealed class RegistrationRuleTests
{
    /// <summary>Rule, student, wanted, given up, codes.</summary>
    private static readonly IReadOnlyList<(string Rule, Chooser Student, ModuleOffer[] Wanted, string[] Leaving, string Codes)> Table =
    [
        ("What the catalogue does not say refuses nothing", Free(), [Offer("X1", 400, 8)], [], ""),
        ("Only the enrolled are registered: expected", Free() with { Status = EngagementStatus.Expected }, [Offer("X1")], [], "NOT_ENROLLED"),
        ("Only the enrolled are registered: interrupted", Free() with { Status = EngagementStatus.Interrupted }, [Offer("X1")], [], "NOT_ENROLLED"),
        ("Who left the programme may still be taken off modules", Free(Taking("X1")) with { Status = EngagementStatus.Withdrawn }, [], ["X1"], ""),
        ("A hold on registration stands in the way", Held(Blocks.Registration), [Offer("X1")], [], "HOLD"),
        ("A hold on something else does not", Held(Blocks.Graduation), [Offer("X1")], [], ""),
        ("A hold keeps nobody on a module", Held(Blocks.Registration) with { Taken = [Taking("X1")] }, [], ["X1"], ""),
        ("Nobody is twice on the same running", Free(Taking("X1")), [Offer("X1")], [], "ALREADY_REGISTERED"),
        ("Who gave it up may come back", Free(Taking("X1") with { Standing = ModuleStanding.Left }), [Offer("X1")], [], ""),
        ("But not once a board has said what came of it", Free(Taking("X1") with { Standing = ModuleStanding.Left, IsDecided = true }), [Offer("X1")], [], "LOCKED"),
        ("A closed running takes nobody", Free(), [Offer("X1") with { IsClosed = true }], [], "CLOSED"),
        ("A retired module takes nobody, and is said once", Free(), [Offer("X1") with { IsClosed = true, IsModuleRetired = true }], [], "RETIRED"),
        ("Not before registration opens", Free(), [Offer("X1") with { Opens = Today.AddDays(1) }], [], "NOT_OPEN_YET"),
        ("On the day it opens", Free(), [Offer("X1") with { Opens = Today }], [], ""),
        ("On the last day", Free(), [Offer("X1") with { Closes = Today }], [], ""),
        ("Not after the deadline", Free(), [Offer("X1") with { Closes = Today.AddDays(-1) }], [], "DEADLINE_PASSED"),
        ("The last place is given", Free(), [Offer("X1") with { Places = 10, Taken = 9 }], [], ""),
        ("No place, no registration", Free(), [Offer("X1") with { Places = 10, Taken = 10 }], [], "FULL"),
        ("Nor where there never was one", Free(), [Offer("X1") with { Places = 0 }], [], "FULL"),
        ("Credit is given once", Free(Before("X1", ModuleStanding.Passed)), [Offer("X1")], [], "ALREADY_PASSED"),
        ("What was failed may be repeated", Free(Before("X1", ModuleStanding.Failed)), [Offer("X1")], [], ""),
        ("Not twice in one period", Free(Taking("X1") with { Occurrence = "X1-2023-B" }), [Offer("X1")], [], "TWICE_AT_ONCE"),
        ("A prerequisite never taken", Free(), [Asking(["P1"])], [], "PREREQUISITE_MISSING"),
        ("A prerequisite passed", Free(Before("P1", ModuleStanding.Passed)), [Asking(["P1"])], [], ""),
        ("A prerequisite failed", Free(Before("P1", ModuleStanding.Failed)), [Asking(["P1"])], [], "PREREQUISITE_MISSING"),
        ("A prerequisite given up", Free(Before("P1", ModuleStanding.Left)), [Asking(["P1"])], [], "PREREQUISITE_MISSING"),
        ("A prerequisite under way and over by then", Free(Taking("P1", period: "Autumn")), [Asking(["P1"])], [], ""),
        ("A prerequisite under way at the same time", Free(Taking("P1")), [Asking(["P1"])], [], "PREREQUISITE_MISSING"),
        ("Any one of several", Free(Before("P2", ModuleStanding.Passed)), [Asking(["P1", "P2"])], [], ""),
        ("Every line must be met", Free(Before("P2", ModuleStanding.Passed)), [Asking(["P1", "P2"], ["P3"])], [], "PREREQUISITE_MISSING"),
        ("A corequisite not taken", Free(), [With("C1")], [], "COREQUISITE_MISSING"),
        ("A corequisite taken this year", Free(Taking("C1")), [With("C1")], [], ""),
        ("A corequisite chosen with it", Free(), [With("C1"), Offer("C1")], [], ""),
        ("A corequisite passed before", Free(Before("C1", ModuleStanding.Passed)), [With("C1")], [], ""),
        ("What others lean on is not given up: corequisite", Free(Taking("C1"), With("C1").TakenIn(1, Year)), [], ["C1"], "NEEDED_BY_ANOTHER"),
        ("What others lean on is not given up: prerequisite", Free(Taking("P1", period: "Autumn"), Asking(["P1"]).TakenIn(1, Year)), [], ["P1"], "NEEDED_BY_ANOTHER"),
        ("Both together may be given up", Free(Taking("C1"), With("C1").TakenIn(1, Year)), [], ["C1", "X1"], ""),
        ("Exclusion, said by the one chosen", Free(Taking("E1")), [Offer("X1") with { Requisites = new() { Exclusions = ["E1"] } }], [], "EXCLUDED"),
        ("Exclusion, said by the one taken", Free(Taking("E1") with { Requisites = new() { Exclusions = ["X1"] } }), [Offer("X1")], [], "EXCLUDED"),
        ("Exclusion holds against what was passed", Free(Before("E1", ModuleStanding.Passed)), [Offer("X1") with { Requisites = new() { Exclusions = ["E1"] } }], [], "EXCLUDED"),
        ("Exclusion ends when the other is swapped for it", Free(Taking("E1")), [Offer("X1") with { Requisites = new() { Exclusions = ["E1"] } }], ["E1"], ""),
        ("Two rooms at once", Free(Taking("X2") with { Slots = [Slot(DayOfWeek.Monday, 10, 12)] }), [Offer("X1") with { Slots = [Slot(DayOfWeek.Monday, 11, 13)] }], [], "CLASH"),
        ("One after the other", Free(Taking("X2") with { Slots = [Slot(DayOfWeek.Monday, 10, 12)] }), [Offer("X1") with { Slots = [Slot(DayOfWeek.Monday, 12, 13)] }], [], ""),
        ("Same hour in different periods", Free(Taking("X2", period: "Autumn") with { Slots = [Slot(DayOfWeek.Monday, 10, 12)] }), [Offer("X1") with { Slots = [Slot(DayOfWeek.Monday, 10, 12)] }], [], ""),
        ("Where times are not known, nothing clashes", Free(Taking("X2")), [Offer("X1") with { Slots = [Slot(DayOfWeek.Monday, 10, 12)] }], [], ""),
        ("The year's load has an upper end", Student(Taking("A1", 60), Taking("A2", 55)), [Offer("B1")], [], "LOAD_TOO_HIGH"),
        ("A period's load has an upper end", Student(Taking("A1", 55, period: "Autumn")), [Offer("B1", period: "Autumn")], [], "TERM_TOO_FULL"),
        ("What runs all year counts in every period", Student(Taking("A1", 55, period: "Year")), [Offer("B1", period: "Autumn")], [], "TERM_TOO_FULL"),
        ("What runs in another period does not", Student(Taking("A1", 55, period: "Spring")), [Offer("B1", period: "Autumn")], [], ""),
        ("A level has an upper end", Student(Taking("A1", 30, level: 4)), [Offer("B1", level: 4)], [], "LEVEL_TOO_HIGH"),
        ("What is no part of the programme", Student(), [Offer("X1")], [], "NOT_IN_STRUCTURE"),
        ("A module of an earlier year may be repeated", Student(Before("Z1", ModuleStanding.Failed)), [Offer("Z1")], [], ""),
        ("Not more of a group than may be chosen", Student(Taking("B1"), Taking("B2")), [Offer("B3")], [], "GROUP_FULL"),
        ("Within a group one may swap", Student(Taking("A1", 30), Taking("A2", 30), Taking("B1"), Taking("B2")), [Offer("B3")], ["B1"], ""),
        ("Core stays", Student(Taking("A1", 30), Taking("A2", 30), Taking("B1"), Taking("B2")), [], ["A1"], "CORE_LEFT LOAD_TOO_LOW"),
        ("The year's load has a lower end", Student(Taking("A1", 30), Taking("A2", 30), Taking("B1")), [], ["B1"], "LOAD_TOO_LOW"),
        ("What was too much before does not stop a way down", Student(Taking("A1", 60), Taking("A2", 60), Taking("B1"), Taking("B2")), [], ["B1"], ""),
        ("What one never was on cannot be given up", Free(), [], ["X1"], "NOT_REGISTERED"),
        ("What was given up cannot be given up again", Free(Taking("X1") with { Standing = ModuleStanding.Left }), [], ["X1"], "ALREADY_WITHDRAWN"),
        ("What a board has decided stays", Free(Taking("X1") with { Standing = ModuleStanding.Passed, IsDecided = true }), [], ["X1"], "LOCKED"),
        (
            "Every reason at once",
            Held(Blocks.Registration) with { Taken = [Taking("E1") with { Slots = [Slot(DayOfWeek.Monday, 10, 12)] }] },
            [Asking(["P1"]) with { Requisites = new() { Prerequisites = [["P1"]], Corequisites = ["C1"], Exclusions = ["E1"] }, Closes = Today.AddDays(-1), Places = 1, Taken = 1, IsClosed = true, Slots = [Slot(DayOfWeek.Monday, 10, 12)] }],
            [],
            "CLASH CLOSED COREQUISITE_MISSING DEADLINE_PASSED EXCLUDED FULL HOLD PREREQUISITE_MISSING"),
    ];

    public static TheoryData<string> Rules => [.. Table.Select(t => t.Rule)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rule_SaysWhatTheTableSays(string rule)
    {
        var row = Table.Single(t => t.Rule == rule);
        Assert.Equal(row.Codes, Codes(row.Student, row.Wanted, row.Leaving));
    }

    [Fact]
    public void HoldsPlacesAndClosedRunnings_AreNeverSetAside() =>
        Assert.All(["HOLD", "FULL", "CLOSED", "RETIRED", "ALREADY_REGISTERED", "LOCKED", "NOT_ENROLLED"], code => Assert.False(RegistrationRules.CanBeSetAside(new Domain.Refusal(code, ""))));

    private static Chooser Held(Blocks blocks)
    {
        var person = new Domain.Students.Person(Domain.Students.StudentNumber.Mint(7), new Domain.Students.PersonName("Held", "Hetty"), null);
        return Free() with { OpenHolds = [new Hold(person, "Finance", "H1", "Something is owed", "Pay it.", blocks, Today)] };
    }

    private static ModuleOffer Asking(params string[][] before) => Offer("X1") with { Requisites = new ModuleRequisites { Prerequisites = before } };

    private static ModuleOffer With(string beside) => Offer("X1") with { Requisites = new ModuleRequisites { Corequisites = [beside] } };
}
