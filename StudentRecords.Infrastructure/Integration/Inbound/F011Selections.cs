using Microsoft.EntityFrameworkCore;
using StudentRecords.Domain;
using StudentRecords.Domain.Curriculum;
using StudentRecords.Domain.Enrolment;
using StudentRecords.Domain.Enrolment.Registration;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Contracts;
using StudentRecords.Infrastructure.Enrolment.Registration;
using StudentRecords.Infrastructure.Funding;

namespace StudentRecords.Infrastructure.Integration.Inbound;

/// <summary>F011 ModuleSelectionSubmitted: the rules accept the choice and register it, or refuse it with every reason.</summary>
internal sealed class F011Selections : InboundFlow<ModuleSelectionSubmitted>
{
    private readonly FeeAssessment fees = new();
    private readonly ChoiceFacts facts = new();
    private readonly LastWords words = new();
    private Dictionary<PersonRef, long> people = [];
    private Dictionary<string, ModuleOccurrence> occurrences = [];
    private ILookup<long, Engagement> engagements = Array.Empty<Engagement>().ToLookup(_ => 0L);
    private WaitingLine? line;

    public override string Flow => "F011";

    public override IReadOnlyList<string> Types => ["ModuleSelectionSubmitted"];

    protected override void Check(ModuleSelectionSubmitted data, Checks checks) => data.Check(checks);

    protected override string Subject(ModuleSelectionSubmitted data) => data.Student.Key;

    protected override async Task LoadAsync(FlowSlice slice, IReadOnlyList<Delivery<ModuleSelectionSubmitted>> deliveries, CancellationToken ct)
    {
        people = await PersonLookup.FindAsync(slice.Db, deliveries.Select(d => d.Data.Student), ct);
        foreach (var delivery in deliveries)
        {
            delivery.PersonId = people.TryGetValue(delivery.Data.Student, out var id) ? id : null;
        }

        await words.LoadAsync(slice, deliveries.Select(Word), ct);
        var ids = people.Values.ToList();
        occurrences = await ChoiceFacts.OccurrencesAsync(slice.Db, deliveries.SelectMany(d => d.Data.Occurrences).Distinct().ToList(), ct);
        engagements = (await slice.Db.Set<Engagement>().Include(e => e.Sessions).Include(e => e.Programme).Include(e => e.ProgrammeVersion).Include(e => e.Person)
            .Where(e => ids.Contains(e.PersonId)).ToListAsync(ct)).ToLookup(e => e.PersonId);
        var all = engagements.SelectMany(g => g).ToList();
        await facts.LoadAsync(slice.Db, all, occurrences.Values, ct);
        await fees.LoadAsync(slice.Db, all, ct);
        if (deliveries.Any(d => d.Data.JoinWaitingList))
        {
            line = new WaitingLine(slice.Db, facts);
            await line.LoadAsync([.. occurrences.Values.Where(o => o.Capacity is not null).Select(o => o.Id)], ct);
        }
    }

    /// <summary>A lower version of what was asked in a higher one is answered no more, however that was answered.</summary>
    protected override Disposition Apply(FlowSlice slice, Delivery<ModuleSelectionSubmitted> delivery)
    {
        if (words.IsOlder(Word(delivery), delivery.Message.SourceVersion))
        {
            return Disposition.Stale;
        }

        var answer = Decide(slice, delivery);
        if (delivery.Message.SourceVersion > 1 && answer.State is (InboxState.Applied or InboxState.Refused))
        {
            words.Hear(slice, Word(delivery), delivery.Message.SourceVersion);
        }

        return answer;
    }

    private static string Word(Delivery<ModuleSelectionSubmitted> delivery) => $"F011/selection/{delivery.Message.BusinessKey}";

    private Disposition Decide(FlowSlice slice, Delivery<ModuleSelectionSubmitted> delivery)
    {
        var data = delivery.Data;
        if (delivery.PersonId is not { } person)
        {
            return Disposition.Park(data.Student.Key, $"Nobody is known as {data.Student}.");
        }

        if (data.Occurrences.FirstOrDefault(k => !occurrences.ContainsKey(k)) is { } unknown)
        {
            return Disposition.Park(Waits.Occurrence(unknown), $"There is no module occurrence {unknown} in the catalogue.");
        }

        var engagement = engagements[person].FirstOrDefault(e => e.Status == EngagementStatus.Enrolled && (data.Stream is null || e.Numhus.EndsWith($"-{data.Stream}", StringComparison.Ordinal)));
        if (engagement is null)
        {
            return engagements[person].Any(e => e.Status == EngagementStatus.Expected) || !engagements[person].Any()
                ? Disposition.Park(Waits.Enrolled(person), "The student is not enrolled yet.")
                : Disposition.Refuse([new("NOT_ENROLLED", "The student has no enrolled engagement that these modules could belong to.", "F011")]);
        }

        return Choose(slice, engagement, [.. data.Occurrences.Distinct().Select(k => occurrences[k])], data, delivery.Message.CorrelationId);
    }

    private Disposition Choose(FlowSlice slice, Engagement engagement, List<ModuleOccurrence> chosen, ModuleSelectionSubmitted data, string correlation)
    {
        var on = data.RequestedOn ?? slice.Today;
        var full = line is null || !data.JoinWaitingList ? [] : chosen.Where(o => facts.Offer(o).IsFull).ToList();
        var wanted = chosen.Except(full).ToList();
        var refusals = RegistrationRules.Of(facts.Chooser(engagement), new ModuleMove([.. wanted.Select(facts.Offer)], [], on))
            .Concat(full.SelectMany(o => line!.Refusals(engagement, o, on))).Distinct().ToList();
        if (refusals.Any(r => r.Code != "HOLD"))
        {
            return Disposition.Refuse(refusals);
        }

        if (refusals.Count > 0)
        {
            return Disposition.Park(Waits.Cleared(engagement.PersonId), string.Join(" ", refusals.Select(h => h.Sentence)));
        }

        var moves = new ModuleMoves(slice.Db, facts, fees, slice.Now, correlation);
        foreach (var occurrence in wanted)
        {
            moves.Register(engagement, occurrence, data.RequestedOn, data.Attempt, [], "");
        }

        moves.Assess();
        full.ForEach(o => line!.Join(engagement, o, on, slice.Now, correlation));
        return Disposition.Applied;
    }
}
