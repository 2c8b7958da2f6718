namespace StudentRecords.Domain.Enrolment.Registration;

/// <summary>Nobody is in two rooms at once, as far as meeting times are known.</summary>
internal static class ClashRules
{
    public static IEnumerable<Refusal> Of(ModuleOffer offer, IReadOnlyList<TakenModule> after) =>
        from other in after
        where other.Standing == ModuleStanding.Taking && other.Occurrence != offer.Occurrence
        let slot = offer.Slots.FirstOrDefault(s => other.Slots.Any(o => s.Clashes(offer.Start, offer.End, o, other.Start, other.End)))
        where slot is not null
        select new Refusal("CLASH", $"{offer.Occurrence} meets on {slot}, when {other.Occurrence} meets too; swap one of them.", "F003 timetable");
}
