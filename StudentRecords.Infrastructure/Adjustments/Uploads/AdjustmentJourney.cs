using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Adjustments;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Domain.Students;
using StudentRecords.Infrastructure.Enrolment.Bulk;
using StudentRecords.Infrastructure.Students;

namespace StudentRecords.Infrastructure.Adjustments.Uploads;

/// <summary>Reasonable adjustments of many students: a line an adjustment, under the contract of F063 and with its effect. No column takes a diagnosis or a note.</summary>
internal sealed class AdjustmentJourney : IBulkJourney
{
    private static readonly BulkColumn Student = new("student", "Student number, such as 00012345.", IsNeeded: true);
    private static readonly BulkColumn Case = new("case", "Wellbeing's case.", IsNeeded: true);
    private static readonly BulkColumn Adjustment = new("adjustment", "Wellbeing's reference of the adjustment; each once in a file.", IsNeeded: true);
    private static readonly BulkColumn Category = new("category", $"One of {string.Join(", ", Enum.GetNames<AdjustmentCategory>())}.", IsNeeded: true);
    private static readonly BulkColumn Scope = new("scope", $"One of {string.Join(", ", Enum.GetNames<AdjustmentReach>())}; empty is All.");
    private static readonly BulkColumn ScopeKey = new("scopeKey", "Code of the programme or module, or key of the assessment; empty for All.");
    private static readonly BulkColumn From = new("from", "First day, as 2026-10-03.", IsNeeded: true);
    private static readonly BulkColumn To = new("to", "Last day; empty while the student is here.");
    private static readonly BulkColumn ReviewOn = new("reviewOn", "The day on which Wellbeing looks at it again.");
    private static readonly BulkColumn Amount = new("amount", "Per cent of extra time, days of a later deadline, or per cent of attendance, as the category asks.");
    private static readonly BulkColumn Need = new("need", $"The format or form, where the category asks for one: {string.Join(", ", Enum.GetNames<AdjustmentNeed>())}.");

    public string Kind => "adjustments";

    public string Title => "Grant reasonable adjustments";

    public string Act => "BulkGrantAdjustments";

    public Room Room => Room.Adjustments;

    public IReadOnlyList<BulkColumn> Columns => [Student, Case, Adjustment, Category, Scope, ScopeKey, From, To, ReviewOn, Amount, Need];

    public async Task<IReadOnlyList<BulkAnswer>> ApplyAsync(BulkSlice slice, CancellationToken ct)
    {
        var read = slice.Lines.Select(l => Read(l, slice)).ToList();
        var intake = new AdjustmentIntake();
        await intake.LoadAsync(slice.Db, [.. read.Select(r => r.Told.Student)], [.. read.Select(r => r.Told.Adjustment)], [.. read.Select(r => r.Told.Terms)], ct);
        long[] people = [.. read.Select(r => intake.PersonOf(r.Told.Student)).OfType<long>().Distinct()];
        var reached = await slice.Db.Set<Person>().Where(p => people.Contains(p.Id)).Within(slice.Db, slice.Reach).Select(p => p.Id).ToHashSetAsync(ct);
        HashSet<string> adjustments = [];
        return [.. read.Select(r => Take(r.Told, r.Faults, intake, reached, adjustments, slice))];
    }

    private static BulkAnswer Take(AdjustmentOutcome told, IReadOnlyList<Refusal> faults, AdjustmentIntake intake, HashSet<long> reached, HashSet<string> adjustments, BulkSlice slice)
    {
        if (faults.Count > 0)
        {
            return BulkAnswer.Refused(null, faults);
        }

        if (intake.PersonOf(told.Student) is not { } person || !reached.Contains(person))
        {
            return BulkAnswer.Refused(null, AdjustmentService.Unknown.Refusals);
        }

        if (!adjustments.Add(told.Adjustment))
        {
            return BulkAnswer.Refused(person, new Refusal("ADJUSTMENT_TWICE", $"{told.Adjustment} stands on a line before this one.", "F063", Adjustment.Name));
        }

        if (intake.Holds(told))
        {
            return BulkAnswer.Refused(person, AdjustmentService.HeldAlready(told).Refusals);
        }

        var outcome = AdjustmentService.Told(intake.Grant(slice.Db, told, AdjustmentService.Brought(intake.NextVersion(told.Adjustment), slice.Change, told.Adjustment)));
        return outcome.Succeeded ? new BulkAnswer(person, [], $"{told.Adjustment} is granted.") : new BulkAnswer(person, outcome.Refusals);
    }

    private static (AdjustmentOutcome Told, IReadOnlyList<Refusal> Faults) Read(BulkLine line, BulkSlice slice)
    {
        var reading = new BulkReading(line, "F063");
        var told = new AdjustmentOutcome
        {
            Student = new PersonRef("SIS", reading.Text(Student)), Case = reading.Text(Case), Adjustment = reading.Text(Adjustment), Category = reading.Word<AdjustmentCategory>(Category) ?? default,
            Scope = reading.Word<AdjustmentReach>(Scope) ?? AdjustmentReach.All, ScopeKey = reading.Text(ScopeKey) is { Length: > 0 } key ? key : null,
            From = reading.Day(From) ?? default, To = reading.Day(To), ReviewOn = reading.Day(ReviewOn), Amount = reading.Number(Amount), Need = reading.Word<AdjustmentNeed>(Need) ?? AdjustmentNeed.None,
        };
        return (told, reading.Unread.Count > 0 ? reading.Unread : AdjustmentService.Faults(slice.Change, told.Check));
    }
}
