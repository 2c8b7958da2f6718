using System.Globalization;

namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>Collects what is wrong with a message's content, each fault with a JSON pointer to where it is.</summary>
public sealed class Checks(DateOnly today)
{
    private readonly List<Refusal> faults = [];

    public IReadOnlyList<Refusal> Faults => faults;

    public Checks Text(string pointer, string? value, int longest = 200)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            Add(pointer, "is needed.");
        }
        else if (value.Length > longest)
        {
            Add(pointer, $"is longer than {longest} characters.");
        }

        return this;
    }

    public Checks Between(string pointer, decimal? value, decimal low, decimal high)
    {
        if (value is { } v && (v < low || v > high))
        {
            Add(pointer, string.Create(CultureInfo.InvariantCulture, $"is {v}; it must lie between {low} and {high}."));
        }

        return this;
    }

    public Checks Past(string pointer, DateOnly? value)
    {
        if (value > today)
        {
            Add(pointer, $"is {value:yyyy-MM-dd}, which is in the future.");
        }

        return this;
    }

    public Checks That(bool holds, string pointer, string sentence)
    {
        if (!holds)
        {
            Add(pointer, sentence);
        }

        return this;
    }

    public Checks Who(string pointer, PersonRef? person)
    {
        if (person is null || string.IsNullOrWhiteSpace(person.Id))
        {
            Add(pointer, "must name a person: {\"system\": …, \"id\": …}.");
        }

        return this;
    }

    /// <summary>Takes a fault as a rule of the domain words it, with its own code.</summary>
    public Checks Fault(Refusal fault)
    {
        faults.Add(fault);
        return this;
    }

    private void Add(string pointer, string sentence) => faults.Add(new Refusal("CONTRACT", $"{pointer} {sentence}", "Contract", pointer));
}
