using StudentRecords.Domain.Integration;

namespace StudentRecords.Tests.Faults.Histories;

/// <summary>What can happen to two students: one is held, enrolled, chooses and leaves; the other is given an adjustment, is marked, comes before a board and appeals.</summary>
internal enum Event
{
    HoldOne,
    HoldOther,
    ReleaseOne,
    ReleaseOther,
    Verify,
    Choose,
    Withdraw,
    NewMark,
    OldMark,
    Adjust,
    Circumstance,
    Freeze,
    Ratify,
    Appeal,
}

/// <summary>What the record must do, said in as few words as can be: the reference that random histories are compared with.</summary>
internal sealed class HistoryModel
{
    private const int Holds = 2;

    private readonly bool?[] open = new bool?[Holds];
    private readonly List<string>[] releasesWaiting = [[], []];
    private readonly List<(bool IsChoice, string Id)> waiting = [];
    private bool isVerified;
    private int top = 1;
    private bool frozen;
    private bool changedSince;
    private int marks;

    /// <summary>Where each message ends, by its id.</summary>
    public Dictionary<string, InboxState> Inbox { get; } = [];

    public int OpenHolds => open.Count(h => h == true);

    public bool IsEnrolled { get; private set; }

    public bool IsOnModule { get; private set; }

    public bool IsGone { get; private set; }

    /// <summary>The mark that stands.</summary>
    public decimal Score { get; private set; } = 50;

    public bool IsRatified { get; private set; }

    public int Adjustments { get; private set; }

    /// <summary>Outcomes that came before the papers, 1 at most: a newer one takes the place of an older.</summary>
    public int Circumstances { get; private set; }

    /// <summary>Outcomes that came after the papers, 1 at most.</summary>
    public int LateCircumstances { get; private set; }

    /// <summary>How many decisions there are: the board's, and one for each appeal.</summary>
    public int Decisions { get; private set; }

    /// <summary>Version and score of the next mark that is sent.</summary>
    public (int Version, decimal Score) Next(bool isNew) => isNew ? (top + 1, 40 + (++marks % 50)) : (top, 99);

    public InboxState Hold(int nth, string id)
    {
        if (open[nth] is not null)
        {
            return Inbox[id] = InboxState.Stale;
        }

        open[nth] = true;
        var waited = releasesWaiting[nth].ToList();
        releasesWaiting[nth].Clear();
        waited.ForEach(release => Release(nth, release));
        return Inbox[id] = InboxState.Applied;
    }

    public InboxState Release(int nth, string id)
    {
        switch (open[nth])
        {
            case null:
                releasesWaiting[nth].Add(id);
                return Inbox[id] = InboxState.Parked;
            case false:
                return Inbox[id] = InboxState.Stale;
            default:
                open[nth] = false;
                Enrol();
                GoOn();
                return Inbox[id] = InboxState.Applied;
        }
    }

    /// <summary>Identity is verified: the last answer that is missing enrols.</summary>
    public InboxState Verify(string id)
    {
        if (isVerified)
        {
            return Inbox[id] = InboxState.Stale;
        }

        isVerified = true;
        Enrol();
        GoOn();
        return Inbox[id] = InboxState.Applied;
    }

    public InboxState Choose(string id)
    {
        if (IsGone || IsOnModule)
        {
            return Inbox[id] = InboxState.Refused;
        }

        if (!IsEnrolled || OpenHolds > 0)
        {
            waiting.Add((true, id));
            return Inbox[id] = InboxState.Parked;
        }

        IsOnModule = true;
        return Inbox[id] = InboxState.Applied;
    }

    public InboxState Withdraw(string id)
    {
        if (IsGone)
        {
            return Inbox[id] = InboxState.Refused;
        }

        if (!IsEnrolled)
        {
            waiting.Add((false, id));
            return Inbox[id] = InboxState.Parked;
        }

        (IsGone, IsOnModule) = (true, false);
        return Inbox[id] = InboxState.Applied;
    }

    public InboxState Mark(int version, decimal score, string id)
    {
        if (IsRatified)
        {
            return Inbox[id] = InboxState.Quarantined;
        }

        if (version <= top)
        {
            return Inbox[id] = InboxState.Stale;
        }

        (top, Score, changedSince) = (version, score, true);
        return Inbox[id] = InboxState.Applied;
    }

    /// <summary>An adjustment, or the next version of it.</summary>
    public InboxState Adjust(string id)
    {
        Adjustments = 1;
        return Inbox[id] = InboxState.Applied;
    }

    /// <summary>The outcome of a claim, or its next version: after the papers it waits for the board, after ratification only an appeal helps.</summary>
    public InboxState Circumstance(string id)
    {
        if (IsRatified)
        {
            return Inbox[id] = InboxState.Quarantined;
        }

        (Circumstances, LateCircumstances) = frozen ? (Circumstances, 1) : (1, 0);
        return Inbox[id] = InboxState.Applied;
    }

    /// <summary>Whether the papers may be frozen, and the examiner confirm them.</summary>
    public bool Freeze()
    {
        if (!IsRatified)
        {
            (frozen, changedSince) = (true, false);
        }

        return !IsRatified;
    }

    /// <summary>Whether the board may ratify: on frozen papers that still say what the record says, and once.</summary>
    public bool Ratify()
    {
        var may = frozen && !changedSince && !IsRatified;
        (IsRatified, Decisions) = may ? (true, 1) : (IsRatified, Decisions);
        return may;
    }

    /// <summary>Whether there is a decision to appeal against; it is upheld by another one.</summary>
    public bool Appeal()
    {
        Decisions += IsRatified ? 1 : 0;
        return IsRatified;
    }

    private void Enrol() => IsEnrolled |= isVerified && OpenHolds == 0;

    /// <summary>What waited is tried again, in the order in which it came.</summary>
    private void GoOn()
    {
        var again = waiting.ToList();
        waiting.Clear();
        again.ForEach(w => _ = w.IsChoice ? Choose(w.Id) : Withdraw(w.Id));
    }
}
