using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudentRecords.Infrastructure.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class ContractSwitching : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ContractSwitch",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Flow = table.Column<string>(type: "nvarchar(4)", maxLength: 4, nullable: false),
                    Type = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    ToVersion = table.Column<int>(type: "int", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Compared = table.Column<int>(type: "int", nullable: false),
                    Digest = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    SignedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    SignedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContractSwitch", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ContractTrial",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Flow = table.Column<string>(type: "nvarchar(4)", maxLength: 4, nullable: false),
                    Type = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(150)", maxLength: 150, nullable: false),
                    SourceVersion = table.Column<long>(type: "bigint", nullable: false),
                    Outcome = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Findings = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContractTrial", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ContractSwitch_Flow_Type_ToVersion",
                table: "ContractSwitch",
                columns: new[] { "Flow", "Type", "ToVersion" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ContractTrial_Flow_Type_Version_Key_SourceVersion",
                table: "ContractTrial",
                columns: new[] { "Flow", "Type", "Version", "Key", "SourceVersion" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ContractSwitch");

            migrationBuilder.DropTable(
                name: "ContractTrial");
        }
    }
}
