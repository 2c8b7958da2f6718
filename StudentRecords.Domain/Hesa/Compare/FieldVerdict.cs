using System.Globalization;
using System.Text;

namespace StudentRecords.Domain.Hesa.Compare;

/// <summary>What the compare run says of one field.</summary>
/// <param name="Reported">The value in the extract; empty when there is none any more.</param>
/// <param name="Previous">The submitted value it was compared with; null when the field was not there.</param>
/// <param name="Step">Derivation step; 99 where the compare run itself wrote the value.</param>
public readonly record struct FieldVerdict(FieldDefinition Field, FieldStatus Status, string Reported, string? Previous, int? Step)
{
    /// <summary>Derivation step of what the compare run writes by itself.</summary>
    public const int WrittenByComparison = 99;

    /// <summary>Whether it makes its entity Amended and is put in the file.</summary>
    public bool Speaks => Status is FieldStatus.New or FieldStatus.Amended;

    /// <summary>One line a field: name, status, step where there is one, reported value, and after U+001F the previous one. Null for none.</summary>
    public static string? Pack(IReadOnlyList<FieldVerdict> fields)
    {
        if (fields.Count == 0)
        {
            return null;
        }

        var text = new StringBuilder(64 * fields.Count);
        foreach (var field in fields)
        {
            text.Append(field.Field.Name).Append(':').Append(field.Status.ToString()[0]);
            if (field.Step is { } step)
            {
                text.Append(':').Append(step.ToString(CultureInfo.InvariantCulture));
            }

            text.Append('=').Append(field.Reported);
            if (field.Previous is not null)
            {
                text.Append('\u001F').Append(field.Previous);
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Reads what <see cref="Pack"/> wrote.</summary>
    public static IReadOnlyList<FieldVerdict> Unpack(EntityDefinition entity, string? packed)
    {
        List<FieldVerdict> fields = [];
        foreach (var line in (packed ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var head = line[..line.IndexOf('=')].Split(':');
            var values = line[(line.IndexOf('=') + 1)..].Split('\u001F', 2);
            if (entity.Field(head[0]) is { } field)
            {
                fields.Add(new(field, Of(head[1][0]), values[0], values.Length > 1 ? values[1] : null, head.Length > 2 ? int.Parse(head[2], CultureInfo.InvariantCulture) : null));
            }
        }

        return fields;
    }

    private static FieldStatus Of(char letter) => Enum.GetValues<FieldStatus>().First(s => s.ToString()[0] == letter);
}
