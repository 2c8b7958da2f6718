using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudentRecords.Infrastructure.Migrations.Sqlite
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
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "DueOn",
                table: "PayAuthorisation",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsStopped",
                table: "PayAuthorisation",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<double>(
                name: "Stipend",
                table: "FundingAward",
                type: "REAL",
                precision: 14,
                scale: 4,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "StipendInstalments",
                table: "FundingAward",
                type: "INTEGER",
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
