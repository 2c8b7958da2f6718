namespace StudentRecords.Domain.Hesa.Derivation;

/// <summary>The steps of a derivation in their order. Each value keeps the number of the step that gave it.</summary>
public static class Step
{
    public const int Record = 1;
    public const int OtherRow = 2;
    public const int Worked = 3;
    public const int Mapped = 4;
    public const int Institution = 5;
    public const int Constant = 6;
    public const int NotKnown = 7;
    public const int Failed = 8;
    public const int Overridden = 9;

    /// <summary>What a step number says of where a value came from.</summary>
    public static string Sentence(int step) => step switch
    {
        0 => "Read from a return file.",
        Record => "As the record holds it.",
        OtherRow => "From another row of the record, because the first place had none.",
        Worked => "Worked out from dates and figures of the record.",
        Mapped => "The record's own word, put into the authority's code.",
        Institution => "From the institution's profile.",
        Constant => "The same for everybody in this collection.",
        NotKnown => "Nothing is recorded; the authority's code for that.",
        Failed => "It must be there and could not be derived.",
        Overridden => "Put in by a person and approved by another, in the place of what was derived.",
        Compare.FieldVerdict.WrittenByComparison => "Written by the compare run.",
        _ => $"Step {step}.",
    };
}
