using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Domain.Hesa.Derivation;

/// <summary>Of whom less is returned (types 03, 04 and 08 of the authority's guidance).</summary>
public enum ReducedReturn
{
    None,
    IncomingExchange,

    /// <summary>Interrupted on every day that the collection speaks of.</summary>
    DormantThroughout,
    LeftWithinTwoWeeks,
}

/// <summary>Who has a reduced return, and what is left out of it. The lists are inferred from coverage statements; a required field always stays.</summary>
internal static class ReducedReturns
{
    private const int TwoWeeks = 14;

    private static readonly Dictionary<ReducedReturn, string[]> Entities = new()
    {
        [ReducedReturn.IncomingExchange] = ["EntryQualificationAward", "EntryQualificationSubject", "FundingAndMonitoring", "FundingBody", "StudentAccreditationAim", "StudentFinancialSupport", "SupervisorAllocation"],
        [ReducedReturn.DormantThroughout] = ["FundingAndMonitoring", "FundingBody", "OffVenueActivity", "StudyLocation"],
        [ReducedReturn.LeftWithinTwoWeeks] = ["EntryQualificationAward", "EntryQualificationSubject", "FundingAndMonitoring", "FundingBody", "StudentAccreditationAim", "StudentFinancialSupport", "StudyLocation"],
    };

    private static readonly Dictionary<string, string[]> Fields = new()
    {
        ["Engagement"] = ["ENGEXPECTEDENDDATE"],
        ["EntryProfile"] = ["CARELEAVER", "HIGHESTQOE", "PARED", "SEC", "SOC2020"],
        ["Student"] = ["ETHNIC", "GENDERID", "SEXORT"],
    };

    public static ReducedReturn Of(EngagementFacts facts)
    {
        if (facts.Within<ExchangeVisit>().Any())
        {
            return ReducedReturn.IncomingExchange;
        }

        var engagement = facts.Engagement;
        if (engagement.End is { } end && end <= facts.Last && end.DayNumber - engagement.Start.DayNumber < TwoWeeks)
        {
            return ReducedReturn.LeftWithinTwoWeeks;
        }

        return facts.Sessions.All(s => IsDormant(engagement, s)) ? ReducedReturn.DormantThroughout : ReducedReturn.None;
    }

    /// <summary>Takes out of what was derived for one engagement what a reduced return does not hold.</summary>
    public static void Reduce(ReducedReturn reduced, List<ReturnEntity> entities)
    {
        if (reduced == ReducedReturn.None)
        {
            return;
        }

        entities.RemoveAll(e => Entities[reduced].Contains(e.Entity.Name));
        entities.Where(e => e.Entity.Name != "Engagement" || reduced == ReducedReturn.IncomingExchange).ToList().ForEach(Strip);
    }

    /// <summary>Takes the optional values out of an entity; of a student only when every engagement is a reduced one.</summary>
    public static void Strip(ReturnEntity entity)
    {
        foreach (var field in Fields.GetValueOrDefault(entity.Entity.Name, []).Select(entity.Entity.Field).OfType<FieldDefinition>().Where(f => !f.Required))
        {
            entity.Fields.Put(field.Index, null, 0);
        }
    }

    private static bool IsDormant(Engagement engagement, SessionFacts facts)
    {
        var statuses = StatusHistory.Standing(engagement.Statuses).OrderBy(s => s.EffectiveOn).ThenBy(s => s.Place).ToList();
        return statuses.LastOrDefault(s => s.EffectiveOn <= facts.Session.Start)?.Status == EngagementStatus.Interrupted
            && statuses.TrueForAll(s => s.EffectiveOn <= facts.Session.Start || s.EffectiveOn > facts.Last || s.Status == EngagementStatus.Interrupted);
    }
}
