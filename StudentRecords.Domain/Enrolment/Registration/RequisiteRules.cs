namespace StudentRecords.Domain.Enrolment.Registration;

/// <summary>Prerequisites, corequisites, exclusions, by the version that is chosen.</summary>
internal static class RequisiteRules
{
    public static IEnumerable<Refusal> Of(Chooser chooser, ModuleOffer offer, IReadOnlyList<TakenModule> after)
    {
        foreach (var any in offer.Requisites.Prerequisites.Where(any => !any.Any(m => ComesBefore(m, offer, after))))
        {
            var tried = chooser.Taken.Where(t => any.Contains(t.Module)).MaxBy(t => t.End);
            yield return new("PREREQUISITE_MISSING", $"{offer.Module} asks for {string.Join(" or ", any)} before it; {Instead(tried)}.", "F001 prerequisite");
        }

        foreach (var beside in offer.Requisites.Corequisites.Where(m => !GoesWith(m, offer.AcademicYear, after)))
        {
            yield return new("COREQUISITE_MISSING", $"{offer.Module} is taken together with {beside}; choose that as well.", "F001 corequisite");
        }

        foreach (var other in after.Where(t => t.Module != offer.Module && t.Standing is ModuleStanding.Taking or ModuleStanding.Passed)
            .Where(t => offer.Requisites.Exclusions.Contains(t.Module) || t.Requisites.Exclusions.Contains(offer.Module)).DistinctBy(t => t.Module))
        {
            yield return new("EXCLUDED", $"{offer.Module} and {other.Module} cover so much of the same that nobody has both; {(other.Standing == ModuleStanding.Passed ? "choose another module" : "give one of them up")}.", "F001 exclusion");
        }
    }

    /// <summary>What is still taken and leans on the module that is given up.</summary>
    public static IEnumerable<Refusal> NeededBy(string leaving, Chooser chooser, IReadOnlyList<TakenModule> after)
    {
        if (chooser.Taken.FirstOrDefault(t => t.Occurrence == leaving && t.Counts) is not { } left)
        {
            yield break;
        }

        foreach (var other in after.Where(t => t.Standing == ModuleStanding.Taking && t.Occurrence != leaving))
        {
            var together = other.Requisites.Corequisites.Contains(left.Module) && !GoesWith(left.Module, other.AcademicYear, after);
            var before = other.Requisites.Prerequisites.Any(any => any.Contains(left.Module) && Leads(left, other.Start) && !any.Any(m => after.Any(t => t.Module == m && Leads(t, other.Start))));
            if (together || before)
            {
                yield return new("NEEDED_BY_ANOTHER", $"{other.Module} leans on {left.Module}; give up {other.Module} first, or both together.", together ? "F001 corequisite" : "F001 prerequisite");
            }
        }
    }

    private static bool ComesBefore(string module, ModuleOffer offer, IReadOnlyList<TakenModule> after) => after.Any(t => t.Module == module && Leads(t, offer.Start));

    /// <summary>Passed; or under way and over before the other begins, when its result is not known yet.</summary>
    private static bool Leads(TakenModule taken, DateOnly start) => taken.Standing == ModuleStanding.Passed || (taken.Standing == ModuleStanding.Taking && taken.End <= start);

    private static bool GoesWith(string module, string academicYear, IReadOnlyList<TakenModule> after) =>
        after.Any(t => t.Module == module && (t.Standing == ModuleStanding.Passed || (t.Standing == ModuleStanding.Taking && t.AcademicYear == academicYear)));

    private static string Instead(TakenModule? tried) => tried switch
    {
        null => "it was never taken",
        { Standing: ModuleStanding.Failed } => $"{tried.Module} was failed in {tried.AcademicYear}",
        { Standing: ModuleStanding.Left } => $"{tried.Module} was given up in {tried.AcademicYear}",
        _ => $"{tried.Module} is not over by then",
    };
}
