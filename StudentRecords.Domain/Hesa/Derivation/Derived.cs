using System.Globalization;

namespace StudentRecords.Domain.Hesa.Derivation;

/// <summary>Fills the fields of one entity step by step; what must be there and is not becomes NULL ERROR, never silence.</summary>
internal sealed class Derived(CollectionDefinition collection, string entity)
{
    private readonly FieldSet fields = new(collection[entity]);

    /// <summary>The first step that gives a value. A field that this collection does not have is passed over.</summary>
    public Derived First(string field, params ReadOnlySpan<(int Step, string? Value)> steps)
    {
        foreach (var (step, value) in steps)
        {
            if (PermittedText.Clean(value) is { } clean)
            {
                fields.Set(field, PermittedText.Permit(clean), step);
                break;
            }
        }

        return this;
    }

    public Derived First(string field, int step, DateOnly? day) => First(field, (step, Text(day)));

    public FieldSet Fields()
    {
        foreach (var field in fields.Entity.Fields.Where(f => f.Required && fields[f.Index] is null))
        {
            fields.Put(field.Index, FieldSet.NullError, Step.Failed);
        }

        return fields;
    }

    public ReturnEntity Under(ReturnEntity? parent, object? source = null, long? sourceId = null) =>
        ReturnEntity.Under(parent, Fields()) with { SourceKind = source?.GetType().Name, SourceId = sourceId };

    public static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Per cent and credits: one decimal, half away from zero.</summary>
    public static string Text(decimal figure) => Math.Round(figure, 1, MidpointRounding.AwayFromZero).ToString("0.0", CultureInfo.InvariantCulture);
}
