using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Tests.Support;

/// <summary>What is special about a module occurrence in a test; the rest is filled in.</summary>
public sealed class OccurrenceStory(string key)
{
    private readonly List<AssessmentComponent> components = [];
    private string faculty = "SCI";
    private string year = "2023/24";
    private string period = "Autumn";
    private DateOnly start = new(2023, 10, 1);
    private DateOnly end = new(2024, 5, 31);
    private string rule = "STANDARD";
    private decimal credits = 30m;
    private int? capacity;

    /// <summary>The module's code is the key's part before the first hyphen.</summary>
    internal string ModuleCode => key.Split('-')[0];

    public OccurrenceStory In(string academicYear, string inPeriod, DateOnly from, DateOnly to)
    {
        (year, period, start, end) = (academicYear, inPeriod, from, to);
        return this;
    }

    public OccurrenceStory OfFaculty(string code)
    {
        faculty = code;
        return this;
    }

    public OccurrenceStory WorkedBy(string ruleCode)
    {
        rule = ruleCode;
        return this;
    }

    public OccurrenceStory Worth(decimal points)
    {
        credits = points;
        return this;
    }

    public OccurrenceStory Places(int number)
    {
        capacity = number;
        return this;
    }

    public OccurrenceStory With(string componentKey, decimal weight, ComponentKind kind = ComponentKind.Coursework, DateOnly? due = null)
    {
        components.Add(new AssessmentComponent(componentKey, $"{kind} {components.Count + 1}", kind, weight, due));
        return this;
    }

    internal ModuleOccurrence Tell(Module? module)
    {
        module ??= NewModule();
        var occurrence = new ModuleOccurrence(module, module.Newest!, key, year, period, start, end, rule);
        occurrence.Limit(capacity);
        foreach (var component in components)
        {
            occurrence.Add(component);
        }

        return occurrence;
    }

    private Module NewModule()
    {
        var module = new Module(ModuleCode, faculty);
        module.Publish(new ModuleVersion { CatalogueVersion = 1, FromYear = year, Title = $"Module {ModuleCode}", Credits = credits, Level = 4, HecosCode = "100366", CostCentre = "121" });
        return module;
    }
}
