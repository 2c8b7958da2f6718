namespace StudentRecords.Domain.Hesa;

/// <summary>A rule's tolerance, overridden for one collection: asked for with a reason, and granted by another person in the name of who may.</summary>
public sealed class RuleWaiver : IVersioned
{
    private RuleWaiver() { }

    public RuleWaiver(string collection, string rule, int records, decimal percent, string reason, string askedBy, DateTimeOffset now)
    {
        Collection = collection;
        Rule = rule;
        Records = records;
        Percent = percent;
        Reason = reason;
        AskedBy = askedBy;
        AskedAt = now;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public string Collection { get; private set; } = "";

    /// <summary>Code of the rule.</summary>
    public string Rule { get; private set; } = "";

    /// <summary>So many records and …</summary>
    public int Records { get; private set; }

    /// <summary>… so much of the population may fail.</summary>
    public decimal Percent { get; private set; }

    public string Reason { get; private set; } = "";

    public string AskedBy { get; private set; } = "";

    public DateTimeOffset AskedAt { get; private set; }

    public string? GrantedBy { get; private set; }

    public DateTimeOffset? GrantedAt { get; private set; }

    /// <summary>Refused to the one who asked.</summary>
    public Outcome Grant(string by, DateTimeOffset now)
    {
        List<Refusal> refusals = [];
        if (by == AskedBy)
        {
            refusals.Add(new("OWN_REQUEST", "Another person has to grant what you asked for.", "Tolerance override"));
        }

        if (GrantedBy is not null)
        {
            refusals.Add(new("GRANTED", $"{GrantedBy} granted it on {GrantedAt:d MMM yyyy}."));
        }

        if (refusals.Count == 0)
        {
            (GrantedBy, GrantedAt) = (by, now);
        }

        return Outcome.From(refusals);
    }
}
