using System.Globalization;
using System.Text.Json;
using StudentRecords.Domain.Integration;

namespace StudentRecords.Infrastructure.Enrolment.Bulk;

/// <summary>The effects of many lines taken together, kept over a kill in the job's checkpoint.</summary>
internal sealed class BulkTotals
{
    private SortedDictionary<string, decimal> counts = new(StringComparer.Ordinal);

    public string Text => JsonSerializer.Serialize(counts);

    /// <summary>A sentence a line.</summary>
    public string Sentences => string.Join('\n', counts.Select(c => c.Key.StartsWith('£')
        ? string.Create(CultureInfo.InvariantCulture, $"{c.Key[1..]}: {(c.Value < 0 ? "−" : "")}£{Math.Abs(c.Value):#,##0.00}") : string.Create(CultureInfo.InvariantCulture, $"{c.Key}: {c.Value:#,##0}")));

    public static BulkTotals From(string? checkpoint) =>
        new() { counts = checkpoint is null ? new(StringComparer.Ordinal) : new(JsonSerializer.Deserialize<Dictionary<string, decimal>>(checkpoint)!, StringComparer.Ordinal) };

    public void Add(ChangeEffects effects)
    {
        foreach (var (_, status, _) in effects.Statuses)
        {
            Count($"Engagements that become {Domain.Enrolment.StatusTable.Word(status)}", 1);
        }

        Count("Course sessions opened", effects.SessionsOpened.Count);
        Count("Course sessions ended", effects.SessionsEnded.Count);
        Count("Module registrations left", effects.ModulesLeft.Count);
        Count("Holds placed", effects.HoldsPlaced);
        Count("Holds released", effects.HoldsReleased);
        Count("£Charges made", effects.Charges.Where(c => c.Amount > 0).Sum(c => c.Amount));
        Count("£Charges taken back", effects.Charges.Where(c => c.Amount < 0).Sum(c => c.Amount));
        foreach (var told in effects.Told.GroupBy(t => (t.Destination, t.Flow)))
        {
            Count($"Messages to {SystemCatalogue.Names.GetValueOrDefault(told.Key.Destination, told.Key.Destination)} ({told.Key.Flow})", told.Count());
        }
    }

    private void Count(string what, decimal by)
    {
        if (by != 0)
        {
            counts[what] = counts.GetValueOrDefault(what) + by;
        }
    }
}
