using Microsoft.EntityFrameworkCore.Migrations;
using StudentRecords.Infrastructure.Store.Locks;

#nullable disable

namespace StudentRecords.Infrastructure.Migrations.Sqlite
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
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "YearOfProgramme",
                table: "ExamBoard",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AwardCandidate",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    BoardId = table.Column<long>(type: "INTEGER", nullable: false),
                    EngagementId = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    CandidateNumber = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    SuggestedCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    SuggestedAward = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    SuggestedClass = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    SuggestionClause = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Figure = table.Column<double>(type: "REAL", precision: 14, scale: 4, nullable: true),
                    CreditsGained = table.Column<double>(type: "REAL", precision: 14, scale: 4, nullable: false),
                    ForTheBoard = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ResultCode = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Trace = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    RegulationCode = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    RegulationVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    ProposedCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    ProposedAward = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    ProposedClass = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    DecisionClause = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    DecisionReason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    ProposedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    ProposedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    PostponedReason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    PostponedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    PostponedAt = table.Column<long>(type: "INTEGER", nullable: true)
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
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    EngagementId = table.Column<long>(type: "INTEGER", nullable: false),
                    BoardId = table.Column<long>(type: "INTEGER", nullable: false),
                    PackVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    AcademicYear = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    YearOfProgramme = table.Column<int>(type: "INTEGER", nullable: false),
                    CandidateNumber = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Award = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Class = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    ResultCode = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Figure = table.Column<double>(type: "REAL", precision: 14, scale: 4, nullable: true),
                    CreditsGained = table.Column<double>(type: "REAL", precision: 14, scale: 4, nullable: false),
                    Clause = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Trace = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    RegulationCode = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    RegulationVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    RatifiedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    RatifiedAt = table.Column<long>(type: "INTEGER", nullable: false)
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

            foreach (var sql in SqliteAwardLocks.Replaced.Concat(SqliteAwardLocks.Create))
            {
                migrationBuilder.Sql(sql);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var sql in SqliteAwardLocks.Drop)
            {
                migrationBuilder.Sql(sql);
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
