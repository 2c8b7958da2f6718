using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;
using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Infrastructure.Enrolment.Bulk;

/// <summary>Holds placed on many people, by the same rules as at the desk. A file that is sent again places none twice.</summary>
internal sealed class PlaceHoldJourney : IBulkJourney
{
    private static readonly (string Word, Blocks Stops)[] Words =
        [("enrolment", Blocks.Enrolment), ("registration", Blocks.Registration), ("progression", Blocks.Progression), ("results", Blocks.ResultsRelease), ("graduation", Blocks.Graduation)];

    private static readonly BulkColumn Reason = new("reason", "What the hold is for; colleagues read it, the student hears what it stops.", IsNeeded: true);
    private static readonly BulkColumn HowToClear = new("howToClear", "How it is cleared; colleagues who help the student read it.", IsNeeded: true);
    private static readonly BulkColumn Stops = new("stops", $"What it stops, parted by spaces: {string.Join(", ", Words.Select(w => w.Word))}.", IsNeeded: true);

    public string Kind => "place-holds";

    public string Title => "Place holds";

    public string Act => "BulkPlaceHold";

    public Room Room => Room.Holds;

    public IReadOnlyList<BulkColumn> Columns => [EngagementsOfLines.Student, PeopleOfLines.Office, Reason, HowToClear, Stops];

    public IReadOnlyList<Refusal> Denied(Caller caller, IReadOnlyCollection<IReadOnlyDictionary<string, string>> lines) => PeopleOfLines.Denied(caller, lines);

    public async Task<IReadOnlyList<BulkAnswer>> ApplyAsync(BulkSlice slice, CancellationToken ct)
    {
        var people = await PeopleOfLines.LoadAsync(slice.Db, slice.Lines, slice.Reach, ct);
        return [.. slice.Lines.Select(l => Place(l, people, slice))];
    }

    private static BulkAnswer Place(BulkLine line, PeopleOfLines people, BulkSlice slice)
    {
        var words = (line[Stops.Name] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var stops = Words.Where(w => words.Contains(w.Word, StringComparer.OrdinalIgnoreCase)).Aggregate(Blocks.None, (all, w) => all | w.Stops);
        List<Refusal> faults = [.. PeopleOfLines.OfficeFaults(line), .. Hold.Faults(line[Reason.Name], line[HowToClear.Name], stops)];
        faults.AddRange(words.Where(w => !Words.Any(x => x.Word.Equals(w, StringComparison.OrdinalIgnoreCase)))
            .Select(w => new Refusal("STOPS_UNKNOWN", $"“{w}” is nothing that a hold stops; write {string.Join(", ", Words.Select(x => x.Word))}.", "Bulk change", Stops.Name)));
        if (people.Find(line) is not { } person)
        {
            return BulkAnswer.Refused(null, [PeopleOfLines.Unknown(line), .. faults]);
        }

        if (people.Open(person, line[PeopleOfLines.Office.Name]).FirstOrDefault(h => h.Reason == line[Reason.Name]) is { } stands)
        {
            faults.Add(new("ALREADY_HELD", $"{stands.Source} holds the student for this reason already, since {stands.PlacedOn:d MMM yyyy}.", stands.Clause, Reason.Name));
        }

        if (faults.Count > 0)
        {
            return BulkAnswer.Refused(person.Id, faults);
        }

        var hold = new Hold(person, line[PeopleOfLines.Office.Name]!, $"BULK-{RecordId.Next()}", line[Reason.Name]!, line[HowToClear.Name]!, stops, UkTime.Day(slice.Change.At));
        slice.Db.Add(hold);
        people.Placed(hold);
        return new BulkAnswer(person.Id, [], $"{hold.Source} holds the student from {string.Join(", ", Words.Where(w => stops.HasFlag(w.Stops)).Select(w => w.Word))}.");
    }
}
