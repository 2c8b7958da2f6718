namespace StudentRecords.Domain.Adjustments;

/// <summary>
/// What another office decided about work that a board looks at: circumstances (F066), misconduct (F069). What comes after a pack was
/// frozen is late, and holds nothing until two people have led it somewhere.
/// </summary>
public abstract class OutcomeForBoard : IVersioned
{
    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public OutcomeState State { get; private protected set; }

    /// <summary>The board whose pack was frozen when it came; null where none was.</summary>
    public long? BoardId { get; private set; }

    /// <summary>That pack's version.</summary>
    public int? PackVersion { get; private set; }

    public LateRoute? ProposedRoute { get; private set; }

    public string? ProposedBy { get; private set; }

    public string? SettledBy { get; private set; }

    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>The flow that brings it, for refusals.</summary>
    private protected abstract string Flow { get; }

    /// <summary>Came after the papers: waits, and does nothing meanwhile.</summary>
    public void ComeLate(long boardId, int packVersion) => (State, BoardId, PackVersion) = (OutcomeState.Late, boardId, packVersion);

    public void Supersede() => State = OutcomeState.Superseded;

    /// <summary>The first of two people says where a late outcome should go.</summary>
    public Outcome Propose(LateRoute route, bool isLocked, string by)
    {
        if (State != OutcomeState.Late)
        {
            return Outcome.Refused("NOT_LATE", "This outcome does not wait for a decision.", Flow);
        }

        if (route == LateRoute.AcceptIntoPack && isLocked)
        {
            return Outcome.Refused(Locked);
        }

        (ProposedRoute, ProposedBy) = (route, by);
        return Outcome.Done;
    }

    /// <summary>The second person agrees, or gives it back to the queue.</summary>
    public Outcome Settle(bool agrees, bool isLocked, string by, DateTimeOffset at)
    {
        List<Refusal> refusals = [];
        if (State != OutcomeState.Late || ProposedRoute is not { } route)
        {
            return Outcome.Refused("NOT_PROPOSED", "Nobody has proposed a route for this outcome.", Flow);
        }

        if (ProposedBy == by)
        {
            refusals.Add(new("SECOND_PERSON", $"{by} proposed this route; somebody else has to agree.", Flow));
        }

        if (agrees && isLocked && route == LateRoute.AcceptIntoPack)
        {
            refusals.Add(Locked);
        }

        if (refusals.Count > 0)
        {
            return Outcome.Refused(refusals);
        }

        if (!agrees)
        {
            (ProposedRoute, ProposedBy) = (null, null);
            return Outcome.Done;
        }

        State = route == LateRoute.AcceptIntoPack ? OutcomeState.InEffect : OutcomeState.ReferredToAppeal;
        (SettledBy, SettledAt) = (by, at);
        return Outcome.Done;
    }

    private static Refusal Locked => new("LOCKED", "The board has ratified meanwhile; the outcome can only be referred to the appeal.", "F065");
}
