using System.Globalization;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Infrastructure.Enrolment.Bulk;

namespace StudentRecords.Infrastructure.Funding.Bulk;

/// <summary>Ends sponsor agreements and scholarships of many students on their last day.</summary>
internal sealed class EndAwardJourney : IBulkJourney
{
    private static readonly BulkColumn Payer = new("payer", "Who pays in the student's place, as the money tab names them.", IsNeeded: true);
    private static readonly BulkColumn LastDay = new("lastDay", "The last day on which it pays, as 2026-10-03.", IsNeeded: true);

    public string Kind => "end-awards";

    public string Title => "End sponsors and scholarships";

    public string Act => "BulkEndAward";

    public Room Room => Room.Money;

    public IReadOnlyList<BulkColumn> Columns => [EngagementsOfLines.Student, EngagementsOfLines.Number, Payer, LastDay];

    public Task<IReadOnlyList<BulkAnswer>> ApplyAsync(BulkSlice slice, CancellationToken ct) => FeesOfLines.ApplyAsync(slice, (line, engagement, fees) => End(line, engagement, fees, slice), ct);

    private static BulkAnswer End(BulkLine line, Engagement engagement, FeeAssessment fees, BulkSlice slice)
    {
        List<Refusal> faults = [.. line.DayFaults(LastDay)];
        if (line[LastDay.Name] is null)
        {
            faults.Add(new("DAY_MISSING", "Say which day is the last.", "Bulk change", LastDay.Name));
        }

        var running = fees.Awards(engagement).Where(a => a.Kind is AwardKind.Sponsor or AwardKind.Scholarship && a.To is null && a.Payer == line[Payer.Name]).ToList();
        if (running.Count != 1)
        {
            faults.Add(running.Count == 0
                ? new("AWARD_UNKNOWN", $"Nothing of “{line[Payer.Name]}” runs for the student.", "Bulk change", Payer.Name)
                : new("WHICH_AWARD", $"{line[Payer.Name]} pays {running.Count} awards of the student; end them on the money tab.", "Bulk change", Payer.Name));
        }

        if (faults.Count > 0)
        {
            return BulkAnswer.Refused(engagement.PersonId, faults);
        }

        var last = line.Day(LastDay)!.Value;
        running[0].End(last, slice.Change.Reason, running[0].SourceVersion + 1);
        return new BulkAnswer(engagement.PersonId, [], string.Create(CultureInfo.InvariantCulture, $"{running[0].Payer} pays until {last:yyyy-MM-dd}; "));
    }
}
