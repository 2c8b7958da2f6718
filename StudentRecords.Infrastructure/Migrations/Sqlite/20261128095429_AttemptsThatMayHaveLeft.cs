using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudentRecords.Infrastructure.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AttemptsThatMayHaveLeft : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "MayHaveLeft",
                table: "OutboxMessage",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.Sql("UPDATE OutboxMessage SET MayHaveLeft = 1 WHERE Attempts > 0 OR DeliveredAt IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "MayHaveLeft",
                table: "OutboxMessage");
        }
    }
}
