namespace StudentRecords.Web.Components.Shared;

/// <summary>What a status means for whoever looks; the chip's colour and, where none is named, its icon follow from it.</summary>
public enum Tone
{
    /// <summary>Nothing to do: done, in force, in order.</summary>
    Good,

    /// <summary>Somebody should look before a date.</summary>
    Warn,

    /// <summary>Wrong, stopped, refused.</summary>
    Bad,

    /// <summary>On its way.</summary>
    Busy,

    /// <summary>Over, or not begun: no call to anybody.</summary>
    Quiet,
}

/// <summary>A status as it is shown everywhere: a word, a tone and an icon, never a colour alone.</summary>
public sealed record ChipLook(string Word, Tone Tone, string? Icon = null)
{
    public string IconName => Icon ?? Tone switch { Tone.Good => "good", Tone.Warn => "warn", Tone.Bad => "bad", Tone.Busy => "run", _ => "none" };
}
