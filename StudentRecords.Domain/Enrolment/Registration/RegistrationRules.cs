using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Domain.Enrolment.Registration;

/// <summary>
/// Whether a student may make a move among modules: the same for the desk, the portal (F011), a file and the waiting list. Gives every
/// reason against it at once, each with the way to mend it; what the catalogue does not say refuses nothing.
/// </summary>
public static class RegistrationRules
{
    /// <summary>Reasons that a person with the right to decide may set aside. Holds, places and closed runnings are mended at their source.</summary>
    private static readonly HashSet<string> MayBeSetAside =
    [
        "NOT_OPEN_YET", "DEADLINE_PASSED", "ALREADY_PASSED", "TWICE_AT_ONCE", "EXCLUDED", "PREREQUISITE_MISSING", "COREQUISITE_MISSING", "NEEDED_BY_ANOTHER",
        "LOAD_TOO_HIGH", "LOAD_TOO_LOW", "TERM_TOO_FULL", "LEVEL_TOO_HIGH", "LEVEL_TOO_LOW", "NOT_IN_STRUCTURE", "GROUP_FULL", "CORE_LEFT", "CLASH",
    ];

    public static bool CanBeSetAside(Refusal refusal) => MayBeSetAside.Contains(refusal.Code);

    public static IReadOnlyList<Refusal> Of(Chooser chooser, ModuleMove move)
    {
        var after = move.After(chooser);
        return
        [
            .. Status(chooser, move),
            .. move.Wanted.SelectMany(w => PlaceRules.Of(chooser, w, move.On)),
            .. move.Wanted.SelectMany(w => RequisiteRules.Of(chooser, w, after)),
            .. move.Wanted.SelectMany(w => ClashRules.Of(w, after)),
            .. Leaving(chooser, move),
            .. move.Leaving.SelectMany(l => RequisiteRules.NeededBy(l, chooser, after)),
            .. LoadRules.Of(chooser, move, after),
            .. Holds(chooser, move),
        ];
    }

    private static IEnumerable<Refusal> Status(Chooser chooser, ModuleMove move)
    {
        if (move.Wanted.Count > 0 && chooser.Status != EngagementStatus.Enrolled)
        {
            yield return chooser.Status == EngagementStatus.Expected
                ? new("NOT_ENROLLED", "The enrolment is not confirmed yet; confirm it first.", "Enrolment status table")
                : new("NOT_ENROLLED", $"The engagement is {Words(chooser.Status)}; only an enrolled student is registered on modules.", "Enrolment status table");
        }
    }

    private static IEnumerable<Refusal> Leaving(Chooser chooser, ModuleMove move)
    {
        foreach (var key in move.Leaving)
        {
            switch (chooser.Taken.FirstOrDefault(t => t.Occurrence == key))
            {
                case null:
                    yield return new("NOT_REGISTERED", $"The student has no registration on {key}.", "F011");
                    break;
                case { Standing: ModuleStanding.Left }:
                    yield return new("ALREADY_WITHDRAWN", $"The registration on {key} has already been withdrawn.", "F011");
                    break;
                case { IsDecided: true }:
                    yield return new("LOCKED", $"A board has ratified the result of {key}; only an appeal can change it.", "F065");
                    break;
            }
        }
    }

    private static IEnumerable<Refusal> Holds(Chooser chooser, ModuleMove move) => move.Wanted.Count == 0 ? [] : chooser.OpenHolds.Where(h => h.IsOpen && h.Blocks.HasFlag(Blocks.Registration))
        .Select(h => new Refusal("HOLD", $"{h.Source} has placed a hold since {h.PlacedOn:d MMM yyyy}: {h.Reason}. {h.HowToClear}", h.Clause));

    private static string Words(EngagementStatus status) => status == EngagementStatus.NoShow ? "a no-show" : status.ToString().ToLowerInvariant();
}
