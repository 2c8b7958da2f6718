using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudentRecords.Infrastructure.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class StudentshipStipends : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "AwardId",
                table: "PayAuthorisation",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "DueOn",
                table: "PayAuthorisation",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsStopped",
                table: "PayAuthorisation",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<decimal>(
                name: "Stipend",
                table: "FundingAward",
                type: "decimal(14,4)",
                precision: 14,
                scale: 4,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "StipendInstalments",
                table: "FundingAward",
                type: "int",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_PayAuthorisation_AwardId",
                table: "PayAuthorisation",
                column: "AwardId",
                filter: "AwardId IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_PayAuthorisation_AwardId",
                table: "PayAuthorisation");

            migrationBuilder.DropColumn(
                name: "AwardId",
                table: "PayAuthorisation");

            migrationBuilder.DropColumn(
                name: "DueOn",
                table: "PayAuthorisation");

            migrationBuilder.DropColumn(
                name: "IsStopped",
                table: "PayAuthorisation");

            migrationBuilder.DropColumn(
                name: "Stipend",
                table: "FundingAward");

            migrationBuilder.DropColumn(
                name: "StipendInstalments",
                table: "FundingAward");
        }
    }
}
