namespace StudentRecords.Domain.Hesa;

/// <summary>
/// A value that a person puts in the place of a derived one, until it expires: with a reason, and held back until another person
/// has approved it. It is the last resort; what is wrong in the record is mended there.
/// </summary>
public sealed class ValueOverride : IVersioned
{
    private ValueOverride() { }

    public ValueOverride(string collection, string entity, string keyPath, string field, string value, string reason, DateOnly expires, string proposedBy, DateTimeOffset now)
    {
        Collection = collection;
        Entity = entity;
        KeyPath = keyPath;
        Field = field;
        Value = value;
        Reason = reason;
        ExpiresOn = expires;
        ProposedBy = proposedBy;
        ProposedAt = now;
    }

    public long Id { get; private set; } = RecordId.Next();

    public long Version { get; private set; }

    public string Collection { get; private set; } = "";

    public string Entity { get; private set; } = "";

    /// <summary>Which entity (<see cref="EntityKey"/>).</summary>
    public string KeyPath { get; private set; } = "";

    public string Field { get; private set; } = "";

    public string Value { get; private set; } = "";

    public string Reason { get; private set; } = "";

    /// <summary>Last day on which a build takes it.</summary>
    public DateOnly ExpiresOn { get; private set; }

    public string ProposedBy { get; private set; } = "";

    public DateTimeOffset ProposedAt { get; private set; }

    public string? ApprovedBy { get; private set; }

    public DateTimeOffset? ApprovedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public bool HoldsOn(DateOnly day) => ApprovedBy is not null && EndedAt is null && day <= ExpiresOn;

    /// <summary>What speaks against a proposal: the field's form, keys, an expiry that is past or further than a year away.</summary>
    public static IReadOnlyList<Refusal> Faults(EntityDefinition entity, string field, string value, string reason, DateOnly expires, DateOnly today)
    {
        List<Refusal> refusals = [];
        if (entity.Field(field) is not { } definition)
        {
            refusals.Add(new("FIELD_UNKNOWN", $"{entity.Name} has no field {field}.", Field: "Field"));
        }
        else if (entity.IsKey(definition))
        {
            refusals.Add(new("FIELD_IS_KEY", $"{field} is a key: another value would be another entity.", Field: "Field"));
        }
        else if (PermittedText.Clean(value) is not { } clean)
        {
            refusals.Add(new("VALUE_EMPTY", "Say the value that is to be returned.", Field: "Value"));
        }
        else if (definition.FaultOf(clean) is { } fault)
        {
            refusals.Add(new("VALUE_WRONG", $"{field} {fault}.", Field: "Value"));
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            refusals.Add(new("REASON_MISSING", "Say why the record cannot be mended instead.", Field: "Reason"));
        }

        if (expires < today || expires > today.AddYears(1))
        {
            refusals.Add(new("EXPIRY_WRONG", "An override ends within a year, and not before today.", Field: "ExpiresOn"));
        }

        return refusals;
    }

    /// <summary>Refused to the one who proposed it.</summary>
    public Outcome Approve(string by, DateTimeOffset now)
    {
        List<Refusal> refusals = [];
        if (by == ProposedBy)
        {
            refusals.Add(new("OWN_PROPOSAL", "Another person has to approve what you proposed.", "Second approval"));
        }

        if (ApprovedBy is not null || EndedAt is not null)
        {
            refusals.Add(new("SETTLED", ApprovedBy is null ? "The override was ended." : $"The override was approved by {ApprovedBy}."));
        }

        if (refusals.Count == 0)
        {
            (ApprovedBy, ApprovedAt) = (by, now);
        }

        return Outcome.From(refusals);
    }

    public Outcome End(DateTimeOffset now)
    {
        if (EndedAt is not null)
        {
            return Outcome.Refused("SETTLED", "The override was ended before.");
        }

        EndedAt = now;
        return Outcome.Done;
    }
}
