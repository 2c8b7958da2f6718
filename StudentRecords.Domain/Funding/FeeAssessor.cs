namespace StudentRecords.Domain.Funding;

/// <summary>
/// Works out what an engagement should be charged, from nothing but the situation and the rules: the same answer whatever
/// happened on the way. Only days of full enrolment make a fee; each census point adds its share.
/// </summary>
public static class FeeAssessor
{
    public const string Tuition = "TUITION";

    public static FeeAssessed Assess(FeeSituation situation, IEnumerable<FeeRule> rules)
    {
        if (FeeRule.For(rules, situation.ProgrammeCode, situation.Engagement.Start) is not { } rule)
        {
            return FeeAssessed.NoRule;
        }

        var days = new EnrolledDays(situation.Engagement.Statuses);
        if (days.First is not { } first)
        {
            return new FeeAssessed([], [], true);
        }

        var terms = rule.Terms();
        var bill = new FeeBill(rule.Name, terms, situation.Awards);
        foreach (var session in situation.Sessions(first))
        {
            Session(situation, terms, session, days, first, bill);
        }

        return bill.Sum();
    }

    private static void Session(FeeSituation situation, FeeTerms terms, PricedSession session, EnrolledDays days, DateOnly first, FeeBill bill)
    {
        var modules = situation.Modules.Where(m => session.Ids.Contains(m.Registration.SessionId)).OrderBy(m => m.Occurrence.Start).ThenBy(m => m.Occurrence.Key, StringComparer.Ordinal).ToList();
        var load = modules.Where(m => m.Left is not { } left || left > m.Occurrence.Start.AddDays(terms.WithdrawalWindowDays)).Sum(m => m.Credits);
        var status = FeeStatusDecision.On(situation.StatusDecisions, situation.HomeCountry, session.Start < first ? first : session.Start);
        var sponsor = situation.Awards.Where(a => a.Kind == AwardKind.Sponsor && a.PaysOn(session.Start < first ? first : session.Start, session.AcademicYear)).OrderBy(a => a.From).ThenBy(a => a.Key, StringComparer.Ordinal).FirstOrDefault()?.Code;
        if (terms.LineFor(new FeeCase(session.Mode, status, sponsor, session.YearOfProgramme, load)) is not { } line)
        {
            bill.Find($"{session.AcademicYear}: no price for mode {session.Mode}, fee status {status}, year {session.YearOfProgramme}, {load:0.##} credits.");
            return;
        }

        if (line.Per == FeeBasis.Year)
        {
            bill.Add(session.AcademicYear, Tuition, line.Amount, Due(terms, session.Start, null, days, first));
            return;
        }

        foreach (var module in modules)
        {
            var price = decimal.Round(line.Amount * module.Credits, 2, MidpointRounding.AwayFromZero);
            bill.Add(module.Occurrence.AcademicYear, module.Occurrence.Key, price, Due(terms, module.Occurrence.Start, module.Left, days, first));
        }
    }

    /// <summary>
    /// The census points that fall due, each with its day and whether it counts. Who was enrolled after a point had passed meets it on the first enrolled day.
    /// Leaving within the window after the beginning takes away what that spell made due.
    /// </summary>
    private static List<(DateOnly Day, decimal Share, bool Counts)> Due(FeeTerms terms, DateOnly start, DateOnly? left, EnrolledDays days, DateOnly first)
    {
        var beginning = start < first ? first : start;
        var window = beginning.AddDays(terms.WithdrawalWindowDays);
        var moduleWindow = start.AddDays(terms.WithdrawalWindowDays);
        return [.. terms.Census.OrderBy(c => c.Day).Select(c =>
        {
            var day = start.AddDays(c.Day) < first ? first : start.AddDays(c.Day);
            var counts = days.Counts(day) && (days.SpellEnds(day) is not { } ended || ended > window)
                && (left is not { } gone || (gone > day && gone > moduleWindow));
            return (day, c.Share, counts);
        })];
    }
}
