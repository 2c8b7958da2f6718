using System.Globalization;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Funding;
using StudentRecords.Infrastructure.Enrolment.Bulk;

namespace StudentRecords.Infrastructure.Funding.Bulk;

/// <summary>The fees office's decisions on many fee statuses.</summary>
internal sealed class FeeStatusJourney : IBulkJourney
{
    private static readonly BulkColumn Status = new("status", "home, islands or overseas.", IsNeeded: true);
    private static readonly BulkColumn Day = new("effectiveOn", "The day from which it is true, as 2026-10-03.", IsNeeded: true);

    public string Kind => "fee-statuses";

    public string Title => "Decide fee statuses";

    public string Act => "BulkDecideFeeStatus";

    public Room Room => Room.Money;

    public IReadOnlyList<BulkColumn> Columns => [EngagementsOfLines.Student, EngagementsOfLines.Number, Status, Day];

    public Task<IReadOnlyList<BulkAnswer>> ApplyAsync(BulkSlice slice, CancellationToken ct) => FeesOfLines.ApplyAsync(slice, (line, engagement, fees) => Decide(line, engagement, fees, slice), ct);

    private static BulkAnswer Decide(BulkLine line, Engagement engagement, FeeAssessment fees, BulkSlice slice)
    {
        List<Refusal> faults = [.. line.DayFaults(Day)];
        var status = line[Status.Name]?.ToLowerInvariant() switch { "home" => FeeStatus.Home, "islands" => FeeStatus.Islands, "overseas" => FeeStatus.Overseas, _ => (FeeStatus?)null };
        if (status is null)
        {
            faults.Add(new("FEE_STATUS_UNKNOWN", $"“{line[Status.Name]}” is no fee status; write home, islands or overseas.", "Bulk change", Status.Name));
        }

        if (line[Day.Name] is null)
        {
            faults.Add(new("DAY_MISSING", "Say from which day it is true.", "Bulk change", Day.Name));
        }

        if (faults.Count > 0)
        {
            return BulkAnswer.Refused(engagement.PersonId, faults);
        }

        var decision = new FeeStatusDecision(engagement, status!.Value, line.Day(Day)!.Value, slice.Change.At, slice.Change.Reason);
        slice.Db.Add(decision);
        fees.Decided(decision);
        return new BulkAnswer(engagement.PersonId, [], string.Create(CultureInfo.InvariantCulture, $"{decision.Status} from {decision.EffectiveOn:yyyy-MM-dd}; "));
    }
}
