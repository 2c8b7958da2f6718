namespace StudentRecords.Domain.Hesa;

/// <summary>One rule failure that the authority reports of a submission (F048), matched to what was returned where its key is found there.</summary>
public sealed class ReportedFault : IVersioned
{
    private ReportedFault() { }

    public ReportedFault(long returnId, string rule, string key, string sentence, DateTimeOffset receivedAt)
    {
        ReturnId = returnId;
        Rule = rule;
        Key = key;
        Sentence = sentence;
        ReceivedAt = receivedAt;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public long ReturnId { get; private set; }

    /// <summary>The authority's code of the rule.</summary>
    public string Rule { get; private set; } = "";

    /// <summary>As the authority names the entity: SID=…/NUMHUS=….</summary>
    public string Key { get; private set; } = "";

    public string Sentence { get; private set; } = "";

    public DateTimeOffset ReceivedAt { get; private set; }

    /// <summary>Whom it is about; null where no person was returned under the key.</summary>
    public long? MatchedPersonId { get; private set; }

    public DateTimeOffset? SettledAt { get; private set; }

    public void Match(long? personId) => MatchedPersonId = personId;

    public void Settle(DateTimeOffset now) => SettledAt ??= now;
}
