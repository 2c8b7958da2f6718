using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudentRecords.Infrastructure.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Reconciliation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ReconciliationRun",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Flow = table.Column<string>(type: "nvarchar(4)", maxLength: 4, nullable: false),
                    System = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    IsOutgoing = table.Column<bool>(type: "bit", nullable: false),
                    FigureId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    FigureHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Channel = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    OurCount = table.Column<int>(type: "int", nullable: false),
                    TheirCount = table.Column<int>(type: "int", nullable: false),
                    Matched = table.Column<int>(type: "int", nullable: true),
                    GroupCount = table.Column<int>(type: "int", nullable: false),
                    DriftCount = table.Column<int>(type: "int", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    SettledBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    SettledAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    SettledBecause = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReconciliationRun", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DriftItem",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    RunId = table.Column<long>(type: "bigint", nullable: false),
                    IsOutgoing = table.Column<bool>(type: "bit", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Key = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    Group = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    OurVersion = table.Column<long>(type: "bigint", nullable: true),
                    TheirVersion = table.Column<long>(type: "bigint", nullable: true),
                    MessageId = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DriftItem", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DriftItem_ReconciliationRun_RunId",
                        column: x => x.RunId,
                        principalTable: "ReconciliationRun",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ReconciledGroup",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    RunId = table.Column<long>(type: "bigint", nullable: false),
                    Group = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    OurCount = table.Column<int>(type: "int", nullable: false),
                    OurHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    OurPounds = table.Column<decimal>(type: "decimal(14,4)", precision: 14, scale: 4, nullable: true),
                    TheirCount = table.Column<int>(type: "int", nullable: true),
                    TheirHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    TheirPounds = table.Column<decimal>(type: "decimal(14,4)", precision: 14, scale: 4, nullable: true),
                    IsSame = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReconciledGroup", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ReconciledGroup_ReconciliationRun_RunId",
                        column: x => x.RunId,
                        principalTable: "ReconciliationRun",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_DriftItem_RunId_MessageId",
                table: "DriftItem",
                columns: new[] { "RunId", "MessageId" });

            migrationBuilder.CreateIndex(
                name: "IX_ReconciledGroup_RunId",
                table: "ReconciledGroup",
                column: "RunId");

            migrationBuilder.CreateIndex(
                name: "IX_ReconciliationRun_Flow_System_Id",
                table: "ReconciliationRun",
                columns: new[] { "Flow", "System", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ReconciliationRun_State",
                table: "ReconciliationRun",
                column: "State",
                filter: "State IN ('Differs', 'Drift')");

            migrationBuilder.CreateIndex(
                name: "IX_ReconciliationRun_System_Flow_FigureId",
                table: "ReconciliationRun",
                columns: new[] { "System", "Flow", "FigureId" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DriftItem");

            migrationBuilder.DropTable(
                name: "ReconciledGroup");

            migrationBuilder.DropTable(
                name: "ReconciliationRun");
        }
    }
}
