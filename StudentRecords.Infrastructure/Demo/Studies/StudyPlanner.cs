using StudentRecords.Infrastructure.Demo.People;

namespace StudentRecords.Infrastructure.Demo.Studies;

/// <summary>
/// Lives through a student's years: modules of each programme year, marks by ability and luck, second attempts, a year out,
/// leaving early, completing. Deterministic by the student's key.
/// </summary>
internal sealed class StudyPlanner(PlannedProgramme programme, PlannedStudent student)
{
    private readonly List<StudyYear> years = [];
    private readonly MarkPlanner marks = new(programme, student);

    public StudyPlan Plan()
    {
        var fate = Dice.Of(student.Key, "fate");
        var gapYear = fate.Chance(0.05) ? student.Entry + 1 + fate.Roll(Math.Max(1, programme.Years - 1)) : -1;
        DateOnly? interrupted = null, returned = null;
        List<PlannedModule> failed = [];
        var level = 1;
        for (var year = student.Entry; year <= DemoYears.Newest; year++)
        {
            if (year == gapYear && programme.Years > 1)
            {
                (interrupted, returned) = (DemoYears.Begins(year).AddDays(-20), year < DemoYears.Newest ? DemoYears.Begins(year + 1) : null);
                continue;
            }

            DateOnly? left = year >= DemoYears.First && fate.Chance(level == 1 ? 0.055 : 0.02) ? fate.Day(DemoYears.Begins(year).AddDays(10), Earliest(new DateOnly(year + 1, 5, 15), DemoYears.StoryEnds)) : null;
            var studies = Studies(year, level, failed, left);
            if (year >= DemoYears.First)
            {
                years.Add(new StudyYear(year, studies));
            }

            if (left is not null)
            {
                return new StudyPlan { Years = years, WithdrawnOn = left, InterruptedOn = interrupted, ReturnedOn = returned };
            }

            // what was failed the second time is let go: a board has condoned it
            failed = studies.Where(s => s.Attempt == 1 && year >= DemoYears.First && !marks.Passes(s)).Select(s => s.Module).ToList();
            level++;
            if (level > programme.Years && year < DemoYears.Newest && (failed.Count == 0 || level > programme.Years + 1))
            {
                return new StudyPlan { Years = years, CompletedOn = new DateOnly(year + 1, 7, 10), InterruptedOn = interrupted, ReturnedOn = returned };
            }
        }

        return new StudyPlan { Years = years, InterruptedOn = interrupted, ReturnedOn = returned };
    }

    private List<PlannedStudy> Studies(int year, int level, IReadOnlyList<PlannedModule> failed, DateOnly? left)
    {
        var own = level <= programme.Years ? programme.ModulesOf(level) : [];
        return [.. own.Select(m => Study(m, year, 1, left)), .. failed.Select(m => Study(m, year, 2, left))];
    }

    private PlannedStudy Study(PlannedModule module, int year, int attempt, DateOnly? left)
    {
        // a few change their mind about a module in the first weeks
        var dropped = left ?? (attempt == 1 && module.Credits == 15 && Dice.Of(student.Key, module.Code, "drops").Chance(0.015) ? DemoYears.Period(year, module.Period).Start.AddDays(9) : null);
        var withdrawn = dropped < DemoYears.Period(year, module.Period).End ? dropped : null;
        return new PlannedStudy(module, year, attempt, withdrawn, year < DemoYears.First ? [] : marks.Plan(module, year, attempt, withdrawn));
    }

    private static DateOnly Earliest(DateOnly a, DateOnly b) => a < b ? a : b;
}
