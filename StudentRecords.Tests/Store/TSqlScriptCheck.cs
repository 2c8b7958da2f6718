using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace StudentRecords.Tests.Store;

/// <summary>
/// Walks a T-SQL script in its order and keeps its tables in a <see cref="TSqlSchema"/>: unknown and doubled tables, columns, types
/// and names, keys that are too wide, and what triggers and statements speak of. Types of expressions and permissions it does not see.
/// </summary>
internal sealed class TSqlScriptCheck(TSqlSchema schema) : TSqlFragmentVisitor
{
    public override void ExplicitVisit(CreateTableStatement node)
    {
        schema.Add(node.SchemaObjectName);
        Define(schema.Find(node.SchemaObjectName.BaseIdentifier.Value)!, node.Definition);
    }

    public override void ExplicitVisit(AlterTableAddTableElementStatement node)
    {
        if (schema.Need(node.SchemaObjectName) is { } columns)
        {
            Define(columns, node.Definition);
        }
    }

    public override void ExplicitVisit(AlterTableDropTableElementStatement node)
    {
        var columns = schema.Need(node.SchemaObjectName);
        foreach (var column in node.AlterTableDropTableElements.Where(e => e.TableElementType == TableElementType.Column))
        {
            schema.Need(columns, column.Name);
            columns?.Remove(column.Name.Value);
        }
    }

    public override void ExplicitVisit(AlterTableAlterColumnStatement node)
    {
        var columns = schema.Need(node.SchemaObjectName);
        schema.Need(columns, node.ColumnIdentifier);
        if (node.DataType is not null && columns is not null)
        {
            columns[node.ColumnIdentifier.Value] = Bytes(node.DataType);
        }
    }

    public override void ExplicitVisit(DropTableStatement node)
    {
        foreach (var table in node.Objects)
        {
            schema.Drop(table);
        }
    }

    public override void ExplicitVisit(CreateIndexStatement node)
    {
        var columns = schema.Need(node.OnName);
        schema.NeedNew(node.Name, $"index on {node.OnName.BaseIdentifier.Value}");
        schema.NeedKey(columns, [.. node.Columns.Select(c => c.Column.MultiPartIdentifier.Identifiers[^1])]);
        foreach (var included in node.IncludeColumns)
        {
            schema.Need(columns, included.MultiPartIdentifier.Identifiers[^1]);
        }

        Expression(node.FilterPredicate, columns);
    }

    public override void ExplicitVisit(CreateTriggerStatement node) => Trigger(node);

    public override void ExplicitVisit(CreateOrAlterTriggerStatement node) => Trigger(node);

    public override void ExplicitVisit(DropTriggerStatement node)
    {
        foreach (var trigger in node.Objects)
        {
            schema.Gone(trigger.BaseIdentifier, "trigger");
        }
    }

    public override void ExplicitVisit(DropIndexStatement node)
    {
        foreach (var dropped in node.DropIndexClauses.OfType<DropIndexClause>())
        {
            schema.Gone(dropped.Index, $"index on {dropped.Object.BaseIdentifier.Value}");
        }
    }

    /// <summary>Statements that must be alone in their batch come wrapped as EXEC(N'…'); what is inside is a script too.</summary>
    public override void ExplicitVisit(ExecuteStatement node)
    {
        if (node.ExecuteSpecification.ExecutableEntity is ExecutableStringList { Strings: { Count: > 0 } strings } && strings.All(s => s is StringLiteral))
        {
            schema.Parse(string.Concat(strings.Cast<StringLiteral>().Select(s => s.Value)))?.Accept(this);
        }
    }

    public override void ExplicitVisit(InsertStatement node) => TSqlReferences.Check(node, schema, null);

    public override void ExplicitVisit(UpdateStatement node) => TSqlReferences.Check(node, schema, null);

    public override void ExplicitVisit(DeleteStatement node) => TSqlReferences.Check(node, schema, null);

    public override void ExplicitVisit(MergeStatement node) => TSqlReferences.Check(node, schema, null);

    private void Trigger(TriggerStatementBody node)
    {
        schema.NeedNew(node.Name.BaseIdentifier, "trigger");
        if (schema.Need(node.TriggerObject.Name) is not null)
        {
            schema.Triggered.Add(node.TriggerObject.Name.BaseIdentifier.Value);
        }

        TSqlReferences.Check(node.StatementList, schema, node.TriggerObject.Name.BaseIdentifier.Value);
    }

    private void Define(Dictionary<string, int?> columns, TableDefinition definition)
    {
        foreach (var column in definition.ColumnDefinitions)
        {
            if (!columns.TryAdd(column.ColumnIdentifier.Value, column.DataType is null ? null : Bytes(column.DataType)))
            {
                schema.Fault(column, $"column {column.ColumnIdentifier.Value} is made twice");
            }
        }

        foreach (var constraint in definition.TableConstraints.Concat(definition.ColumnDefinitions.SelectMany(c => c.Constraints)))
        {
            schema.NeedNew(constraint.ConstraintIdentifier, "constraint");
            Constraint(constraint, columns);
        }
    }

    private void Constraint(ConstraintDefinition constraint, Dictionary<string, int?> columns)
    {
        switch (constraint)
        {
            case UniqueConstraintDefinition unique:
                schema.NeedKey(columns, [.. unique.Columns.Select(c => c.Column.MultiPartIdentifier.Identifiers[^1])]);
                break;
            case ForeignKeyConstraintDefinition foreign:
                Columns(columns, foreign.Columns);
                Columns(schema.Need(foreign.ReferenceTableName), foreign.ReferencedTableColumns);
                break;
            case CheckConstraintDefinition check:
                Expression(check.CheckCondition, columns);
                break;
        }
    }

    private void Columns(Dictionary<string, int?>? columns, IEnumerable<Identifier> used)
    {
        foreach (var column in used)
        {
            schema.Need(columns, column);
        }
    }

    private void Expression(TSqlFragment? expression, Dictionary<string, int?>? columns) =>
        Columns(columns, TSqlReferences.ColumnsIn(expression).Select(c => c.MultiPartIdentifier.Identifiers[^1]));

    private int? Bytes(DataTypeReference type)
    {
        if (TSqlTypes.FaultOf(type) is { } fault)
        {
            schema.Fault(type, fault);
        }

        return TSqlTypes.Bytes(type);
    }
}
