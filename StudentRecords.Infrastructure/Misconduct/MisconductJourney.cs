using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Misconduct;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Adjustments;
using StudentRecords.Infrastructure.Enrolment.Bulk;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Misconduct;

/// <summary>Misconduct outcomes for many students: a line a case with its one penalty, under the contract of F069 and with its effect.</summary>
internal sealed class MisconductJourney : IBulkJourney
{
    private static readonly BulkColumn Student = new("student", "Student number, such as 00012345.", IsNeeded: true);
    private static readonly BulkColumn Case = new("case", "Academic Integrity's reference; each once in a file.", IsNeeded: true);
    private static readonly BulkColumn Finding = new("finding", $"One of {string.Join(", ", Enum.GetNames<MisconductFinding>())}.", IsNeeded: true);
    private static readonly BulkColumn DecidedOn = new("decidedOn", "The day of the decision, as 2026-10-03.");
    private static readonly BulkColumn Penalty = new("penalty", $"Empty for none, or one of {string.Join(", ", Enum.GetNames<MisconductPenalty>())}.");
    private static readonly BulkColumn Assessment = new("assessment", "Key of the work, for penalties on work.");
    private static readonly BulkColumn Occurrence = new("occurrence", "Key of the running, for penalties on a module.");
    private static readonly BulkColumn Attempt = new("attempt", "1 for the first; empty is every attempt.");
    private static readonly BulkColumn Value = new("value", "Marks: by how many reduced, at how many capped.");
    private static readonly BulkColumn Closed = new("closed", "yes where nothing more is to come.");

    public string Kind => "misconduct";

    public string Title => "Record misconduct outcomes";

    public string Act => "BulkRecordMisconduct";

    public Room Room => Room.Misconduct;

    public IReadOnlyList<BulkColumn> Columns => [Student, Case, Finding, DecidedOn, Penalty, Assessment, Occurrence, Attempt, Value, Closed];

    public async Task<IReadOnlyList<BulkAnswer>> ApplyAsync(BulkSlice slice, CancellationToken ct)
    {
        var read = slice.Lines.Select(l => (Line: l, Read: Read(l, slice))).ToList();
        var intake = new MisconductIntake();
        await intake.LoadAsync(slice.Db, [.. read.Select(r => r.Read.Told)], ct);
        long[] people = [.. read.Select(r => intake.PersonOf(r.Read.Told.Student)).OfType<long>().Distinct()];
        var reached = await slice.Db.Set<Person>().Where(p => people.Contains(p.Id)).Within(slice.Db, slice.Reach).Select(p => p.Id).ToHashSetAsync(ct);
        HashSet<string> cases = [];
        return [.. read.Select(r => Take(r.Line, r.Read.Told, r.Read.Faults, intake, reached, cases, slice))];
    }

    private static BulkAnswer Take(BulkLine line, MisconductTold told, IReadOnlyList<Refusal> faults, MisconductIntake intake, HashSet<long> reached, HashSet<string> cases, BulkSlice slice)
    {
        if (faults.Count > 0)
        {
            return BulkAnswer.Refused(null, faults);
        }

        if (intake.PersonOf(told.Student) is not { } person || !reached.Contains(person))
        {
            return BulkAnswer.Refused(null, AdjustmentService.Unknown.Refusals);
        }

        if (!cases.Add(told.Case))
        {
            return BulkAnswer.Refused(person, new Refusal("CASE_TWICE", $"{told.Case} stands on a line before this one; a line tells a whole case.", "F069", Case.Name));
        }

        var closes = string.Equals(line[Closed.Name], "yes", StringComparison.OrdinalIgnoreCase);
        var outcome = AdjustmentService.Told(intake.Apply(slice.Db, told, closes, intake.NextVersion(told.Case), slice.Change.Caller.Name, slice.Change.At));
        return outcome.Succeeded
            ? new BulkAnswer(person, [], $"{told.Case}: {string.Join(", ", told.Penalties.Select(p => MisconductPenalties.Code(p.Penalty)).DefaultIfEmpty("no penalty"))}.")
            : new BulkAnswer(person, outcome.Refusals);
    }

    private static (MisconductTold Told, IReadOnlyList<Refusal> Faults) Read(BulkLine line, BulkSlice slice)
    {
        var reading = new BulkReading(line, "F069");
        var (attempt, value) = (reading.Whole(Attempt), reading.Number(Value));
        var told = new MisconductTold
        {
            Student = new PersonRef("SIS", reading.Text(Student)), Case = reading.Text(Case), Finding = reading.Word<MisconductFinding>(Finding) ?? MisconductFinding.Open, DecidedOn = reading.Day(DecidedOn),
            Penalties = reading.Word<MisconductPenalty>(Penalty) is { } penalty
                ? [new PenaltyTold { Penalty = penalty, Assessment = line[Assessment.Name], Occurrence = line[Occurrence.Name], Attempt = attempt, Value = value }] : [],
        };
        return (told, reading.Unread.Count > 0 ? reading.Unread : AdjustmentService.Faults(slice.Change, told.Check));
    }
}
