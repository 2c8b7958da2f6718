namespace StudentRecords.Domain.Curriculum;

/// <summary>What is wrong with requisites that nobody could satisfy.</summary>
public static class RequisiteFaults
{
    /// <param name="module">Code of the module that asks.</param>
    /// <param name="needs">What it asks.</param>
    /// <param name="others">What another module asks; <see cref="ModuleRequisites.None"/> for one that is not known.</param>
    public static IReadOnlyList<Refusal> Of(string module, ModuleRequisites needs, Func<string, ModuleRequisites> others)
    {
        List<Refusal> faults = [];
        if (needs.Prerequisites.Any(p => p.Count == 0))
        {
            faults.Add(Fault("REQUISITE_EMPTY", $"{module} has a prerequisite that names no module; name one or take the line out."));
        }

        if (needs.Before().Concat(needs.Corequisites).Concat(needs.Exclusions).Contains(module))
        {
            faults.Add(Fault("REQUIRES_ITSELF", $"{module} names itself among its requisites."));
        }

        foreach (var both in needs.Prerequisites.Where(p => p.Count > 0 && p.All(needs.Exclusions.Contains)).Select(p => string.Join(" or ", p)).Concat(needs.Corequisites.Where(needs.Exclusions.Contains)))
        {
            faults.Add(Fault("REQUIRED_AND_EXCLUDED", $"{module} asks for {both} and excludes it."));
        }

        if (Circle(module, needs, others) is { } circle)
        {
            faults.Add(Fault("REQUISITE_CIRCLE", $"{string.Join(" asks for ", circle)}: none of them could ever be the first."));
        }

        return faults;
    }

    /// <summary>The way from the module back to itself through prerequisites without an alternative; null where there is none.</summary>
    private static List<string>? Circle(string module, ModuleRequisites needs, Func<string, ModuleRequisites> others)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        List<string>? Walk(string at, ModuleRequisites asks, List<string> way)
        {
            foreach (var next in asks.Prerequisites.Where(p => p.Count == 1).Select(p => p[0]).Where(n => n != at))
            {
                if (next == module)
                {
                    return [.. way, next];
                }

                if (seen.Add(next) && Walk(next, others(next), [.. way, next]) is { } found)
                {
                    return found;
                }
            }

            return null;
        }

        return Walk(module, needs, [module]);
    }

    private static Refusal Fault(string code, string sentence) => new(code, sentence, "F001");
}
