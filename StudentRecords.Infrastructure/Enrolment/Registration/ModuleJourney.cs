using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Registration;
using StudentRecords.Infrastructure.Enrolment.Bulk;
using StudentRecords.Infrastructure.Funding;

namespace StudentRecords.Infrastructure.Enrolment.Registration;

/// <summary>Modules for many students: registered on, given up or swapped line by line, by the same rules as at the desk.</summary>
internal sealed class ModuleJourney : IBulkJourney
{
    private static readonly BulkColumn Wanted = new("register", "Keys of runnings to be registered on, parted by spaces, such as CS204-2024A; empty for none.");
    private static readonly BulkColumn Leaving = new("giveUp", "Keys of runnings to be given up, parted by spaces; empty for none.");
    private static readonly BulkColumn AskedOn = new("askedOn", "The day on which the student asked, as 2026-10-03; empty is today.");

    public string Kind => "modules";

    public string Title => "Register on modules, give up, swap";

    public string Act => "BulkMoveModules";

    public Room Room => Room.Enrolments;

    public IReadOnlyList<BulkColumn> Columns => [EngagementsOfLines.Student, EngagementsOfLines.Number, Wanted, Leaving, AskedOn];

    public async Task<IReadOnlyList<BulkAnswer>> ApplyAsync(BulkSlice slice, CancellationToken ct)
    {
        var engagements = await EngagementsOfLines.LoadAsync(slice.Db, slice.Lines, slice.Reach, ct);
        var found = slice.Lines.Select(l => (Line: l, Engagement: engagements.Find(l))).ToList();
        var all = found.Where(f => f.Engagement.Succeeded).Select(f => f.Engagement.Value!).Distinct().ToList();
        var occurrences = await ChoiceFacts.OccurrencesAsync(slice.Db, [.. slice.Lines.SelectMany(l => Keys(l, Wanted).Concat(Keys(l, Leaving))).Distinct()], ct);
        var (facts, fees) = (new ChoiceFacts(), new FeeAssessment());
        await facts.LoadAsync(slice.Db, all, occurrences.Values, ct);
        await fees.LoadAsync(slice.Db, all, ct);
        var moves = new ModuleMoves(slice.Db, facts, fees, slice.Change.At, slice.Change.CorrelationId ?? $"{Act}-{RecordId.Next()}");
        List<BulkAnswer> answers = [.. found.Select(f => f.Engagement.Succeeded ? Move(f.Line, f.Engagement.Value!, occurrences, facts, moves, slice) : new BulkAnswer(null, f.Engagement.Refusals))];
        moves.Assess();
        return answers;
    }

    private static BulkAnswer Move(BulkLine line, Engagement engagement, Dictionary<string, ModuleOccurrence> occurrences, ChoiceFacts facts, ModuleMoves moves, BulkSlice slice)
    {
        var (wanted, leaving) = (Keys(line, Wanted), Keys(line, Leaving));
        var today = UkTime.Day(slice.Change.At);
        var on = line[AskedOn.Name] is null ? today : Day(line);
        List<Refusal> refusals = [.. Faults(wanted, leaving, on, today, line, occurrences)];
        if (refusals.Count > 0)
        {
            return BulkAnswer.Refused(engagement.PersonId, refusals);
        }

        var chooser = facts.Chooser(engagement);
        refusals.AddRange(RegistrationRules.Of(chooser, new ModuleMove([.. wanted.Select(k => facts.Offer(occurrences[k]))], leaving, on!.Value)));
        if (refusals.Count > 0)
        {
            return BulkAnswer.Refused(engagement.PersonId, refusals);
        }

        foreach (var key in leaving)
        {
            moves.Leave(engagement, facts.Held(engagement.PersonId, occurrences[key].Id)!, on);
        }

        foreach (var occurrence in wanted.Select(k => occurrences[k]))
        {
            moves.Register(engagement, occurrence, on, chooser.Taken.Count(t => t.Module == occurrence.Module.Code && t.Occurrence != occurrence.Key) + 1, [], "");
        }

        return new BulkAnswer(engagement.PersonId, [], string.Join("; ", new[] { wanted.Length > 0 ? $"registered on {string.Join(", ", wanted)}" : "", leaving.Length > 0 ? $"gave up {string.Join(", ", leaving)}" : "" }.Where(w => w.Length > 0)));
    }

    private static IEnumerable<Refusal> Faults(string[] wanted, string[] leaving, DateOnly? on, DateOnly today, BulkLine line, Dictionary<string, ModuleOccurrence> occurrences)
    {
        if (wanted.Length + leaving.Length == 0)
        {
            yield return new("NOTHING_CHOSEN", "The line names no running in register or giveUp.", "Bulk change", Wanted.Name);
        }

        foreach (var key in wanted.Concat(leaving).Where(k => !occurrences.ContainsKey(k)))
        {
            yield return new("OCCURRENCE_UNKNOWN", $"There is no running {key} of a module.", "F001", Wanted.Name);
        }

        if (on is null)
        {
            yield return new("DAY_UNREADABLE", $"“{line[AskedOn.Name]}” in {AskedOn.Name} is no day; write it as 2026-10-03.", "Bulk change", AskedOn.Name);
        }
        else if (on > today)
        {
            yield return new("IN_THE_FUTURE", $"The student cannot have asked after today, {today:d MMM yyyy}.", null, AskedOn.Name);
        }
    }

    private static string[] Keys(BulkLine line, BulkColumn column) => (line[column.Name] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).ToArray();

    private static DateOnly? Day(BulkLine line) => DateOnly.TryParseExact(line[AskedOn.Name], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
