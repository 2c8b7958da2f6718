using StudentRecords.Domain.Hesa;
using StudentRecords.Domain.Hesa.Compare;
using StudentRecords.Domain.Hesa.Derivation;
using StudentRecords.Infrastructure.Hesa.Sets;

namespace StudentRecords.Infrastructure.Hesa;

/// <summary>One entity of a compare run with all its fields and their provenance.</summary>
/// <param name="SourceKind">Table of the record that the values come from; null where no one row stands behind them.</param>
public sealed record VerdictDetail(long ReturnId, string Collection, string Entity, string Key, EntityStatus Status, string? SourceKind, long? SourceId, DateTimeOffset? BuiltAt, IReadOnlyList<VerdictDetail.FieldRow> Fields)
{
    /// <summary>When the row of the record that the values come from was last changed, as the trail tells it.</summary>
    public DateTimeOffset? SourceChangedAt { get; init; }

    /// <param name="Reported">Null where nothing is said now.</param>
    /// <param name="Previous">Null where nothing was said before, or what was said is the same.</param>
    /// <param name="Origin">Where the value came from, in a sentence.</param>
    public sealed record FieldRow(string Field, string Meaning, FieldStatus Status, string? Reported, string? Previous, int Step, string Origin)
    {
        /// <summary>What the code means; null where it is none, or is not known.</summary>
        public string? CodeMeans { get; init; }
    }

    internal static VerdictDetail Of(CollectionDefinition collection, HesaReturn of, SetVerdict verdict, SetEntity? extract)
    {
        var entity = collection[verdict.Entity];
        var said = FieldVerdict.Unpack(entity, verdict.Fields).ToDictionary(f => f.Field.Index);
        var values = extract is null ? null : FieldSet.Unpack(entity, extract.Fields);
        var otherwise = verdict.Status == EntityStatus.New ? FieldStatus.New : FieldStatus.Unchanged;
        List<FieldRow> rows = [];
        foreach (var field in entity.Fields)
        {
            if (said.TryGetValue(field.Index, out var own))
            {
                rows.Add(Row(field, own.Status, own.Reported, own.Previous, own.Step ?? 0));
            }
            else if (values?[field.Index] is { } value)
            {
                rows.Add(Row(field, otherwise, value, null, values.StepOf(field.Index)));
            }
        }

        return new(of.Id, of.Collection, entity.Name, EntityKey.Display(verdict.KeyPath, collection), verdict.Status, extract?.SourceKind, extract?.SourceId, of.BuiltAt, rows);
    }

    private static FieldRow Row(FieldDefinition field, FieldStatus status, string reported, string? previous, int step) =>
        new(field.Name, field.Meaning, status, reported.Length == 0 ? null : reported, previous, step, status == FieldStatus.Delete ? "Reported before; gone from the record." : Step.Sentence(step)) { CodeMeans = field.Codes.GetValueOrDefault(reported) };
}
