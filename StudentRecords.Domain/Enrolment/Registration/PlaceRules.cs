namespace StudentRecords.Domain.Enrolment.Registration;

/// <summary>Whether the occurrence can be had at all: not retired, open, with a place, and not taken or passed already.</summary>
internal static class PlaceRules
{
    public static IEnumerable<Refusal> Of(Chooser chooser, ModuleOffer offer, DateOnly on)
    {
        if (chooser.Taken.Any(t => t.Occurrence == offer.Occurrence && t.Counts))
        {
            yield return new("ALREADY_REGISTERED", $"The student already has a registration on {offer.Occurrence}.", "F011");
            yield break;
        }

        if (chooser.Taken.Any(t => t.Occurrence == offer.Occurrence && t.IsDecided))
        {
            yield return new("LOCKED", $"A board has ratified what came of {offer.Occurrence}; choose a later running.", "F065");
        }

        if (offer.IsModuleRetired)
        {
            yield return new("RETIRED", $"{offer.Module} is retired and takes nobody new; choose another module.", "F001");
        }
        else if (offer.IsClosed)
        {
            yield return new("CLOSED", $"{offer.Occurrence} is closed to new registrations; choose another running.", "F001");
        }

        if (on < offer.Opens)
        {
            yield return new("NOT_OPEN_YET", $"{offer.Occurrence} can be chosen from {offer.Opens:d MMM yyyy} on.", "F001");
        }

        if (on > offer.Closes)
        {
            yield return new("DEADLINE_PASSED", $"{offer.Occurrence} could be chosen until {offer.Closes:d MMM yyyy}; a registry manager may allow it late.", "F001");
        }

        if (offer.IsFull)
        {
            yield return new("FULL", $"{(offer.Places == 1 ? $"The only place on {offer.Occurrence} is" : $"All {offer.Places} places on {offer.Occurrence} are")} taken{(offer.HasWaitingList ? "; the student may join its waiting list" : "")}.", "F011");
        }

        if (chooser.Taken.FirstOrDefault(t => t.Module == offer.Module && t.Standing == ModuleStanding.Passed) is { } passed)
        {
            yield return new("ALREADY_PASSED", $"{offer.Module} was passed in {passed.AcademicYear}; credit is given once.", "Credit rules");
        }

        if (chooser.Taken.FirstOrDefault(t => t.Module == offer.Module && t.Standing == ModuleStanding.Taking && t.AcademicYear == offer.AcademicYear && t.Period == offer.Period) is { } twice)
        {
            yield return new("TWICE_AT_ONCE", $"The student takes {offer.Module} in the same period already, as {twice.Occurrence}; swap it instead.", "Credit rules");
        }
    }
}
