using System.Globalization;
using StudentRecords.Domain;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Enrolment;

namespace StudentRecords.Infrastructure.Enrolment.Bulk;

/// <summary>A step of the enrolment status for many students: the same rules as for one, with the day and the answers in the line.</summary>
internal sealed class StepJourney(EnrolmentStep step) : IBulkJourney
{
    /// <summary>A death is recorded by hand only.</summary>
    public static readonly IReadOnlyList<EnrolmentStep> Steps =
        [EnrolmentStep.Confirm, EnrolmentStep.Withdraw, EnrolmentStep.Interrupt, EnrolmentStep.Return, EnrolmentStep.Transfer, EnrolmentStep.NoShow, EnrolmentStep.Defer, EnrolmentStep.TakeUp, EnrolmentStep.Complete];

    private static readonly BulkColumn Day = new("effectiveOn", "The day from which it is true, as 2026-10-03.", IsNeeded: true);
    private static readonly BulkColumn EndReason = new("endReason", "HESA RSNENGEND: 03, 11, 12 or 98.", IsNeeded: true);
    private static readonly BulkColumn NewStart = new("newStart", "The day on which the place begins instead, as 2027-10-04.", IsNeeded: true);
    private static readonly BulkColumn Programme = new("programme", "Code of the new programme; empty stays.");
    private static readonly BulkColumn Mode = new("mode", "HESA SCSMODE of the new mode: 01 full time, 31 part time; empty stays.");
    private static readonly BulkColumn Venue = new("venue", "Key of the new venue; empty stays.");

    public string Kind => step.ToString().ToLowerInvariant();

    public string Title => step switch
    {
        EnrolmentStep.Confirm => "Confirm enrolments",
        EnrolmentStep.Withdraw => "Withdraw students",
        EnrolmentStep.Interrupt => "Interrupt studies",
        EnrolmentStep.Return => "Return students to study",
        EnrolmentStep.Transfer => "Transfer students",
        EnrolmentStep.NoShow => "Record no-shows",
        EnrolmentStep.Defer => "Defer places",
        EnrolmentStep.TakeUp => "Take up deferred places",
        _ => "Complete engagements",
    };

    public string Act => $"Bulk{step}";

    public Room Room => Room.Enrolments;

    public IReadOnlyList<BulkColumn> Columns =>
    [
        EngagementsOfLines.Student, EngagementsOfLines.Number,
        .. step switch
        {
            EnrolmentStep.Confirm => (BulkColumn[])[],
            EnrolmentStep.Withdraw => [Day, EndReason],
            EnrolmentStep.Transfer => [Day, Programme, Mode, Venue],
            EnrolmentStep.Defer => [Day, NewStart],
            _ => [Day],
        },
    ];

    public async Task<IReadOnlyList<BulkAnswer>> ApplyAsync(BulkSlice slice, CancellationToken ct)
    {
        var engagements = await EngagementsOfLines.LoadAsync(slice.Db, slice.Lines, slice.Reach, ct);
        var found = slice.Lines.Select(l => (Line: l, Engagement: engagements.Find(l))).ToList();
        var asked = found.Where(f => f.Engagement.Succeeded).Select(f => (f.Line, Engagement: f.Engagement.Value!)).ToList();
        var requests = asked.ToDictionary(a => a.Line, a => Request(a.Line, a.Engagement));
        var taking = new StepTaking(slice.Db);
        await taking.LoadAsync([.. asked.Select(a => a.Engagement).Distinct()], requests.Values, ct);
        return [.. found.Select(f => f.Engagement.Succeeded ? Take(taking, f.Line, f.Engagement.Value!, requests[f.Line], slice) : new BulkAnswer(null, f.Engagement.Refusals))];
    }

    private BulkAnswer Take(StepTaking taking, BulkLine line, Engagement engagement, TakeStep request, BulkSlice slice)
    {
        var unread = Unreadable(line).ToList();
        var outcome = unread.Count > 0 ? Outcome.From(unread) : taking.Take(engagement, request, slice.Change);
        return outcome.Succeeded
            ? new BulkAnswer(engagement.PersonId, [], string.Create(CultureInfo.InvariantCulture, $"{engagement.Numhus} is {StatusTable.Word(engagement.Status)} from {engagement.Current.EffectiveOn:yyyy-MM-dd}."))
            : new BulkAnswer(engagement.PersonId, outcome.Refusals);
    }

    private TakeStep Request(BulkLine line, Engagement engagement) => new()
    {
        Step = step, EngagementId = engagement.Id, Version = engagement.Version, EffectiveOn = line.Day(Day), EndReason = line[EndReason.Name], NewStart = line.Day(NewStart),
        Programme = line[Programme.Name], Mode = line[Mode.Name], Venue = line[Venue.Name],
    };

    private IEnumerable<Refusal> Unreadable(BulkLine line) => line.DayFaults([.. Columns.Where(c => c == Day || c == NewStart)]);
}
