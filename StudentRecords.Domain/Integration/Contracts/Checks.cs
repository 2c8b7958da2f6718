using System.Globalization;

namespace StudentRecords.Domain.Integration.Contracts;

/// <summary>Collects what is wrong with a message's content, each fault with a JSON pointer to where it is.</summary>
/// <param name="today">Nothing may have happened after it.</param>
/// <param name="limits">Where what is asked is written down, for the published contract; null at the door.</param>
public sealed class Checks(DateOnly today, ICollection<Limit>? limits = null)
{
    private readonly List<Refusal> faults = [];

    public IReadOnlyList<Refusal> Faults => faults;

    public DateOnly Today => today;

    public Checks Text(string pointer, string? value, int longest = 200)
    {
        limits?.Add(new Limit(pointer) { IsNeeded = true, Longest = longest });
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
        limits?.Add(new Limit(pointer) { Low = low, High = high });
        if (value is { } v && (v < low || v > high))
        {
            Add(pointer, string.Create(CultureInfo.InvariantCulture, $"is {v}; it must lie between {low} and {high}."));
        }

        return this;
    }

    public Checks Past(string pointer, DateOnly? value)
    {
        limits?.Add(new Limit(pointer) { Sentence = "is in the future." });
        if (value > today)
        {
            Add(pointer, $"is {value:yyyy-MM-dd}, which is in the future.");
        }

        return this;
    }

    public Checks That(bool holds, string pointer, string sentence)
    {
        limits?.Add(new Limit(pointer) { Sentence = sentence });
        if (!holds)
        {
            Add(pointer, sentence);
        }

        return this;
    }

    public Checks Who(string pointer, PersonRef? person)
    {
        limits?.Add(new Limit($"{pointer}/id") { IsNeeded = true });
        if (person is null || string.IsNullOrWhiteSpace(person.Id))
        {
            Add(pointer, "must name a person: {\"system\": …, \"id\": …}.");
        }

        return this;
    }

    /// <summary>Writes down when a rule of the domain refuses a place, for the published contract; what it finds is told by <see cref="Faulty"/>.</summary>
    public Checks Rule(string pointer, string sentence)
    {
        limits?.Add(new Limit(pointer) { Sentence = sentence });
        return this;
    }

    /// <summary>Takes faults as the rules of the domain word them, with their own codes.</summary>
    public Checks Faulty(IEnumerable<Refusal> found)
    {
        faults.AddRange(found);
        return this;
    }

    private void Add(string pointer, string sentence) => faults.Add(new Refusal("CONTRACT", $"{pointer} {sentence}", "Contract", pointer));
}

/// <summary>What a contract's checks ask of one place in a message, so that the published contract says the same as the door.</summary>
/// <param name="Pointer">JSON pointer of the place; the first of a list stands for all.</param>
public sealed record Limit(string Pointer)
{
    /// <summary>A text that may not be blank.</summary>
    public bool IsNeeded { get; init; }

    /// <summary>Characters at most.</summary>
    public int? Longest { get; init; }

    public decimal? Low { get; init; }

    public decimal? High { get; init; }

    /// <summary>The words with which it is refused when it is otherwise.</summary>
    public string? Sentence { get; init; }
}
