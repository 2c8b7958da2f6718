using System.Diagnostics;

namespace StudentRecords.Tests.Faults.Inside;

/// <summary>Where a process can be told to die.</summary>
internal enum KillPoint
{
    /// <summary>The request has been read, nothing done.</summary>
    AfterReceive,

    /// <summary>Some rows of the hub's transaction are written, others not.</summary>
    MidApply,

    /// <summary>Inbox, effect, trail and outgoing messages are written and not committed.</summary>
    BeforeCommit,

    /// <summary>They are committed, and nobody has been told.</summary>
    AfterCommit,

    /// <summary>A message is claimed and not sent.</summary>
    BeforeSend,

    /// <summary>The receiver has said that it has the message, and that is not written down.</summary>
    AfterSend,
}

/// <summary>What keeps messages from being lost or doubled, and can be taken away to see whether that is noticed.</summary>
internal enum Guard
{
    AcknowledgeAfterCommit,
    Dedupe,
    OneTransaction,
    SendBeforeMark,
    StableId,
}

/// <summary>Flags between a test and the processes that it starts: a file each.</summary>
internal sealed class Signals(string folder)
{
    public const string StoreFull = "store-full";
    public const string DiskNotWaitedFor = "disk-not-waited-for";

    public static string Without(Guard guard) => $"without-{guard}";

    public void Raise(string flag) => File.WriteAllText(Path.Combine(folder, flag), "");

    public void Lower(string flag) => File.Delete(Path.Combine(folder, flag));

    public bool IsUp(string flag) => File.Exists(Path.Combine(folder, flag));

    public void Raise(KillPoint point) => Raise(point.ToString());

    /// <summary>At the first message of a flow.</summary>
    public void Raise(KillPoint point, string flow) => Raise($"{point}-{flow}");

    public bool IsUp(KillPoint point, string flow) => IsUp($"{point}-{flow}");

    /// <summary>Whether the guard has been taken away.</summary>
    public bool Lacks(Guard guard) => IsUp(Without(guard));

    /// <summary>The process ends here, as by kill -9, when it has been told to; the next one does not.</summary>
    public void Pass(KillPoint point) => Pass(point.ToString());

    /// <summary>The same with a message of the flow in hand.</summary>
    public void Pass(KillPoint point, string flow)
    {
        Pass(point);
        Pass($"{point}-{flow}");
    }

    private void Pass(string flag)
    {
        if (IsUp(flag))
        {
            Lower(flag);
            Process.GetCurrentProcess().Kill();
            // nothing more may be done while the signal is on its way
            new ManualResetEventSlim().Wait();
        }
    }
}
