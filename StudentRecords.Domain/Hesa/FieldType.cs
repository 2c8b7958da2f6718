namespace StudentRecords.Domain.Hesa;

/// <summary>What kind of value a field holds, by which its text is checked.</summary>
public enum FieldType
{
    /// <summary>A value of a coding frame.</summary>
    Code,

    /// <summary>An identifier that the provider or an authority gives.</summary>
    Id,
    Text,

    /// <summary>yyyy-MM-dd.</summary>
    Date,
    Year,
    Integer,
    Decimal,
    Postcode,

    /// <summary>Eight digits.</summary>
    Ukprn,
}
