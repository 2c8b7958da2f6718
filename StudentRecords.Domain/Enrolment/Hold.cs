using StudentRecords.Domain.Students;

namespace StudentRecords.Domain.Enrolment;

/// <summary>What a hold stops, asked in the use case and not in the page.</summary>
[Flags]
public enum Blocks
{
    None = 0,
    Enrolment = 1,
    Registration = 2,
    Progression = 4,
    ResultsRelease = 8,
    Graduation = 16,
}

/// <summary>Something that stands in a student's way until its owner clears it (F007, F010, F026, or a person).</summary>
public sealed class Hold : IVersioned, IAboutPerson
{
    private Hold() { }

    public Hold(Person person, string source, string key, string reason, string howToClear, Blocks blocks, DateOnly placedOn)
    {
        Person = person;
        PersonId = person.Id;
        Source = source;
        Key = key;
        Reason = reason;
        HowToClear = howToClear;
        Blocks = blocks;
        PlacedOn = placedOn;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long PersonId { get; private set; }

    public Person Person { get; private set; } = null!;

    /// <summary>Who owns it: Finance, Library, Identity verification, Academic Integrity, Compliance, Registry.</summary>
    public string Source { get; private set; } = "";

    /// <summary>The owner's own hold id, unique in the source.</summary>
    public string Key { get; private set; } = "";

    public string Reason { get; private set; } = "";

    /// <summary>A sentence that says how it is cleared.</summary>
    public string HowToClear { get; private set; } = "";

    public Blocks Blocks { get; private set; }

    public DateOnly PlacedOn { get; private set; }

    public DateOnly? ReleasedOn { get; private set; }

    public string? ReleaseReason { get; private set; }

    public bool IsOpen => ReleasedOn is null;

    /// <summary>The flow that it came by, or the owner's own id where a person placed it.</summary>
    public string Clause => Source switch { "Finance" => "F010", "Identity verification" => "F026", _ => Key };

    /// <summary>Every reason why a hold cannot be placed like this.</summary>
    public static IReadOnlyList<Refusal> Faults(string? reason, string? howToClear, Blocks blocks)
    {
        List<Refusal> faults = [];
        if (string.IsNullOrWhiteSpace(reason))
        {
            faults.Add(new("HOLD_WITHOUT_REASON", "Say what the hold is for; colleagues who help the student read it.", Field: "HoldReason"));
        }

        if (string.IsNullOrWhiteSpace(howToClear))
        {
            faults.Add(new("HOLD_WITHOUT_A_WAY_OUT", "Say how it is cleared; colleagues who help the student read it.", Field: "HowToClear"));
        }

        if (blocks == Blocks.None)
        {
            faults.Add(new("HOLD_STOPS_NOTHING", "Choose at least one thing that it stops.", Field: "Blocks"));
        }

        return faults;
    }

    /// <summary>Its owner says anew that it holds, released or not; what it was before stands in the trail.</summary>
    public void PlaceAgain(string reason, string howToClear, Blocks blocks, DateOnly on)
    {
        (Reason, HowToClear, Blocks, PlacedOn) = (reason, howToClear, blocks, on);
        (ReleasedOn, ReleaseReason) = (null, null);
    }

    public Outcome Release(DateOnly on, string reason)
    {
        if (!IsOpen)
        {
            return Outcome.Refused("ALREADY_RELEASED", $"The hold was released on {ReleasedOn:d MMM yyyy}.");
        }

        ReleasedOn = on;
        ReleaseReason = reason;
        return Outcome.Done;
    }
}
