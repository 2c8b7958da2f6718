namespace StudentRecords.Domain.Integration;

/// <summary>A rule of the data warehouse that something in the record fails (F030). The record is mended at its source; a later run that is clean closes the task.</summary>
public sealed class DataQualityTask : ToldRow
{
    private DataQualityTask() { }

    public DataQualityTask(string rule, string entity)
    {
        Rule = rule;
        Entity = entity;
        Key = KeyOf(rule, entity);
    }

    public string Rule { get; private set; } = "";

    /// <summary>What fails it, in the warehouse's words: student/0001234, programme/BSC-CS.</summary>
    public string Entity { get; private set; } = "";

    /// <summary>What is wrong.</summary>
    public string Sentence { get; private set; } = "";

    public DateOnly FoundOn { get; private set; }

    /// <summary>The run that found it last, or found it clean.</summary>
    public string Run { get; private set; } = "";

    /// <summary>When a run was clean; null while it fails.</summary>
    public DateOnly? ClearedOn { get; private set; }

    public static string KeyOf(string rule, string entity) => $"{rule}|{entity}";

    /// <summary>False when the run is not newer than the last one.</summary>
    public bool Take(string sentence, string run, DateOnly on, bool isClean, long sourceVersion)
    {
        if (!IsNews(sourceVersion))
        {
            return false;
        }

        Run = run;
        if (isClean)
        {
            ClearedOn = on;
            return true;
        }

        (Sentence, FoundOn, ClearedOn) = (sentence, ClearedOn is null && FoundOn != default ? FoundOn : on, null);
        return true;
    }
}
