using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudentRecords.Infrastructure.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class ChargeLocks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            foreach (var sql in Store.Locks.ChargeLocks.SqlServer)
            {
                // a trigger must be alone in its batch; in an idempotent script it would stand inside an IF
                migrationBuilder.Sql($"EXEC(N'{sql.Replace("'", "''", System.StringComparison.Ordinal)}');");
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var sql in Store.Locks.RegulationLocks.Drop(Store.Locks.ChargeLocks.SqlServer))
            {
                migrationBuilder.Sql(sql);
            }
        }
    }
}
