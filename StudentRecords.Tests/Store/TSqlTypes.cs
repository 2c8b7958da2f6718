using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace StudentRecords.Tests.Store;

/// <summary>What SQL Server allows of column types.</summary>
internal static class TSqlTypes
{
    /// <summary>Why the type cannot be, or null.</summary>
    public static string? FaultOf(DataTypeReference type)
    {
        if (type is not SqlDataTypeReference sql)
        {
            return $"unknown type {string.Join('.', type.Name.Identifiers.Select(i => i.Value))}";
        }

        return Length(sql) is { } length && length > Longest(sql.SqlDataTypeOption)
            ? $"{sql.SqlDataTypeOption}({length}) is over {Longest(sql.SqlDataTypeOption)}"
            : null;
    }

    /// <summary>Bytes in a key; null for what may not stand in one.</summary>
    public static int? Bytes(DataTypeReference type) => type is not SqlDataTypeReference sql ? null : sql.SqlDataTypeOption switch
    {
        SqlDataTypeOption.NVarChar or SqlDataTypeOption.NChar => 2 * Length(sql),
        SqlDataTypeOption.VarChar or SqlDataTypeOption.Char or SqlDataTypeOption.VarBinary or SqlDataTypeOption.Binary => Length(sql),
        SqlDataTypeOption.Text or SqlDataTypeOption.NText or SqlDataTypeOption.Image => null,
        _ => 17,
    };

    private static int? Length(SqlDataTypeReference type) =>
        type.Parameters is [IntegerLiteral length, ..] ? int.Parse(length.Value, CultureInfo.InvariantCulture) : null;

    private static int Longest(SqlDataTypeOption type) => type switch
    {
        SqlDataTypeOption.NVarChar or SqlDataTypeOption.NChar => 4000,
        SqlDataTypeOption.VarChar or SqlDataTypeOption.Char or SqlDataTypeOption.VarBinary or SqlDataTypeOption.Binary => 8000,
        SqlDataTypeOption.Decimal or SqlDataTypeOption.Numeric => 38,
        _ => int.MaxValue,
    };
}
