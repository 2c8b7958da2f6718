namespace StudentRecords.Domain.Hesa.Derivation;

/// <summary>Student load (RPSTULOAD): the credits studied in a session, per cent of a full-time year.</summary>
public static class StudentLoad
{
    /// <summary>Credits of a full-time year.</summary>
    public const decimal FullYear = 120m;

    /// <summary>A module that was left counts for the days that it was studied.</summary>
    public static decimal Of(IEnumerable<RegistrationFacts> registrations) =>
        registrations.Sum(r => r.Occurrence.ModuleVersion.Credits * Studied(r)) / FullYear * 100m;

    private static decimal Studied(RegistrationFacts facts)
    {
        var occurrence = facts.Occurrence;
        var days = occurrence.End.DayNumber - occurrence.Start.DayNumber + 1;
        if (facts.Registration.WithdrawnOn is not { } left || days <= 0)
        {
            return 1m;
        }

        return Math.Clamp((left.DayNumber - occurrence.Start.DayNumber) / (decimal)days, 0m, 1m);
    }
}
