using System.Globalization;
using StudentRecords.Domain.Access;
using StudentRecords.Domain.Curriculum;

namespace StudentRecords.Domain.Assessment.Moderation;

/// <summary>One component's marks on their way to the board. Each decision gives the rows to add, or every reason why not; nothing is changed in place.</summary>
public sealed class ModerationSheet(AssessmentComponent component, ModerationPolicy? policy, ModerationClauses clauses, IReadOnlyList<MarkInModeration> marks)
{
    private const string Clause = "Moderation";

    public AssessmentComponent Component => component;

    /// <summary>Null where none holds.</summary>
    public ModerationPolicy? Policy => policy;

    public ModerationClauses Clauses => clauses;

    public bool IsAsked => policy is not null && clauses.Asks(component.Kind);

    public IReadOnlyList<MarkInModeration> Marks => marks;

    public IEnumerable<MarkInModeration> In(MarkState state) => marks.Where(m => m.State == state);

    /// <summary>Entered, and in no sample and covered by none.</summary>
    public IEnumerable<MarkInModeration> NotDrawnFrom => In(MarkState.Entered).Where(m => m.RoundId is null);

    /// <summary>In a sample that is being second marked.</summary>
    public IEnumerable<MarkInModeration> OpenSample => In(MarkState.Entered).Where(m => m.IsSampled);

    public IEnumerable<MarkInModeration> InOpenRound => In(MarkState.Entered).Where(m => m.RoundId is not null);

    /// <summary>Draws the sample by the policy from all marks that were not drawn from yet.</summary>
    /// <param name="roundsBefore">Rounds of this component so far.</param>
    /// <param name="by">Who draws.</param>
    /// <param name="at">When.</param>
    public Outcome<(ModerationRound Round, IReadOnlyList<ModerationEntry> Entries)> Draw(int roundsBefore, Caller by, DateTimeOffset at)
    {
        List<Refusal> refusals = [];
        var from = NotDrawnFrom.ToList();
        if (!IsAsked)
        {
            refusals.Add(new("NOT_ASKED", $"No policy asks for {component.Key} to be moderated.", Clause));
        }
        else if (from.Count == 0)
        {
            refusals.Add(new("NOTHING_TO_DRAW", $"{component.Key} has no marks from which no sample was drawn.", Clause));
        }

        if (from.Count(m => m.CandidateNumber.Length == 0) is > 0 and var unnumbered)
        {
            refusals.Add(new("NO_NUMBERS", $"{unnumbered} of the marks have no candidate number yet; the secretary gathers the candidates of the module's board first.", Clause));
        }

        if (refusals.Count > 0)
        {
            return Outcome<(ModerationRound, IReadOnlyList<ModerationEntry>)>.Refused(refusals);
        }

        var round = new ModerationRound(component, policy!, roundsBefore + 1, from.Count, by, at);
        var drawn = clauses.Draw(from, round.Seed).ToDictionary(d => d.Mark.MarkId, d => d.Ground);
        return (round, [.. from.Select(m => drawn.TryGetValue(m.MarkId, out var ground)
            ? new ModerationEntry(m, ModerationAct.Drawn, MarkState.Entered, new(by, at, ground.ToString()) { RoundId = round.Id })
            : new ModerationEntry(m, ModerationAct.Covered, MarkState.Entered, new(by, at, "Covered by the sample") { RoundId = round.Id }))]);
    }

    /// <summary>Second marks for some of the sample; all or none of them.</summary>
    public Outcome<IReadOnlyList<ModerationEntry>> SecondMark(IReadOnlyDictionary<long, decimal> scores, Caller by, DateTimeOffset at, string reason)
    {
        List<Refusal> refusals = [.. Sampled(scores.Keys, by)];
        if (scores.Count == 0)
        {
            refusals.Add(new("NO_MARKS", "Give at least one second mark.", Clause));
        }

        var wrong = Named(scores.Where(s => s.Value is < 0 or > 100).Select(s => s.Key));
        if (wrong.Length > 0)
        {
            refusals.Add(new("MARK_RANGE", $"A mark lies between 0 and 100: {wrong}.", Clause));
        }

        return Given(refusals, marks.Where(m => scores.ContainsKey(m.MarkId)).Select(m => new ModerationEntry(m, ModerationAct.SecondMarked, MarkState.Entered, new(by, at, reason) { Score = scores[m.MarkId] })));
    }

    /// <summary>A mark that both markers agree on, with the reason. Marks outside the sample stay: only a board scales them, all alike.</summary>
    public Outcome<IReadOnlyList<ModerationEntry>> Agree(long markId, decimal score, string reason, Caller by, DateTimeOffset at)
    {
        List<Refusal> refusals = [.. Sampled([markId], by)];
        var mark = marks.FirstOrDefault(m => m.MarkId == markId);
        if (mark is { IsSampled: true, SecondMark: null })
        {
            refusals.Add(new("NO_SECOND_MARK", $"{mark.CandidateNumber} has no second mark to agree with.", Clause));
        }

        if (score is < 0 or > 100)
        {
            refusals.Add(new("MARK_RANGE", "A mark lies between 0 and 100.", Clause, "Score"));
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            refusals.Add(new("REASON_NEEDED", "Say why this mark was agreed on.", Clause, "Reason"));
        }

        return Given(refusals, mark is null ? [] : [new(mark, ModerationAct.Agreed, MarkState.Entered, new(by, at, reason) { Score = score })]);
    }

    /// <summary>Closes the moderation of all marks that a sample was drawn from: those in it and those covered by it.</summary>
    public Outcome<IReadOnlyList<ModerationEntry>> Close(string reason, Caller by, DateTimeOffset at)
    {
        List<Refusal> refusals = [];
        var open = InOpenRound.ToList();
        if (open.Count == 0)
        {
            refusals.Add(new("NOTHING_TO_CLOSE", $"No sample of {component.Key} is open; draw one first.", Clause));
        }

        var unseen = Named(open.Where(m => m is { IsSampled: true, SecondMark: null }).Select(m => m.MarkId));
        if (unseen.Length > 0)
        {
            refusals.Add(new("NO_SECOND_MARK", $"Not second marked yet: {unseen}.", Clause));
        }

        var apart = Named(open.Where(m => m.IsApart(clauses.Tolerance)).Select(m => m.MarkId));
        if (apart.Length > 0)
        {
            refusals.Add(new("NOT_AGREED", string.Create(CultureInfo.InvariantCulture, $"More than {clauses.Tolerance:0.##} marks apart, and no mark agreed on: {apart}."), Clause));
        }

        return Given([.. refusals, .. Own(open, by, "moderates")], open.Select(m => new ModerationEntry(m, ModerationAct.Moderated, MarkState.Moderated, new(by, at, reason))));
    }

    /// <summary>Confirms what was moderated. Who confirms neither entered nor moderated any of it.</summary>
    public Outcome<IReadOnlyList<ModerationEntry>> Confirm(string reason, Caller by, DateTimeOffset at)
    {
        var ready = In(MarkState.Moderated).ToList();
        List<Refusal> refusals = [.. Own(ready, by, "confirms")];
        if (ready.Count == 0)
        {
            refusals.Add(new("NOTHING_TO_CONFIRM", $"{component.Key} has no moderated marks that wait to be confirmed.", Clause));
        }

        if (ready.Count(m => m.IsModeratedBy(by)) is > 0 and var moderated)
        {
            refusals.Add(new("MODERATED_BY_YOU", $"{by.Name} moderated {(moderated == 1 ? "one of these marks" : $"{moderated} of these marks")}; somebody else confirms them.", Clause));
        }

        return Given(refusals, ready.Select(m => new ModerationEntry(m, ModerationAct.Confirmed, MarkState.Confirmed, new(by, at, reason))));
    }

    /// <summary>Gives what was moderated back to the moderators; the sample and its second marks stay.</summary>
    public Outcome<IReadOnlyList<ModerationEntry>> SendBack(string reason, Caller by, DateTimeOffset at)
    {
        var ready = marks.Where(m => m.State is MarkState.Moderated or MarkState.Confirmed).ToList();
        List<Refusal> refusals = ready.Count > 0 ? [] : [new("NOTHING_TO_SEND_BACK", $"{component.Key} has no moderated marks.", Clause)];
        return Given(refusals, ready.Select(m => new ModerationEntry(m, ModerationAct.SentBack, MarkState.Entered, new(by, at, reason))));
    }

    private IEnumerable<Refusal> Sampled(IEnumerable<long> ids, Caller by)
    {
        var wanted = ids.ToHashSet();
        var among = marks.Where(m => wanted.Contains(m.MarkId)).ToList();
        var outside = Named(among.Where(m => !m.IsSampled).Select(m => m.MarkId));
        if (among.Count < wanted.Count)
        {
            yield return new("NO_SUCH_MARK", $"{wanted.Count - among.Count} of the marks no longer count; look at the sheet again.", Clause);
        }

        if (outside.Length > 0)
        {
            yield return new("NOT_SAMPLED", $"Not in the sample: {outside}. If all marks are too high or too low, tell the board, which alone may scale them.", Clause);
        }

        var closed = Named(among.Where(m => m.State != MarkState.Entered).Select(m => m.MarkId));
        if (closed.Length > 0)
        {
            yield return new("MODERATION_CLOSED", $"The moderation is closed: {closed}. It can be sent back until the board has ratified.", Clause);
        }

        foreach (var refusal in Own(among, by, "moderates"))
        {
            yield return refusal;
        }
    }

    private static IEnumerable<Refusal> Own(IReadOnlyCollection<MarkInModeration> some, Caller by, string does) => some.Count(m => m.IsEnteredBy(by)) is > 0 and var own
        ? [new("ENTERED_BY_YOU", $"{by.Name} entered {(own == 1 ? "one of these marks" : $"{own} of these marks")}; somebody else {does} them.", Clause)] : [];

    private string Named(IEnumerable<long> ids)
    {
        var wanted = ids.ToHashSet();
        var numbers = marks.Where(m => wanted.Contains(m.MarkId)).Select(m => m.CandidateNumber).Order(StringComparer.Ordinal).ToList();
        return string.Join(", ", numbers.Take(10)) + (numbers.Count > 10 ? $" and {numbers.Count - 10} more" : "");
    }

    private static Outcome<IReadOnlyList<ModerationEntry>> Given(IReadOnlyCollection<Refusal> refusals, IEnumerable<ModerationEntry> entries) =>
        refusals.Count > 0 ? Outcome<IReadOnlyList<ModerationEntry>>.Refused(refusals) : entries.ToList();
}
