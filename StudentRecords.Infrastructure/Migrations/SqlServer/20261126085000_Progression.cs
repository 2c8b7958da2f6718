using System;
using Microsoft.EntityFrameworkCore.Migrations;
using StudentRecords.Infrastructure.Store.Locks;

#nullable disable

namespace StudentRecords.Infrastructure.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Progression : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ProgressionEntry",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    EngagementId = table.Column<long>(type: "bigint", nullable: false),
                    DecisionId = table.Column<long>(type: "bigint", nullable: false),
                    Ordinal = table.Column<int>(type: "int", nullable: false),
                    Act = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Code = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Deed = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    SessionYear = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    StatusPlace = table.Column<int>(type: "int", nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    By = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProgressionEntry", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ProgressionEntry_AwardDecision_DecisionId",
                        column: x => x.DecisionId,
                        principalTable: "AwardDecision",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ProgressionEntry_Engagement_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "Engagement",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ProgressionEntry_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ResitEntry",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    EngagementId = table.Column<long>(type: "bigint", nullable: false),
                    ProgressionId = table.Column<long>(type: "bigint", nullable: false),
                    RegistrationId = table.Column<long>(type: "bigint", nullable: false),
                    ModuleCode = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Attempt = table.Column<int>(type: "int", nullable: false),
                    Diet = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ResitEntry", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ResitEntry_Engagement_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "Engagement",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ResitEntry_ModuleRegistration_RegistrationId",
                        column: x => x.RegistrationId,
                        principalTable: "ModuleRegistration",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ResitEntry_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ResitEntry_ProgressionEntry_ProgressionId",
                        column: x => x.ProgressionId,
                        principalTable: "ProgressionEntry",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ProgressionEntry_DecisionId_Ordinal",
                table: "ProgressionEntry",
                columns: new[] { "DecisionId", "Ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ProgressionEntry_EngagementId",
                table: "ProgressionEntry",
                column: "EngagementId");

            migrationBuilder.CreateIndex(
                name: "IX_ProgressionEntry_PersonId",
                table: "ProgressionEntry",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_ResitEntry_Diet",
                table: "ResitEntry",
                column: "Diet");

            migrationBuilder.CreateIndex(
                name: "IX_ResitEntry_EngagementId",
                table: "ResitEntry",
                column: "EngagementId");

            migrationBuilder.CreateIndex(
                name: "IX_ResitEntry_PersonId",
                table: "ResitEntry",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_ResitEntry_ProgressionId_RegistrationId",
                table: "ResitEntry",
                columns: new[] { "ProgressionId", "RegistrationId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ResitEntry_RegistrationId",
                table: "ResitEntry",
                column: "RegistrationId");

            foreach (var sql in ProgressionLocks.SqlServer)
            {
                // A trigger must be alone in its batch; in an idempotent script it would stand inside an IF.
                migrationBuilder.Sql($"EXEC(N'{sql.Replace("'", "''", StringComparison.Ordinal)}');");
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var sql in RegulationLocks.Drop(ProgressionLocks.SqlServer))
            {
                migrationBuilder.Sql(sql);
            }

            migrationBuilder.DropTable(
                name: "ResitEntry");

            migrationBuilder.DropTable(
                name: "ProgressionEntry");
        }
    }
}
