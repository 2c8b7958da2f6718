namespace StudentRecords.Domain.Hesa.Compare;

/// <summary>The entities of one side, in the order of their key paths. What it shows is that of the current row only.</summary>
public interface IEntityCursor
{
    /// <summary>Goes to the next row; false after the last.</summary>
    bool MoveNext();

    string KeyPath { get; }

    /// <summary>Hash of the values (<see cref="FieldSet.Hash"/>); 0 where no row is the same as this one: a value is in error, or it was last reported with status Delete.</summary>
    long Hash { get; }

    /// <summary>Number of fields that could not be derived.</summary>
    int Errors { get; }

    /// <summary>Submitted side: last reported with status Delete.</summary>
    bool IsDeleted { get; }

    /// <summary>The store's id of the row; 0 where there is no store.</summary>
    long Row { get; }

    /// <summary>The values by the places of <paramref name="entity"/>, which is that of the collection being compared.</summary>
    FieldSet Fields(EntityDefinition entity);

    /// <summary>The same for later, when the cursor may have gone on: most who ask for it never need the values.</summary>
    Func<FieldSet> FieldsLater(EntityDefinition entity)
    {
        var values = Fields(entity);
        return () => values;
    }
}
