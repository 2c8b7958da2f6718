using System.Collections.Concurrent;
using StudentRecords.Domain.Integration;
using StudentRecords.Domain.Integration.Reconciling;
using StudentRecords.Infrastructure.Integration.Partners;

namespace StudentRecords.Web.Integration.Simulator;

/// <summary>One outside system: its key, its books, and what happened to it.</summary>
internal sealed class FarSide(string system)
{
    /// <summary>Systems that fetch a file a message; those that are not here, and whose field has no format, are told by web.</summary>
    private static readonly string[] ByFile = ["BI", "CM", "CMS", "DW", "EST", "EXAMBOARD", "EXTEX"];

    private int refusedAsMeant;
    private int accepted;
    private int repeated;
    private int quarantined;
    private int receipted;

    public string System => system;

    /// <summary>How the record reaches it.</summary>
    public ChannelKind Channel { get; } = system switch
    {
        NamedFormats.Identity => ChannelKind.Scim,
        _ when NamedFormats.Allows(ChannelKind.Formats, system) => ChannelKind.Formats,
        _ => ByFile.Contains(system) ? ChannelKind.Folder : ChannelKind.Http,
    };

    /// <summary>Signs what it sends.</summary>
    public NewCredential Key { get; set; } = null!;

    /// <summary>Proves what it receives: the secret of its webhook, or the token of its service.</summary>
    public string Secret { get; set; } = "";

    /// <summary>What it has sent.</summary>
    public Book Sent { get; } = new();

    /// <summary>What it holds of the record's messages.</summary>
    public Book Held { get; } = new();

    /// <summary>What was exchanged before the simulator began, by flow.</summary>
    public Dictionary<string, List<PartnerItem>> Before { get; } = [];

    /// <summary>What came otherwise than it should, in a sentence each.</summary>
    public ConcurrentQueue<string> Amiss { get; } = new();

    public int Accepted => accepted;

    public int RefusedAsMeant => refusedAsMeant;

    public int Repeated => repeated;

    public int Quarantined => quarantined;

    /// <summary>Messages for which it gave a receipt.</summary>
    public int Receipted => receipted;

    public void CountAccepted() => Interlocked.Increment(ref accepted);

    public void CountRefused() => Interlocked.Increment(ref refusedAsMeant);

    public void CountRepeats(int count) => Interlocked.Add(ref repeated, count);

    public void CountQuarantined() => Interlocked.Increment(ref quarantined);

    public void CountReceipt(int count = 1) => Interlocked.Add(ref receipted, count);
}
