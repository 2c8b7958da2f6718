using StudentRecords.Domain.Integration;

namespace StudentRecords.Tests.Faults;

/// <summary>What can happen to two students: one is held, chooses and leaves, the other is marked and comes before a board.</summary>
internal enum Event
{
    HoldOne,
    HoldOther,
    ReleaseOne,
    ReleaseOther,
    Choose,
    Withdraw,
    NewMark,
    OldMark,
    Freeze,
    Ratify,
}

/// <summary>What the record must do, said in as few words as can be: the reference that random histories are compared with.</summary>
internal sealed class HistoryModel
{
    private const int Holds = 2;

    private readonly bool?[] open = new bool?[Holds];
    private readonly List<string>[] releasesWaiting = [[], []];
    private readonly List<string> choicesWaiting = [];
    private int top = 1;
    private bool frozen;
    private bool changedSince;
    private int marks;

    /// <summary>Where each message ends, by its id.</summary>
    public Dictionary<string, InboxState> Inbox { get; } = [];

    public int OpenHolds => open.Count(h => h == true);

    public bool IsOnModule { get; private set; }

    public bool IsGone { get; private set; }

    /// <summary>The mark that stands.</summary>
    public decimal Score { get; private set; } = 50;

    public bool IsRatified { get; private set; }

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
                var waited = choicesWaiting.ToList();
                choicesWaiting.Clear();
                waited.ForEach(choice => Choose(choice));
                return Inbox[id] = InboxState.Applied;
        }
    }

    public InboxState Choose(string id)
    {
        if (IsGone || IsOnModule)
        {
            return Inbox[id] = InboxState.Refused;
        }

        if (OpenHolds > 0)
        {
            choicesWaiting.Add(id);
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
        IsRatified |= may;
        return may;
    }
}
