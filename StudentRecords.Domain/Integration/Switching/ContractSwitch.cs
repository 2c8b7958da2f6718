namespace StudentRecords.Domain.Integration.Switching;

/// <summary>
/// Somebody has looked at a parallel run and signed that its sender may move to the newest version of a contract: from a day on the
/// older ones are refused. The signature covers the run as it was then, by its digest.
/// </summary>
public sealed class ContractSwitch : IVersioned
{
    /// <summary>So many messages are compared at least, where so many came in the older version.</summary>
    public const int Fewest = 10;

    /// <summary>How far back it is looked which messages came in the older version.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromDays(90);

    /// <summary>So long before the contract itself ends an older version, somebody must have signed or be told.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromDays(30);

    private ContractSwitch() { }

    private ContractSwitch(string flow, string type, int toVersion, DateOnly from) => (Flow, Type, ToVersion, From) = (flow, type, toVersion, from);

    public long Id { get; private set; } = RecordId.Next();

    /// <summary>F020 and so on.</summary>
    public string Flow { get; private set; } = "";

    public string Type { get; private set; } = "";

    public int ToVersion { get; private set; }

    /// <summary>The first day on which older versions are refused.</summary>
    public DateOnly From { get; private set; }

    /// <summary>Messages of the run, all of which said the same.</summary>
    public int Compared { get; private set; }

    /// <summary>SHA-256 over the run's keys, versions and outcomes.</summary>
    public string Digest { get; private set; } = "";

    public string SignedBy { get; private set; } = "";

    public DateTimeOffset SignedAt { get; private set; }

    public long Version { get; private set; }

    /// <summary>How many must say the same before a comparison covers a message of which so many came in the older version within the <see cref="Period"/>; one at least.</summary>
    public static int NeededOf(int used) => Math.Clamp(used, 1, Fewest);

    /// <summary>Signs a run.</summary>
    /// <param name="flow">Code of the flow.</param>
    /// <param name="type">The message's name.</param>
    /// <param name="run">What was compared.</param>
    /// <param name="used">How many of the message came in the older version within the <see cref="Period"/>.</param>
    /// <param name="from">The first day on which older versions are to be refused.</param>
    /// <param name="lastDay">The day until which the contract takes the older versions at the longest.</param>
    /// <param name="by">Who signs.</param>
    /// <param name="at">The moment.</param>
    public static Outcome<ContractSwitch> Sign(string flow, string type, TrialRun run, int used, DateOnly from, DateOnly lastDay, string by, DateTimeOffset at)
    {
        List<Refusal> refusals = [];
        if (run.Same == 0)
        {
            refusals.Add(new("NO_TRIAL", "Nothing was sent beside the older version yet: there is no comparison to sign.", flow));
        }

        if (run.Others > 0)
        {
            refusals.Add(new("TRIAL_DIFFERS", $"{run.Others:N0} of {run.Same + run.Others:N0} messages do not say the same; the sender corrects them and sends them again.", flow));
        }

        if (run is { Same: > 0, Others: 0 } && run.Same < NeededOf(used))
        {
            refusals.Add(new("TRIAL_TOO_FEW", $"{run.Same:N0} of the {used:N0} messages that came in the older version in the last {Period.Days} days were compared; {NeededOf(used)} are to be, so that one that happens to agree is no proof.", flow));
        }

        if (from < DateOnly.FromDateTime(at.UtcDateTime))
        {
            refusals.Add(new("PAST", "The older version cannot be refused from a day that has passed.", flow, nameof(From)));
        }
        else if (from > lastDay.AddDays(1))
        {
            refusals.Add(new("AFTER_LAST_DAY", $"The older version is taken until {lastDay:d MMMM yyyy} in any case.", flow, nameof(From)));
        }

        return refusals.Count > 0
            ? Outcome<ContractSwitch>.Refused(refusals)
            : new ContractSwitch(flow, type, run.Version, from) { Compared = run.Same, Digest = run.Digest, SignedBy = by, SignedAt = at };
    }
}
