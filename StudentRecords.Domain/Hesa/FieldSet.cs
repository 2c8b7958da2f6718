using System.Globalization;
using System.Text;

namespace StudentRecords.Domain.Hesa;

/// <summary>
/// The values of one entity, by the places of its definition, each with the number of the derivation step that gave it. A
/// null is a field of which nothing is said, an empty text one that was reported and then emptied.
/// </summary>
public sealed class FieldSet(EntityDefinition entity)
{
    /// <summary>Stands where a field had to be derived and could not be. Never empty, never silent.</summary>
    public const string NullError = "NULL ERROR";

    private readonly string?[] values = new string?[entity.Fields.Count];
    private readonly byte[] steps = new byte[entity.Fields.Count];

    public EntityDefinition Entity { get; } = entity;

    public string? this[int field] => values[field];

    /// <exception cref="KeyNotFoundException">The entity has no such field in this collection.</exception>
    public string? this[string field] => values[Index(field)];

    public int StepOf(int field) => steps[field];

    /// <summary>How many fields are <see cref="NullError"/>.</summary>
    public int Errors => values.Count(v => v == NullError);

    /// <summary>Takes a value; line breaks and control characters become spaces, blank is null. Fields that the collection does not have are left out.</summary>
    public FieldSet Set(string field, string? value, int step = 0)
    {
        var index = Entity.IndexOf(field);
        if (index >= 0)
        {
            Put(index, PermittedText.Clean(value), step);
        }

        return this;
    }

    /// <summary>Takes a value as it is, an empty one too.</summary>
    public void Put(int field, string? value, int step)
    {
        values[field] = value;
        steps[field] = (byte)step;
    }

    public FieldSet Copy()
    {
        var copy = new FieldSet(Entity);
        values.CopyTo(copy.values, 0);
        steps.CopyTo(copy.steps, 0);
        return copy;
    }

    /// <summary>One line a field: name, step after a colon where there is one, and the value after an equals sign.</summary>
    public string Pack()
    {
        var text = new StringBuilder(32 * values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is { } value)
            {
                text.Append(Entity.Fields[i].Name);
                if (steps[i] > 0)
                {
                    text.Append(':').Append(steps[i].ToString(CultureInfo.InvariantCulture));
                }

                text.Append('=').Append(value).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>Reads what <see cref="Pack"/> wrote; fields that this collection does not have are left out.</summary>
    public static FieldSet Unpack(EntityDefinition entity, ReadOnlySpan<char> packed)
    {
        var fields = new FieldSet(entity);
        while (packed.Length > 0)
        {
            var end = packed.IndexOf('\n');
            var line = packed[..end];
            packed = packed[(end + 1)..];
            var equals = line.IndexOf('=');
            var name = line[..equals];
            var step = 0;
            if (name.IndexOf(':') is > 0 and var colon)
            {
                step = int.Parse(name[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture);
                name = name[..colon];
            }

            if (entity.IndexOf(name) is >= 0 and var index)
            {
                fields.Put(index, line[(equals + 1)..].ToString(), step);
            }
        }

        return fields;
    }

    /// <summary>64 bits over names and values (not steps); blank fields count as absent.</summary>
    public long Hash()
    {
        var hash = ContentHash.Seed;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is { Length: > 0 } value)
            {
                hash = ContentHash.Add(hash, Entity.Fields[i].Name);
                hash = ContentHash.Add(hash, value);
            }
        }

        return ContentHash.End(hash);
    }

    private int Index(string field) => Entity.IndexOf(field) is >= 0 and var index ? index : throw new KeyNotFoundException($"{Entity.Name} has no field {field} in this collection.");
}
