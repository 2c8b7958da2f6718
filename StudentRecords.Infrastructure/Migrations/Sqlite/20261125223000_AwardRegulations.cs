using System;
using Microsoft.EntityFrameworkCore.Migrations;
using StudentRecords.Infrastructure.Store.Locks;

#nullable disable

namespace StudentRecords.Infrastructure.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AwardRegulations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AwardRegulation",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    RegulationVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Clauses = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    FromEntryYear = table.Column<string>(type: "TEXT", maxLength: 7, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AwardRegulation", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RegulationBinding",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    ProgrammeVersionId = table.Column<long>(type: "INTEGER", nullable: false),
                    FromEntryYear = table.Column<string>(type: "TEXT", maxLength: 7, nullable: false),
                    RegulationId = table.Column<long>(type: "INTEGER", nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    BoundBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    BoundAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RegulationBinding", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RegulationBinding_AwardRegulation_RegulationId",
                        column: x => x.RegulationId,
                        principalTable: "AwardRegulation",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_RegulationBinding_ProgrammeVersion_ProgrammeVersionId",
                        column: x => x.ProgrammeVersionId,
                        principalTable: "ProgrammeVersion",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AwardRegulation_Code_RegulationVersion",
                table: "AwardRegulation",
                columns: new[] { "Code", "RegulationVersion" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RegulationBinding_ProgrammeVersionId_FromEntryYear_Ordinal",
                table: "RegulationBinding",
                columns: new[] { "ProgrammeVersionId", "FromEntryYear", "Ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RegulationBinding_RegulationId",
                table: "RegulationBinding",
                column: "RegulationId");

            foreach (var sql in RegulationLocks.Sqlite)
            {
                migrationBuilder.Sql(sql);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var sql in RegulationLocks.Drop(RegulationLocks.Sqlite))
            {
                migrationBuilder.Sql(sql);
            }

            migrationBuilder.DropTable(
                name: "RegulationBinding");

            migrationBuilder.DropTable(
                name: "AwardRegulation");
        }
    }
}
