namespace StudentRecords.Domain.Hesa.Compare;

/// <summary>Entities at hand (a file just read, a test) as one side of a comparison.</summary>
/// <param name="deleted">Key paths that were last reported as deleted.</param>
public sealed class EntityList(IEnumerable<ReturnEntity> sorted, IReadOnlySet<string>? deleted = null) : IEntityCursor, IDisposable
{
    private readonly IEnumerator<ReturnEntity> rows = sorted.GetEnumerator();

    public string KeyPath => rows.Current.KeyPath;

    public long Hash => Errors > 0 || IsDeleted ? 0 : rows.Current.Fields.Hash();

    public int Errors => rows.Current.Fields.Errors;

    public bool IsDeleted => deleted?.Contains(KeyPath) ?? false;

    public long Row { get; private set; }

    public bool MoveNext()
    {
        Row++;
        return rows.MoveNext();
    }

    public FieldSet Fields(EntityDefinition entity)
    {
        var fields = rows.Current.Fields;
        return fields.Entity == entity ? fields : FieldSet.Unpack(entity, fields.Pack());
    }

    public void Dispose() => rows.Dispose();
}
