using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace StudentRecords.Tests.Store;

/// <summary>Whether the tables and columns that statements speak of exist. Scopes within a statement are taken as one.</summary>
internal sealed class TSqlReferences : TSqlFragmentVisitor
{
    private static readonly string[] ChangedRows = ["inserted", "deleted"];

    private readonly List<NamedTableReference> tables = [];
    private readonly List<ColumnReferenceExpression> columns = [];
    private readonly HashSet<string> opaque = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> words = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="trigger">The table whose trigger the statements are; inserted and deleted are rows of it.</param>
    public static void Check(TSqlFragment statements, TSqlSchema schema, string? trigger)
    {
        var references = new TSqlReferences();
        statements.Accept(references);
        references.Check(schema, trigger);
    }

    public static IReadOnlyList<ColumnReferenceExpression> ColumnsIn(TSqlFragment? expression)
    {
        var references = new TSqlReferences();
        expression?.Accept(references);
        return references.columns;
    }

    public override void Visit(NamedTableReference node) => tables.Add(node);

    public override void Visit(ColumnReferenceExpression node)
    {
        if (node.ColumnType == ColumnType.Regular && node.MultiPartIdentifier is not null)
        {
            columns.Add(node);
        }
    }

    public override void Visit(CommonTableExpression node) => opaque.Add(node.ExpressionName.Value);

    public override void Visit(TableReferenceWithAlias node)
    {
        if (node is not NamedTableReference && node.Alias is not null)
        {
            opaque.Add(node.Alias.Value);
        }
    }

    public override void Visit(SelectScalarExpression node)
    {
        if (node.ColumnName?.Value is { } word)
        {
            words.Add(word);
        }
    }

    private void Check(TSqlSchema schema, string? trigger)
    {
        var known = tables.ToLookup(
            t => t.Alias?.Value ?? t.SchemaObject.BaseIdentifier.Value,
            t => schema.Find(IsChangedRows(t.SchemaObject.BaseIdentifier) && trigger is not null ? trigger : t.SchemaObject.BaseIdentifier.Value),
            StringComparer.OrdinalIgnoreCase);
        foreach (var table in tables.Where(t => !IsChangedRows(t.SchemaObject.BaseIdentifier) && !IsAlias(t.SchemaObject.BaseIdentifier.Value)))
        {
            schema.Need(table.SchemaObject);
        }

        foreach (var parts in columns.Select(c => c.MultiPartIdentifier.Identifiers))
        {
            var (column, owner) = (parts[^1], parts.Count > 1 ? parts[^2] : null);
            if (owner is null ? !IsWord(column) : !IsColumnOf(owner, column))
            {
                schema.Fault(column, $"unknown column {string.Join('.', parts.Select(p => p.Value))}");
            }
        }

        bool IsAlias(string name) => opaque.Contains(name) || tables.Exists(t => string.Equals(t.Alias?.Value, name, StringComparison.OrdinalIgnoreCase));
        bool IsWord(Identifier column) => words.Contains(column.Value) || opaque.Count > 0 || known.Any(k => k.Any(c => c?.ContainsKey(column.Value) == true));
        bool IsColumnOf(Identifier owner, Identifier column) => opaque.Contains(owner.Value)
            || (IsChangedRows(owner) && trigger is null)
            || known[owner.Value].Any(c => c?.ContainsKey(column.Value) != false);
    }

    private static bool IsChangedRows(Identifier name) => ChangedRows.Contains(name.Value, StringComparer.OrdinalIgnoreCase);
}
