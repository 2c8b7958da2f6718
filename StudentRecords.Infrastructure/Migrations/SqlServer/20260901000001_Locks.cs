using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Locks;

namespace StudentRecords.Infrastructure.Migrations.SqlServer;

/// <summary>The lock over ratified rows and the append-only trail, in the database itself. Written by hand.</summary>
[DbContext(typeof(SqlServerRegistryDbContext))]
[Migration("20260901000001_Locks")]
public sealed class Locks : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var sql in SqlServerLocks.Create)
        {
            // A trigger must be alone in its batch; in an idempotent script it would stand inside an IF.
            migrationBuilder.Sql($"EXEC(N'{sql.Replace("'", "''", StringComparison.Ordinal)}');");
        }
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        foreach (var sql in SqlServerLocks.Drop)
        {
            migrationBuilder.Sql(sql);
        }
    }
}
