using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudentRecords.Infrastructure.Migrations.Sqlite
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
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Flow = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    System = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    IsOutgoing = table.Column<bool>(type: "INTEGER", nullable: false),
                    FigureId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    FigureHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Channel = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    OurCount = table.Column<int>(type: "INTEGER", nullable: false),
                    TheirCount = table.Column<int>(type: "INTEGER", nullable: false),
                    Matched = table.Column<int>(type: "INTEGER", nullable: true),
                    GroupCount = table.Column<int>(type: "INTEGER", nullable: false),
                    DriftCount = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    SettledBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    SettledAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SettledBecause = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReconciliationRun", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DriftItem",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    RunId = table.Column<long>(type: "INTEGER", nullable: false),
                    IsOutgoing = table.Column<bool>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Group = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    OurVersion = table.Column<long>(type: "INTEGER", nullable: true),
                    TheirVersion = table.Column<long>(type: "INTEGER", nullable: true),
                    MessageId = table.Column<long>(type: "INTEGER", nullable: true)
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
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    RunId = table.Column<long>(type: "INTEGER", nullable: false),
                    Group = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    OurCount = table.Column<int>(type: "INTEGER", nullable: false),
                    OurHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    OurPounds = table.Column<double>(type: "REAL", precision: 14, scale: 4, nullable: true),
                    TheirCount = table.Column<int>(type: "INTEGER", nullable: true),
                    TheirHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    TheirPounds = table.Column<double>(type: "REAL", precision: 14, scale: 4, nullable: true),
                    IsSame = table.Column<bool>(type: "INTEGER", nullable: false)
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
