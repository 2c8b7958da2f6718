using System;
using Microsoft.EntityFrameworkCore.Migrations;
using StudentRecords.Infrastructure.Store.Locks;

#nullable disable

namespace StudentRecords.Infrastructure.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Moderation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ModerationPolicy",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Faculty = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ModuleCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    PolicyVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Clauses = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    PublishedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    PublishedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ModerationPolicy", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ModerationRound",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    OccurrenceId = table.Column<long>(type: "INTEGER", nullable: false),
                    ComponentId = table.Column<long>(type: "INTEGER", nullable: false),
                    PolicyId = table.Column<long>(type: "INTEGER", nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    Seed = table.Column<int>(type: "INTEGER", nullable: false),
                    Population = table.Column<int>(type: "INTEGER", nullable: false),
                    DrawnBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    DrawnAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ModerationRound", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ModerationRound_AssessmentComponent_ComponentId",
                        column: x => x.ComponentId,
                        principalTable: "AssessmentComponent",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ModerationRound_ModerationPolicy_PolicyId",
                        column: x => x.PolicyId,
                        principalTable: "ModerationPolicy",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ModerationRound_ModuleOccurrence_OccurrenceId",
                        column: x => x.OccurrenceId,
                        principalTable: "ModuleOccurrence",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ModerationEntry",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    RegistrationId = table.Column<long>(type: "INTEGER", nullable: false),
                    MarkId = table.Column<long>(type: "INTEGER", nullable: false),
                    ComponentId = table.Column<long>(type: "INTEGER", nullable: false),
                    RoundId = table.Column<long>(type: "INTEGER", nullable: true),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Act = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Score = table.Column<double>(type: "REAL", precision: 14, scale: 4, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ByUserId = table.Column<long>(type: "INTEGER", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ModerationEntry", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ModerationEntry_AssessmentComponent_ComponentId",
                        column: x => x.ComponentId,
                        principalTable: "AssessmentComponent",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ModerationEntry_Mark_MarkId",
                        column: x => x.MarkId,
                        principalTable: "Mark",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ModerationEntry_ModerationRound_RoundId",
                        column: x => x.RoundId,
                        principalTable: "ModerationRound",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ModerationEntry_ModuleRegistration_RegistrationId",
                        column: x => x.RegistrationId,
                        principalTable: "ModuleRegistration",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ModerationEntry_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ModerationEntry_ComponentId",
                table: "ModerationEntry",
                column: "ComponentId");

            migrationBuilder.CreateIndex(
                name: "IX_ModerationEntry_MarkId_Number",
                table: "ModerationEntry",
                columns: new[] { "MarkId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ModerationEntry_PersonId",
                table: "ModerationEntry",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_ModerationEntry_RegistrationId",
                table: "ModerationEntry",
                column: "RegistrationId");

            migrationBuilder.CreateIndex(
                name: "IX_ModerationEntry_RoundId",
                table: "ModerationEntry",
                column: "RoundId");

            migrationBuilder.CreateIndex(
                name: "IX_ModerationPolicy_Faculty_ModuleCode_PolicyVersion",
                table: "ModerationPolicy",
                columns: new[] { "Faculty", "ModuleCode", "PolicyVersion" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ModerationRound_ComponentId_Ordinal",
                table: "ModerationRound",
                columns: new[] { "ComponentId", "Ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ModerationRound_OccurrenceId",
                table: "ModerationRound",
                column: "OccurrenceId");

            migrationBuilder.CreateIndex(
                name: "IX_ModerationRound_PolicyId",
                table: "ModerationRound",
                column: "PolicyId");

            foreach (var sql in ModerationLocks.Sqlite)
            {
                migrationBuilder.Sql(sql);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var sql in RegulationLocks.Drop(ModerationLocks.Sqlite))
            {
                migrationBuilder.Sql(sql);
            }

            migrationBuilder.DropTable(
                name: "ModerationEntry");

            migrationBuilder.DropTable(
                name: "ModerationRound");

            migrationBuilder.DropTable(
                name: "ModerationPolicy");
        }
    }
}
