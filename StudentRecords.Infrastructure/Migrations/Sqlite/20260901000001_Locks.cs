using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using StudentRecords.Infrastructure.Store;
using StudentRecords.Infrastructure.Store.Locks;

namespace StudentRecords.Infrastructure.Migrations.Sqlite;

/// <summary>The lock over ratified rows and the append-only trail, in the database itself. Written by hand.</summary>
[DbContext(typeof(SqliteRegistryDbContext))]
[Migration("20260901000001_Locks")]
public sealed class Locks : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var sql in SqliteLocks.Create)
        {
            migrationBuilder.Sql(sql);
        }
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        foreach (var sql in SqliteLocks.Drop)
        {
            migrationBuilder.Sql(sql);
        }
    }
}
