using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Calendar;

namespace StudentRecords.Infrastructure.Enrolment.Bulk;

/// <summary>Holds released for many people. Releasing the last thing in the way of an enrolment confirms it, as a release by hand does.</summary>
internal sealed class ReleaseHoldJourney : IBulkJourney
{
    private static readonly BulkColumn Reason = new("reason", "Only the hold for this reason; empty is every open one of the office.");

    public string Kind => "release-holds";

    public string Title => "Release holds";

    public string Act => "BulkReleaseHold";

    public Room Room => Room.Holds;

    public IReadOnlyList<BulkColumn> Columns => [EngagementsOfLines.Student, PeopleOfLines.Office, Reason];

    public IReadOnlyList<Refusal> Denied(Caller caller, IReadOnlyCollection<IReadOnlyDictionary<string, string>> lines) => PeopleOfLines.Denied(caller, lines);

    public async Task<IReadOnlyList<BulkAnswer>> ApplyAsync(BulkSlice slice, CancellationToken ct)
    {
        var people = await PeopleOfLines.LoadAsync(slice.Db, slice.Lines, slice.Reach, ct);
        var activation = new Activation();
        await activation.LoadAsync(slice.Db, people.Ids, ct);
        return [.. slice.Lines.Select(line => Release(line, people, activation, slice))];
    }

    private static BulkAnswer Release(BulkLine line, PeopleOfLines people, Activation activation, BulkSlice slice)
    {
        List<Refusal> faults = [.. PeopleOfLines.OfficeFaults(line)];
        if (people.Find(line) is not { } person)
        {
            return BulkAnswer.Refused(null, [PeopleOfLines.Unknown(line), .. faults]);
        }

        var holds = people.Open(person, line[PeopleOfLines.Office.Name]).Where(h => line[Reason.Name] is not { } reason || h.Reason == reason).ToList();
        if (faults.Count == 0 && holds.Count == 0)
        {
            faults.Add(new("NO_SUCH_HOLD", $"{line[PeopleOfLines.Office.Name]} has no open hold on the student{(line[Reason.Name] is { } reason ? $" for “{reason}”" : "")}.", "Bulk change", Reason.Name));
        }

        if (faults.Count > 0)
        {
            return BulkAnswer.Refused(person.Id, faults);
        }

        var (today, now) = (UkTime.Day(slice.Change.At), slice.Change.At);
        foreach (var hold in holds)
        {
            hold.Release(today, slice.Change.Reason);
        }

        var enrolled = activation.Try(slice.Db, person.Id, today, now, StepTaking.Correlation(slice.Change));
        return new BulkAnswer(person.Id, [], $"{(holds.Count == 1 ? "1 hold" : $"{holds.Count} holds")} released{(enrolled.Count > 0 ? $"; {string.Join(", ", enrolled.Select(e => e.Numhus))} is enrolled" : "")}.");
    }
}
