using StudentRecords.Domain;
using StudentRecords.Domain.Access;

namespace StudentRecords.Infrastructure.Enrolment.Bulk;

/// <summary>How far a change of many at once has come.</summary>
public enum BulkStage
{
    /// <summary>A job asks of each line what it would do; nothing is changed.</summary>
    Checking,

    /// <summary>Checked: somebody looks at the counts and decides.</summary>
    Checked,

    /// <summary>A job does the lines that nothing stands in the way of.</summary>
    Applying,
    Applied,
}

/// <summary>A change of many at once: a file of rows or a cohort, checked first, then applied line by line. What it changes is told in the record's own trail.</summary>
public sealed class BulkRun
{
    private BulkRun() { }

    internal BulkRun(string kind, string title, Room room, string columns, string reach, string requestedBy, DateTimeOffset at, int total)
    {
        (Kind, Title, Room, Columns, Reach, RequestedBy, RequestedAt, Total) = (kind, title, room, columns, reach, requestedBy, at, total);
    }

    public long Id { get; private set; } = RecordId.Next();

    /// <summary>Which journey, by the word that stands in its address.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>The file's name, or the cohort's.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Who may not see this room does not see the run.</summary>
    public Room Room { get; private set; }

    /// <summary>The columns that came, in their order, comma-separated.</summary>
    public string Columns { get; private set; } = "";

    /// <summary>How far the right of who asked reached, as JSON; lines beyond it are refused.</summary>
    public string Reach { get; private set; } = "";

    public string RequestedBy { get; private set; } = "";

    public DateTimeOffset RequestedAt { get; private set; }

    public BulkStage Stage { get; private set; }

    public int Total { get; private set; }

    /// <summary>The job that checks or applies, or did so last.</summary>
    public long? JobId { get; private set; }

    /// <summary>Why, as it will stand in each student's history; said when the check has been looked at.</summary>
    public string? Reason { get; private set; }

    public string? Evidence { get; private set; }

    /// <summary>What the lines would do taken together, a sentence a line.</summary>
    public string? Effects { get; private set; }

    internal void WaitFor(long job) => JobId = job;

    internal void Found(string effects) => (Stage, Effects) = (BulkStage.Checked, effects);

    /// <summary>Refused until it is checked, and once it has been decided.</summary>
    internal Outcome Decide(string reason, string? evidence)
    {
        if (Stage != BulkStage.Checked)
        {
            return Outcome.Refused("NOT_CHECKED", Stage == BulkStage.Checking ? "The check is still running; wait for its counts." : "It has been decided already; a second time would do the same again.", "Bulk change");
        }

        (Stage, Reason, Evidence) = (BulkStage.Applying, reason, evidence);
        return Outcome.Done;
    }

    internal void Finish() => Stage = BulkStage.Applied;
}
