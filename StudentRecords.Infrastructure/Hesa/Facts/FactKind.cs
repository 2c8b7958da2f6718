using StudentRecords.Domain;
using StudentRecords.Domain.Access;

namespace StudentRecords.Infrastructure.Hesa.Facts;

/// <summary>What a fact is about.</summary>
public enum FactSubject
{
    Programme,
    Module,
    Engagement,
    Person,
}

/// <summary>One field of a fact's form.</summary>
/// <param name="Entity">HESA entity and …</param>
/// <param name="Field">… field whose form and codes it has.</param>
/// <param name="Choices">What may be chosen, where the field is not of the collection.</param>
public sealed record FactField(string Name, string Label, bool Required, string? Entity = null, string? Field = null, IReadOnlyList<string>? Choices = null);

/// <summary>A kind of fact that is recorded because returns ask for it: who may record it, its form, and the row it becomes.</summary>
/// <param name="Name">Name of the row's type.</param>
/// <param name="Subject">What it is recorded of.</param>
/// <param name="Room">Who may change things there may record it.</param>
/// <param name="IsNumbered">Numbered 1, 2, 3 within its engagement.</param>
public sealed record FactKind(string Name, string Title, FactSubject Subject, Room Room, Type Row, bool IsNumbered, IReadOnlyList<FactField> Fields, Func<object, DateOnly, FactValues, ReturnedFact> Make);

/// <summary>What was typed, by field; blank is null.</summary>
public sealed class FactValues(IReadOnlyDictionary<string, string> values, int ordinal)
{
    public int Ordinal => ordinal;

    public string Text(string name) => Maybe(name) ?? "";

    public string? Maybe(string name) => values.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    public decimal Percent(string name) => decimal.TryParse(Maybe(name), System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0;

    public int? Whole(string name) => int.TryParse(Maybe(name), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}
