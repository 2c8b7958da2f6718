using System;
using Microsoft.EntityFrameworkCore.Migrations;
using StudentRecords.Infrastructure.Store.Locks;

#nullable disable

namespace StudentRecords.Infrastructure.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class AwardBoards : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ProgrammeId",
                table: "ExamBoard",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "YearOfProgramme",
                table: "ExamBoard",
                type: "int",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AwardCandidate",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    BoardId = table.Column<long>(type: "bigint", nullable: false),
                    EngagementId = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    CandidateNumber = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false),
                    SuggestedCode = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    SuggestedAward = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    SuggestedClass = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    SuggestionClause = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    Figure = table.Column<decimal>(type: "decimal(14,4)", precision: 14, scale: 4, nullable: true),
                    CreditsGained = table.Column<decimal>(type: "decimal(14,4)", precision: 14, scale: 4, nullable: false),
                    ForTheBoard = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    ResultCode = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Trace = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    RegulationCode = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    RegulationVersion = table.Column<int>(type: "int", nullable: false),
                    ProposedCode = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    ProposedAward = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    ProposedClass = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    DecisionClause = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    DecisionReason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    ProposedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    ProposedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    PostponedReason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    PostponedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    PostponedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AwardCandidate", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AwardCandidate_Engagement_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "Engagement",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AwardCandidate_ExamBoard_BoardId",
                        column: x => x.BoardId,
                        principalTable: "ExamBoard",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AwardCandidate_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AwardDecision",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    EngagementId = table.Column<long>(type: "bigint", nullable: false),
                    BoardId = table.Column<long>(type: "bigint", nullable: false),
                    PackVersion = table.Column<int>(type: "int", nullable: false),
                    AcademicYear = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    YearOfProgramme = table.Column<int>(type: "int", nullable: false),
                    CandidateNumber = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false),
                    Code = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Award = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Class = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    ResultCode = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Figure = table.Column<decimal>(type: "decimal(14,4)", precision: 14, scale: 4, nullable: true),
                    CreditsGained = table.Column<decimal>(type: "decimal(14,4)", precision: 14, scale: 4, nullable: false),
                    Clause = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    Trace = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    RegulationCode = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    RegulationVersion = table.Column<int>(type: "int", nullable: false),
                    RatifiedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    RatifiedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AwardDecision", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AwardDecision_Engagement_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "Engagement",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AwardDecision_ExamBoard_BoardId",
                        column: x => x.BoardId,
                        principalTable: "ExamBoard",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AwardDecision_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ExamBoard_ProgrammeId_YearOfProgramme_AcademicYear",
                table: "ExamBoard",
                columns: new[] { "ProgrammeId", "YearOfProgramme", "AcademicYear" },
                unique: true,
                filter: "ProgrammeId IS NOT NULL AND FollowsBoardId IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AwardCandidate_BoardId_EngagementId",
                table: "AwardCandidate",
                columns: new[] { "BoardId", "EngagementId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AwardCandidate_CandidateNumber",
                table: "AwardCandidate",
                column: "CandidateNumber",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AwardCandidate_EngagementId",
                table: "AwardCandidate",
                column: "EngagementId");

            migrationBuilder.CreateIndex(
                name: "IX_AwardCandidate_PersonId",
                table: "AwardCandidate",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_AwardDecision_BoardId",
                table: "AwardDecision",
                column: "BoardId");

            migrationBuilder.CreateIndex(
                name: "IX_AwardDecision_EngagementId_AcademicYear_YearOfProgramme",
                table: "AwardDecision",
                columns: new[] { "EngagementId", "AcademicYear", "YearOfProgramme" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AwardDecision_PersonId",
                table: "AwardDecision",
                column: "PersonId");

            foreach (var sql in SqlServerAwardLocks.Replaced.Concat(SqlServerAwardLocks.Create))
            {
                // A trigger must be alone in its batch; in an idempotent script it would stand inside an IF.
                migrationBuilder.Sql($"EXEC(N'{sql.Replace("'", "''", StringComparison.Ordinal)}');");
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var sql in SqlServerAwardLocks.Drop)
            {
                // A trigger must be alone in its batch; in an idempotent script it would stand inside an IF.
                migrationBuilder.Sql($"EXEC(N'{sql.Replace("'", "''", StringComparison.Ordinal)}');");
            }

            migrationBuilder.DropTable(
                name: "AwardCandidate");

            migrationBuilder.DropTable(
                name: "AwardDecision");

            migrationBuilder.DropIndex(
                name: "IX_ExamBoard_ProgrammeId_YearOfProgramme_AcademicYear",
                table: "ExamBoard");

            migrationBuilder.DropColumn(
                name: "ProgrammeId",
                table: "ExamBoard");

            migrationBuilder.DropColumn(
                name: "YearOfProgramme",
                table: "ExamBoard");
        }
    }
}
