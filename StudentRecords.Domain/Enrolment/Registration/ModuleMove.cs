namespace StudentRecords.Domain.Enrolment.Registration;

/// <summary>What is asked for: modules to be registered on, modules to be given up, or both at once, judged by what it comes to.</summary>
/// <param name="Wanted">Occurrences to be registered on.</param>
/// <param name="Leaving">Keys of occurrences to be given up.</param>
/// <param name="On">The day on which it was asked for; deadlines go by it.</param>
public sealed record ModuleMove(IReadOnlyList<ModuleOffer> Wanted, IReadOnlyList<string> Leaving, DateOnly On)
{
    /// <summary>What the student would have afterwards, and for each wanted module the session year that it falls in.</summary>
    public IReadOnlyList<TakenModule> After(Chooser chooser) =>
    [
        .. chooser.Taken.Where(t => t.Counts && !Leaving.Contains(t.Occurrence)),
        .. Wanted.Select(w => w.TakenIn(chooser.EngagementId, chooser.SessionYearOf(w.Start))),
    ];

    /// <summary>The session years that it changes.</summary>
    public IReadOnlyList<string> SessionYears(Chooser chooser) =>
        [.. Wanted.Select(w => chooser.SessionYearOf(w.Start)).Concat(chooser.Taken.Where(t => Leaving.Contains(t.Occurrence)).Select(t => t.SessionYear)).Distinct(StringComparer.Ordinal)];
}
