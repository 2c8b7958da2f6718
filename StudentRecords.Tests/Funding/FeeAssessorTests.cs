using System.Globalization;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Domain.Students;

namespace StudentRecords.Tests.Funding;

/// <summary>The fee rules as a table: what happened, and what is charged to whom.</summary>
public sealed class FeeAssessorTests
{
    private static readonly DateOnly Start = new(2023, 10, 1);
    private static readonly DateTimeOffset Now = new(2024, 6, 3, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("not enrolled", "", "")]
    [InlineData("enrolled", "enrol 0", "Student 9000")]
    [InlineData("enrolled late", "enrol 120", "Student 9000")]
    [InlineData("left within the window", "enrol 0; withdraw 14", "")]
    [InlineData("left a day after the window", "enrol 0; withdraw 15", "Student 2250")]
    [InlineData("left in the second term", "enrol 0; withdraw 101", "Student 4500")]
    [InlineData("left after the last point", "enrol 0; withdraw 201", "Student 9000")]
    [InlineData("enrolled late and left within the window of it", "enrol 30; withdraw 40", "")]
    [InlineData("interrupted before the second term and not back", "enrol 0; interrupt 90", "Student 2250")]
    [InlineData("interrupted and back for the third term", "enrol 0; interrupt 90; return 150", "Student 6750")]
    [InlineData("completed early", "enrol 0; complete 150", "Student 9000")]
    [InlineData("scholarship by the rule's per cent", "enrol 0; scholarship VC", "Scholarship VC 1800, Student 7200")]
    [InlineData("scholarship by the rule's amount", "enrol 0; scholarship HARBOUR", "Scholarship HARBOUR 1000, Student 8000")]
    [InlineData("scholarship that the rule does not know", "enrol 0; scholarship OTHER", "Student 9000")]
    [InlineData("studentship of the whole", "enrol 0; studentship 100", "Council 9000")]
    [InlineData("studentship of a part before a scholarship", "enrol 0; studentship 50; scholarship VC", "Council 4500, Scholarship VC 1800, Student 2700")]
    [InlineData("loan up to its amount", "enrol 0; loan 6000", "Student 3000, Student Loans Company 6000")]
    [InlineData("loan of another year", "enrol 0; loanlast 6000", "Student 9000")]
    [InlineData("sponsor with a price of its own", "enrol 0; sponsor LEVY", "LEVY 5000")]
    [InlineData("studentship that ends before the third term", "enrol 0; studentship 100 199", "Council 4500, Student 4500")]
    [InlineData("overseas", "enrol 0; status Overseas 0", "Student 20000")]
    [InlineData("overseas decided for a day after the session began", "enrol 0; status Overseas 50", "Student 9000")]
    [InlineData("correction: home after all", "enrol 0; status Overseas 0; status Home 0", "Student 9000")]
    [InlineData("part time, by credit, with nothing registered", "part; enrol 0", "")]
    [InlineData("part time, by credit", "part; enrol 0; module", "Student 2250")]
    [InlineData("part time, module left within the window", "part; enrol 0; module; leave 14", "")]
    [InlineData("part time, module left in the second term", "part; enrol 0; module; leave 120", "Student 1125")]
    public void Assess_Of_Charges(string what, string story, string charged)
    {
        var situation = Tell(story);
        var rule = new FeeRule { ProgrammeCode = "BSC-CS", FromYear = "2020/21", RuleVersion = 1, Clauses = FeeScene.Terms };

        var assessed = FeeAssessor.Assess(situation, [rule]);

        Assert.Equal(charged, string.Join(", ", assessed.Liabilities.OrderBy(l => l.Sponsor, StringComparer.Ordinal).Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Sponsor} {l.Amount:0.##}"))));
        Assert.All(assessed.Liabilities, l => Assert.Equal("BSC-CS 2020/21 v1", l.Rule));
        Assert.True(assessed.HasRule, what);
    }

    [Fact]
    public void Assess_WithoutARule_SaysSo() => Assert.False(FeeAssessor.Assess(Tell("enrol 0"), []).HasRule);

    [Theory]
    [InlineData("2019/20", 1, null)]
    [InlineData("2023/24", 1, "2023/24 v2")]
    [InlineData("2030/31", 1, "2025/26 v1")]
    public void Rule_IsTheNewestVersionOfTheLatestYearNotAfterEntry(string entry, int month, string? expected)
    {
        FeeRule[] rules = [Rule("2020/21", 1), Rule("2023/24", 1), Rule("2023/24", 2), Rule("2025/26", 1)];

        var chosen = FeeRule.For(rules, "BSC-CS", new DateOnly(Domain.Calendar.AcademicYear.Parse(entry).FirstYear + 1, month, 1));

        Assert.Equal(expected, chosen?.Name["BSC-CS ".Length..]);
    }

    private static FeeRule Rule(string from, int version) => new() { ProgrammeCode = "BSC-CS", FromYear = from, RuleVersion = version, PerCredit = 1 };

    private static FeeSituation Tell(string story)
    {
        var steps = story.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(s => s.Split(' ')).ToList();
        var person = new Person(StudentNumber.Mint(1), new PersonName("Family", "Given"), null);
        var programme = new Programme("BSC-CS", "SCI");
        programme.Publish(new ProgrammeVersion { CatalogueVersion = 1, FromYear = "2020/21", Title = "T", Award = "A", QualificationCategory = "H0001", HecosCode = "1", Credits = 360, NormalYears = 3 });
        var engagement = new Engagement(person, programme, programme.Newest!, "1", Start, null, steps.Exists(s => s[0] == "part") ? "31" : "01", Now);
        var session = engagement.SessionFor(Start);
        var module = new Module("AAA", "SCI");
        module.Publish(new ModuleVersion { CatalogueVersion = 1, FromYear = "2023/24", Title = "M", Credits = 30, Level = 4, HecosCode = "1", CostCentre = "1" });
        var occurrence = new ModuleOccurrence(module, module.Newest!, "AAA-1", "2023/24", "Autumn", Start, Start.AddDays(240), "R");
        List<FundingAward> awards = [];
        List<FeeStatusDecision> decisions = [];
        List<ModuleRegistration> registrations = [];
        foreach (var step in steps)
        {
            var moment = Now.AddMinutes(decisions.Count + engagement.Statuses.Count);
            DateOnly Day(int at) => Start.AddDays(int.Parse(step[at], CultureInfo.InvariantCulture));
            FundingAward Award(AwardKind kind, string payer, decimal? percent, decimal? amount, string? year = null, DateOnly? to = null) =>
                new(engagement, kind, "T", $"{awards.Count}", new AwardTerms { Code = step[1], Payer = payer, Percent = percent, Amount = amount, AcademicYear = year, From = Start, To = to }, 1);
            switch (step[0])
            {
                case "enrol": Assert.True(engagement.Confirm(true, [], Day(1), moment).Succeeded); break;
                case "withdraw": Assert.True(engagement.Withdraw(Day(1), "11", "left", moment).Succeeded); break;
                case "interrupt": Assert.True(engagement.Interrupt(Day(1), "ill", moment).Succeeded); break;
                case "return": Assert.True(engagement.Return(Day(1), "well", moment).Succeeded); break;
                case "complete": Assert.True(engagement.Complete(Day(1), moment).Succeeded); break;
                case "scholarship": awards.Add(Award(AwardKind.Scholarship, "University", null, null)); break;
                case "studentship": awards.Add(Award(AwardKind.Studentship, "Council", decimal.Parse(step[1], CultureInfo.InvariantCulture), null, null, step.Length > 2 ? Day(2) : null)); break;
                case "sponsor": awards.Add(Award(AwardKind.Sponsor, step[1], null, null)); break;
                case "loan": awards.Add(Award(AwardKind.Loan, Payers.LoansCompany, null, decimal.Parse(step[1], CultureInfo.InvariantCulture), "2023/24")); break;
                case "loanlast": awards.Add(Award(AwardKind.Loan, Payers.LoansCompany, null, decimal.Parse(step[1], CultureInfo.InvariantCulture), "2022/23")); break;
                case "status": decisions.Add(new FeeStatusDecision(engagement, Enum.Parse<FeeStatus>(step[1]), Day(2), moment, "decided")); break;
                case "module": registrations.Add(new ModuleRegistration(engagement, session, occurrence, Start, 1)); break;
                case "leave": registrations[^1].Withdraw(Day(1)); break;
            }
        }

        return new FeeSituation { Engagement = engagement, ProgrammeCode = "BSC-CS", Modules = [.. registrations.Select(r => new ChargedModule(r, occurrence))], Awards = awards, StatusDecisions = decisions };
    }
}
