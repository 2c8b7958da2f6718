using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudentRecords.Infrastructure.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class SecretsAndPauses : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "FormerSecret",
                table: "PartnerChannel",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "FormerSecretEndsAt",
                table: "PartnerChannel",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PausedBecause",
                table: "LocalFlow",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "FormerSecret",
                table: "PartnerChannel");

            migrationBuilder.DropColumn(
                name: "FormerSecretEndsAt",
                table: "PartnerChannel");

            migrationBuilder.DropColumn(
                name: "PausedBecause",
                table: "LocalFlow");
        }
    }
}
