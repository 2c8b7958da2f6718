using System.Globalization;
using System.Text.Json;
using StudentRecords.Domain.Enrolment.Progression;
using StudentRecords.Domain.Integration;
using StudentRecords.Infrastructure.ExamBoards.Awards;

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

        foreach (var decided in effects.Progressed.GroupBy(p => p))
        {
            Count($"{(decided.Key.Act == ProgressionAct.CarriedOut ? "Decisions carried out" : "Decisions taken back")}: {AwardWords.Of(decided.Key.Code)}", decided.Count());
        }

        foreach (var retaken in effects.Retakes.GroupBy(k => k))
        {
            Count($"Modules to take again: {Words(retaken.Key)}", retaken.Count());
        }

        Count("Course sessions taken back", effects.SessionsTakenBack.Count);
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

    private static string Words(ResitKind kind) => kind switch
    {
        ResitKind.Resit => "in this year's resits",
        ResitKind.SameAttempt => "in this year's resits as the same attempt",
        ResitKind.Trailing => "beside the next stage",
        _ => "with the stage that is repeated",
    };

    private void Count(string what, decimal by)
    {
        if (by != 0)
        {
            counts[what] = counts.GetValueOrDefault(what) + by;
        }
    }
}
