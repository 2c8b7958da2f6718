using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Enrolment.Bulk;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Adjustments.Uploads;

/// <summary>Outcomes of exceptional circumstances for many students: a line a claim, under the contract of F066 and with its effect.</summary>
internal sealed class CircumstanceJourney : IBulkJourney
{
    private static readonly BulkColumn Student = new("student", "Student number, such as 00012345.", IsNeeded: true);
    private static readonly BulkColumn Claim = new("claim", "Wellbeing's reference of the claim; each once in a file.", IsNeeded: true);
    private static readonly BulkColumn Outcome = new("outcome", $"One of {string.Join(", ", Enum.GetNames<CircumstanceOutcome>())}.", IsNeeded: true);
    private static readonly BulkColumn Severity = new("severity", "A, B or C; empty is not stated.");
    private static readonly BulkColumn DecidedOn = new("decidedOn", "The day of the decision, as 2026-10-03.", IsNeeded: true);
    private static readonly BulkColumn Assessments = new("assessments", "Keys of the assessments, parted by spaces; empty where none is affected.");
    private static readonly BulkColumn Attempt = new("attempt", "1 for the first; empty is every attempt.");
    private static readonly BulkColumn Until = new("until", "The new last day of an extension, as 2026-10-10.");

    public string Kind => "circumstances";

    public string Title => "Record outcomes of exceptional circumstances";

    public string Act => "BulkRecordCircumstances";

    public Room Room => Room.Circumstances;

    public IReadOnlyList<BulkColumn> Columns => [Student, Claim, Outcome, Severity, DecidedOn, Assessments, Attempt, Until];

    public async Task<IReadOnlyList<BulkAnswer>> ApplyAsync(BulkSlice slice, CancellationToken ct)
    {
        var read = slice.Lines.Select(l => Read(l, slice)).ToList();
        var intake = new CircumstanceIntake();
        await intake.LoadAsync(slice.Db, [.. read.Select(r => r.Told)], ct);
        long[] people = [.. read.Select(r => intake.PersonOf(r.Told.Student)).OfType<long>().Distinct()];
        var reached = await slice.Db.Set<Person>().Where(p => people.Contains(p.Id)).Within(slice.Db, slice.Reach).Select(p => p.Id).ToHashSetAsync(ct);
        HashSet<string> claims = [];
        return [.. read.Select(r => Take(r.Told, r.Faults, intake, reached, claims, slice))];
    }

    private static BulkAnswer Take(CircumstancesOutcome told, IReadOnlyList<Refusal> faults, CircumstanceIntake intake, HashSet<long> reached, HashSet<string> claims, BulkSlice slice)
    {
        if (faults.Count > 0)
        {
            return BulkAnswer.Refused(null, faults);
        }

        if (intake.PersonOf(told.Student) is not { } person || !reached.Contains(person))
        {
            return BulkAnswer.Refused(null, AdjustmentService.Unknown.Refusals);
        }

        if (!claims.Add(told.Claim))
        {
            return BulkAnswer.Refused(person, new Refusal("CLAIM_TWICE", $"{told.Claim} stands on a line before this one; a line tells a whole claim.", "F066", Claim.Name));
        }

        var outcome = AdjustmentService.Told(intake.Apply(slice.Db, told, AdjustmentService.Brought(intake.NextVersion(told.Claim), slice.Change, told.Claim)));
        return outcome.Succeeded
            ? new BulkAnswer(person, [], $"{told.Claim}: {CircumstanceCodes.Of(told.Outcome, told.Severity) ?? "nothing follows"}{(told.Items.Count > 0 ? $" on {string.Join(", ", told.Items.Select(i => i.Assessment))}" : "")}.")
            : new BulkAnswer(person, outcome.Refusals);
    }

    private static (CircumstancesOutcome Told, IReadOnlyList<Refusal> Faults) Read(BulkLine line, BulkSlice slice)
    {
        var reading = new BulkReading(line, "F066");
        var (attempt, until) = (reading.Whole(Attempt), reading.Day(Until));
        var told = new CircumstancesOutcome
        {
            Student = new PersonRef("SIS", reading.Text(Student)), Claim = reading.Text(Claim), Outcome = reading.Word<CircumstanceOutcome>(Outcome) ?? CircumstanceOutcome.NoFurtherAction,
            Severity = reading.Word<CircumstanceSeverity>(Severity) ?? CircumstanceSeverity.NotStated, DecidedOn = reading.Day(DecidedOn) ?? default,
            Items = [.. reading.Text(Assessments).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Select(a => new AffectedItem { Assessment = a, Attempt = attempt, Until = until })],
        };
        return (told, reading.Unread.Count > 0 ? reading.Unread : AdjustmentService.Faults(slice.Change, told.Check));
    }
}
