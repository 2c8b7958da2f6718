using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace StudentRecords.Tests.Store;

/// <summary>The tables that a T-SQL script has made so far, and what is wrong with it.</summary>
internal sealed class TSqlSchema
{
    /// <summary>What SQL Server takes in the key of an index beside the clustered one.</summary>
    private const int LargestKey = 1700;

    private readonly Dictionary<string, Dictionary<string, int?>> tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> faults = [];

    public IReadOnlyList<string> Faults => faults;

    /// <summary>Tables on which the script has put a trigger.</summary>
    public HashSet<string> Triggered { get; } = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> Tables => tables.Keys;

    /// <summary>The schema that a script makes, with its faults.</summary>
    public static TSqlSchema Of(string script)
    {
        var schema = new TSqlSchema();
        if (schema.Parse(script) is { } parsed)
        {
            parsed.Accept(new TSqlScriptCheck(schema));
        }

        return schema;
    }

    /// <summary>The faults of statements that are run on this schema.</summary>
    public IReadOnlyList<string> Check(string statements)
    {
        var reader = new TSqlSchema();
        foreach (var (name, columns) in tables)
        {
            reader.tables.Add(name, columns);
        }

        if (reader.Parse(statements) is { } parsed)
        {
            TSqlReferences.Check(parsed, reader, null);
        }

        return reader.Faults;
    }

    public TSqlFragment? Parse(string sql)
    {
        using var text = new StringReader(sql);
        var parsed = new TSql150Parser(initialQuotedIdentifiers: true).Parse(text, out var errors);
        faults.AddRange(errors.Select(e => $"{e.Line}:{e.Column} {e.Message}"));
        return errors.Count == 0 ? parsed : null;
    }

    public void Fault(TSqlFragment at, string what) => faults.Add($"{at.StartLine}:{at.StartColumn} {what}");

    public void Add(SchemaObjectName table)
    {
        if (!tables.TryAdd(table.BaseIdentifier.Value, new(StringComparer.OrdinalIgnoreCase)))
        {
            Fault(table, $"table {table.BaseIdentifier.Value} is made twice");
        }
    }

    public void Drop(SchemaObjectName table)
    {
        if (!tables.Remove(table.BaseIdentifier.Value))
        {
            Fault(table, $"unknown table {table.BaseIdentifier.Value}");
        }
    }

    public Dictionary<string, int?>? Find(string table) => tables.GetValueOrDefault(table);

    /// <summary>The table's columns, each with the bytes of its widest value; null for one that may not stand in a key.</summary>
    public Dictionary<string, int?>? Need(SchemaObjectName table)
    {
        var columns = Find(table.BaseIdentifier.Value);
        if (columns is null)
        {
            Fault(table, $"unknown table {table.BaseIdentifier.Value}");
        }

        return columns;
    }

    public void Need(Dictionary<string, int?>? columns, Identifier column)
    {
        if (columns is not null && !columns.ContainsKey(column.Value))
        {
            Fault(column, $"unknown column {column.Value}");
        }
    }

    public void NeedKey(Dictionary<string, int?>? columns, IReadOnlyCollection<Identifier> key)
    {
        foreach (var column in key)
        {
            Need(columns, column);
        }

        var known = key.Where(c => columns?.ContainsKey(c.Value) == true).ToList();
        foreach (var column in known.Where(c => columns![c.Value] is null))
        {
            Fault(column, $"{column.Value} may not stand in a key");
        }

        if (known.Sum(c => columns![c.Value] ?? 0) is var bytes && bytes > LargestKey)
        {
            Fault(known[0], $"the key has {bytes} bytes");
        }
    }

    public void NeedNew(Identifier? name, string kind)
    {
        if (name is not null && !names.Add($"{kind} {name.Value}"))
        {
            Fault(name, $"{kind} {name.Value} is made twice");
        }
    }

    /// <summary>The name is free again.</summary>
    public void Gone(Identifier name, string kind)
    {
        if (!names.Remove($"{kind} {name.Value}"))
        {
            Fault(name, $"there is no {kind} {name.Value} to drop");
        }
    }
}
