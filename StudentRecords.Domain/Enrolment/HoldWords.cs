namespace StudentRecords.Domain.Enrolment;

/// <summary>
/// What a student is told of a hold (F012), and in which words: the office's own, the same for everybody. No sum, no grounds and nothing that a
/// colleague wrote is among them; those the office tells by itself.
/// </summary>
public static class HoldWords
{
    private static readonly (Blocks Stop, string Word)[] Words =
    [
        (Blocks.Enrolment, "enrolment"), (Blocks.Registration, "registration on modules"), (Blocks.Progression, "progression to the next year"), (Blocks.ResultsRelease, "release of results"), (Blocks.Graduation, "graduation"),
    ];

    private static readonly Dictionary<string, string> WaysOut = new()
    {
        ["Finance"] = "Look at your account in the portal, and pay or agree with Finance how you will; Finance releases it then.",
        ["Library"] = "Return what you have on loan or settle it at the Library's desk; the Library releases it then.",
        ["Identity verification"] = "Bring your passport or identity card to the Registry's desk, or send what you were asked for; it is released when your identity is checked.",
        ["Academic Integrity"] = "The Academic Integrity office tells you what it is about and what to do; ask it if you have not heard.",
        ["Compliance"] = "Speak to the student immigration advisers and show them your newest papers; they release it then.",
    };

    /// <summary>What it stops, in words.</summary>
    public static IReadOnlyList<string> Stops(Blocks blocks) => [.. Words.Where(w => blocks.HasFlag(w.Stop)).Select(w => w.Word)];

    /// <summary>What it stops and what the student can do about it; of a released one, what is open again.</summary>
    public static string Of(Hold hold)
    {
        string[] all = [.. Stops(hold.Blocks)];
        var stops = all.Length > 1 ? $"{string.Join(", ", all[..^1])} and {all[^1]}" : string.Concat(all);
        return hold.IsOpen
            ? $"{Owner(hold)} has placed a hold on your record. Until it is released it stops your {stops}. {WaysOut.GetValueOrDefault(hold.Source, "Ask the Registry's desk what is missing; it releases the hold when that is settled.")}"
            : $"{Owner(hold)} has released its hold on your record. It no longer stops your {stops}; where something is still closed to you, another hold stands.";
    }

    private static string Owner(Hold hold) => hold.Source switch { "Registry" => "The Registry", "Library" => "The Library", "Academic Integrity" => "The Academic Integrity office", "Compliance" => "The student immigration office", "Identity verification" => "The identity check", var other => other };
}
