using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.Internal;

namespace StudentRecords.Tests.Store;

/// <summary>A query of another context over the SQL Server model, with some value for each parameter.</summary>
internal sealed class QueryOnSqlServer(DbContext db) : ExpressionVisitor
{
    private readonly Dictionary<string, object?> parameters = [];

    public static (Expression Query, IReadOnlyDictionary<string, object?> Parameters) From(Expression query, DbContext db)
    {
        var visitor = new QueryOnSqlServer(db);
        return (visitor.Visit(query), visitor.parameters);
    }

    protected override Expression VisitExtension(Expression node)
    {
        switch (node)
        {
#pragma warning disable EF1001 // the root of a query from SQL by hand has no public face
            case FromSqlQueryRootExpression raw:
                return new FromSqlQueryRootExpression(db.Model.FindEntityType(raw.EntityType.Name)!, raw.Sql, Visit(raw.Argument));
#pragma warning restore EF1001
            case EntityQueryRootExpression root:
                return new EntityQueryRootExpression(db.Model.FindEntityType(root.EntityType.Name)!);
            case QueryParameterExpression parameter:
                parameters[parameter.Name] = Plausible.Value(parameter.Type);
                return parameter;
            default:
                return base.VisitExtension(node);
        }
    }
}
