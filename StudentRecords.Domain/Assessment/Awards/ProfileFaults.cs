namespace StudentRecords.Domain.Assessment.Awards;

/// <summary>What is wrong with a profile whatever the regulation: a module twice, credits or weights that are no number of credits.</summary>
internal static class ProfileFaults
{
    public static void Check(AwardProfile profile, List<Refusal> errors)
    {
        HashSet<string> seen = new(profile.Modules.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var module in profile.Modules)
        {
            if (!seen.Add(module.Code))
            {
                errors.Add(new("MODULE_TWICE", $"{module.Code} is there twice; give its attempts under one module.", "Profile", module.Code));
            }

            if (module.Credits <= 0)
            {
                errors.Add(new("CREDITS_NOT_POSITIVE", $"{module.Code} has {AwardStepWords.N(module.Credits)} credits.", "Profile", module.Code));
            }

            foreach (var component in module.Components)
            {
                if (component.Weight < 0)
                {
                    errors.Add(new("WEIGHT_NEGATIVE", $"{component.Key} of {module.Code} weighs {AwardStepWords.N(component.Weight)}.", "Profile", module.Code));
                }
            }
        }
    }
}
