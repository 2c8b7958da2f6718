using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Students;

namespace StudentRecords.Tests.Support;

/// <summary>What is special about a person in a test; the rest is filled in.</summary>
public sealed class PersonStory(DateTimeOffset now)
{
    private static int last;

    private readonly List<(string System, string Kind, string Value)> identifiers = [];
    private readonly List<(string Source, Blocks Blocks)> holds = [];
    private readonly int ordinal = Interlocked.Increment(ref last);
    private PersonName? name;
    private PersonDetails details = new();
    private DateOnly? born = new(2001, 4, 23);
    private VerificationState? verification = VerificationState.Passed;

    public PersonStory Named(string family, string given)
    {
        name = new PersonName(family, given);
        return this;
    }

    public PersonStory Born(DateOnly? on)
    {
        born = on;
        return this;
    }

    public PersonStory Described(PersonDetails by)
    {
        details = by;
        return this;
    }

    public PersonStory Known(string system, string value, string kind = IdentifierKinds.SystemId)
    {
        identifiers.Add((system, kind, value));
        return this;
    }

    /// <summary>Persons are verified unless a test says otherwise; null is never asked.</summary>
    public PersonStory Verification(VerificationState? state)
    {
        verification = state;
        return this;
    }

    public PersonStory Held(Blocks blocks, string source = "Finance")
    {
        holds.Add((source, blocks));
        return this;
    }

    internal (Person Person, IReadOnlyList<object> Rows) Tell()
    {
        // far from where the record's own sequence starts
        var person = new Person(StudentNumber.Mint(5_000_000 + ordinal), name ?? new PersonName($"Family{ordinal:0000}", "Given"), born);
        person.Describe(details);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        foreach (var (system, kind, value) in identifiers)
        {
            person.Identify(system, kind, value, today);
        }

        List<object> rows = [person, .. holds.Select((h, i) => new Hold(person, h.Source, $"H{ordinal}-{i}", "Something is owed", "Pay it.", h.Blocks, today))];
        if (verification is { } state)
        {
            var check = new IdentityVerification(person, $"CASE-{ordinal}", now);
            check.Receive(state, 1, 99m, null, now);
            rows.Add(check);
        }

        return (person, rows);
    }
}
