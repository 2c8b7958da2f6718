using System;
using Microsoft.EntityFrameworkCore.Migrations;
using StudentRecords.Infrastructure.Store.Locks;

#nullable disable

namespace StudentRecords.Infrastructure.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class BoardConduct : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ExamBoard_OccurrenceId",
                table: "ExamBoard");

            migrationBuilder.DropIndex(
                name: "IX_BoardMember_BoardId_UserId",
                table: "BoardMember");

            migrationBuilder.AddColumn<int>(
                name: "ExaminerLeadDays",
                table: "ExamBoard",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "FollowsBoardId",
                table: "ExamBoard",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Sequel",
                table: "ExamBoard",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "AccessFrom",
                table: "BoardMember",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RemovalReason",
                table: "BoardMember",
                type: "nvarchar(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RemovedAt",
                table: "BoardMember",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RemovedBy",
                table: "BoardMember",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "TermEndsOn",
                table: "BoardMember",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "WaivedAt",
                table: "BoardMember",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WaivedBy",
                table: "BoardMember",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WaiverReason",
                table: "BoardMember",
                type: "nvarchar(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SupersedesId",
                table: "BoardDecision",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FormerNumber",
                table: "BoardCandidate",
                type: "nvarchar(12)",
                maxLength: 12,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "PostponedAt",
                table: "BoardCandidate",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PostponedBy",
                table: "BoardCandidate",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PostponedReason",
                table: "BoardCandidate",
                type: "nvarchar(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AgendaItem",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    BoardId = table.Column<long>(type: "bigint", nullable: false),
                    Place = table.Column<int>(type: "int", nullable: false),
                    Topic = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Minute = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true),
                    WrittenBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    WrittenAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AgendaItem", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AgendaItem_ExamBoard_BoardId",
                        column: x => x.BoardId,
                        principalTable: "ExamBoard",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Appeal",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    RegistrationId = table.Column<long>(type: "bigint", nullable: false),
                    BoardId = table.Column<long>(type: "bigint", nullable: false),
                    DecisionId = table.Column<long>(type: "bigint", nullable: false),
                    CandidateNumber = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false),
                    Reference = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Grounds = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    ByChairAlone = table.Column<bool>(type: "bit", nullable: false),
                    RecordedById = table.Column<long>(type: "bigint", nullable: false),
                    RecordedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    RecordedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    FirstApproverId = table.Column<long>(type: "bigint", nullable: true),
                    FirstApprover = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    FirstApprovedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    SecondApproverId = table.Column<long>(type: "bigint", nullable: true),
                    SecondApprover = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    SecondApprovedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    RejectedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    RejectionReason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    RejectedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    HearingBoardId = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Appeal", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Appeal_BoardDecision_DecisionId",
                        column: x => x.DecisionId,
                        principalTable: "BoardDecision",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Appeal_ExamBoard_BoardId",
                        column: x => x.BoardId,
                        principalTable: "ExamBoard",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Appeal_ExamBoard_HearingBoardId",
                        column: x => x.HearingBoardId,
                        principalTable: "ExamBoard",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Appeal_ModuleRegistration_RegistrationId",
                        column: x => x.RegistrationId,
                        principalTable: "ModuleRegistration",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Appeal_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BoardAction",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    BoardId = table.Column<long>(type: "bigint", nullable: false),
                    Text = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    Owner = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    DoneOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Result = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BoardAction", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BoardAction_ExamBoard_BoardId",
                        column: x => x.BoardId,
                        principalTable: "ExamBoard",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BoardMinutes",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    BoardId = table.Column<long>(type: "bigint", nullable: false),
                    Hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Pdf = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    SealedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    SealedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BoardMinutes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BoardMinutes_ExamBoard_BoardId",
                        column: x => x.BoardId,
                        principalTable: "ExamBoard",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DeclaredInterest",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    BoardId = table.Column<long>(type: "bigint", nullable: false),
                    CandidateId = table.Column<long>(type: "bigint", nullable: false),
                    CandidateNumber = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false),
                    UserId = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Nature = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    RecordedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    RecordedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    WithdrawnAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    WithdrawalReason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeclaredInterest", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DeclaredInterest_ExamBoard_BoardId",
                        column: x => x.BoardId,
                        principalTable: "ExamBoard",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DeclaredInterest_RegistryUser_UserId",
                        column: x => x.UserId,
                        principalTable: "RegistryUser",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ExaminerRemark",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    BoardId = table.Column<long>(type: "bigint", nullable: false),
                    UserId = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    PackVersion = table.Column<int>(type: "int", nullable: false),
                    CandidateNumber = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: true),
                    Text = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExaminerRemark", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ExaminerRemark_ExamBoard_BoardId",
                        column: x => x.BoardId,
                        principalTable: "ExamBoard",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ExaminerRemark_RegistryUser_UserId",
                        column: x => x.UserId,
                        principalTable: "RegistryUser",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ExaminerReport",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    UserId = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    AcademicYear = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    HadAccess = table.Column<bool>(type: "bit", nullable: false),
                    StandardsMet = table.Column<bool>(type: "bit", nullable: false),
                    ProcessFair = table.Column<bool>(type: "bit", nullable: false),
                    Text = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Recommendations = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true),
                    HandedInAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Response = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true),
                    RespondedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    RespondedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExaminerReport", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ExaminerReport_RegistryUser_UserId",
                        column: x => x.UserId,
                        principalTable: "RegistryUser",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MarkScaling",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    BoardId = table.Column<long>(type: "bigint", nullable: false),
                    ComponentId = table.Column<long>(type: "bigint", nullable: false),
                    Component = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Amount = table.Column<decimal>(type: "decimal(14,4)", precision: 14, scale: 4, nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    DecidedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    DecidedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    WithdrawnBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    WithdrawnAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MarkScaling", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MarkScaling_AssessmentComponent_ComponentId",
                        column: x => x.ComponentId,
                        principalTable: "AssessmentComponent",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MarkScaling_ExamBoard_BoardId",
                        column: x => x.BoardId,
                        principalTable: "ExamBoard",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "NameUnsealing",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    BoardId = table.Column<long>(type: "bigint", nullable: false),
                    CandidateId = table.Column<long>(type: "bigint", nullable: false),
                    CandidateNumber = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    By = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NameUnsealing", x => x.Id);
                    table.ForeignKey(
                        name: "FK_NameUnsealing_ExamBoard_BoardId",
                        column: x => x.BoardId,
                        principalTable: "ExamBoard",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_NameUnsealing_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SampledWork",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    BoardId = table.Column<long>(type: "bigint", nullable: false),
                    CandidateId = table.Column<long>(type: "bigint", nullable: false),
                    CandidateNumber = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false),
                    ExaminerUserId = table.Column<long>(type: "bigint", nullable: false),
                    Ground = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Rule = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    DrawnAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Link = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    LinkedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    OpenedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SampledWork", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SampledWork_BoardCandidate_CandidateId",
                        column: x => x.CandidateId,
                        principalTable: "BoardCandidate",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SampledWork_ExamBoard_BoardId",
                        column: x => x.BoardId,
                        principalTable: "ExamBoard",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SampledWork_RegistryUser_ExaminerUserId",
                        column: x => x.ExaminerUserId,
                        principalTable: "RegistryUser",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ExamBoard_FollowsBoardId",
                table: "ExamBoard",
                column: "FollowsBoardId");

            migrationBuilder.CreateIndex(
                name: "IX_ExamBoard_OccurrenceId",
                table: "ExamBoard",
                column: "OccurrenceId",
                unique: true,
                filter: "OccurrenceId IS NOT NULL AND FollowsBoardId IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_BoardMember_BoardId_UserId",
                table: "BoardMember",
                columns: new[] { "BoardId", "UserId" },
                unique: true,
                filter: "RemovedAt IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_BoardDecision_SupersedesId",
                table: "BoardDecision",
                column: "SupersedesId",
                unique: true,
                filter: "SupersedesId IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AgendaItem_BoardId_Place",
                table: "AgendaItem",
                columns: new[] { "BoardId", "Place" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Appeal_BoardId",
                table: "Appeal",
                column: "BoardId");

            migrationBuilder.CreateIndex(
                name: "IX_Appeal_DecisionId",
                table: "Appeal",
                column: "DecisionId");

            migrationBuilder.CreateIndex(
                name: "IX_Appeal_HearingBoardId",
                table: "Appeal",
                column: "HearingBoardId");

            migrationBuilder.CreateIndex(
                name: "IX_Appeal_PersonId",
                table: "Appeal",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Appeal_Reference",
                table: "Appeal",
                column: "Reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Appeal_RegistrationId",
                table: "Appeal",
                column: "RegistrationId");

            migrationBuilder.CreateIndex(
                name: "IX_BoardAction_BoardId",
                table: "BoardAction",
                column: "BoardId");

            migrationBuilder.CreateIndex(
                name: "IX_BoardMinutes_BoardId",
                table: "BoardMinutes",
                column: "BoardId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DeclaredInterest_BoardId_CandidateNumber",
                table: "DeclaredInterest",
                columns: new[] { "BoardId", "CandidateNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_DeclaredInterest_UserId",
                table: "DeclaredInterest",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_ExaminerRemark_BoardId",
                table: "ExaminerRemark",
                column: "BoardId");

            migrationBuilder.CreateIndex(
                name: "IX_ExaminerRemark_UserId",
                table: "ExaminerRemark",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_ExaminerReport_UserId_AcademicYear",
                table: "ExaminerReport",
                columns: new[] { "UserId", "AcademicYear" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MarkScaling_BoardId_ComponentId",
                table: "MarkScaling",
                columns: new[] { "BoardId", "ComponentId" },
                unique: true,
                filter: "WithdrawnAt IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_MarkScaling_ComponentId",
                table: "MarkScaling",
                column: "ComponentId");

            migrationBuilder.CreateIndex(
                name: "IX_NameUnsealing_BoardId",
                table: "NameUnsealing",
                column: "BoardId");

            migrationBuilder.CreateIndex(
                name: "IX_NameUnsealing_PersonId",
                table: "NameUnsealing",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_SampledWork_BoardId_ExaminerUserId_CandidateId",
                table: "SampledWork",
                columns: new[] { "BoardId", "ExaminerUserId", "CandidateId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SampledWork_CandidateId",
                table: "SampledWork",
                column: "CandidateId");

            migrationBuilder.CreateIndex(
                name: "IX_SampledWork_ExaminerUserId",
                table: "SampledWork",
                column: "ExaminerUserId");

            foreach (var sql in SqlServerAppealLocks.Replaced.Concat(SqlServerAppealLocks.Create))
            {
                // A trigger must be alone in its batch; in an idempotent script it would stand inside an IF.
                migrationBuilder.Sql($"EXEC(N'{sql.Replace("'", "''", StringComparison.Ordinal)}');");
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var sql in SqlServerAppealLocks.Drop)
            {
                // A trigger must be alone in its batch; in an idempotent script it would stand inside an IF.
                migrationBuilder.Sql($"EXEC(N'{sql.Replace("'", "''", StringComparison.Ordinal)}');");
            }

            migrationBuilder.DropTable(
                name: "AgendaItem");

            migrationBuilder.DropTable(
                name: "Appeal");

            migrationBuilder.DropTable(
                name: "BoardAction");

            migrationBuilder.DropTable(
                name: "BoardMinutes");

            migrationBuilder.DropTable(
                name: "DeclaredInterest");

            migrationBuilder.DropTable(
                name: "ExaminerRemark");

            migrationBuilder.DropTable(
                name: "ExaminerReport");

            migrationBuilder.DropTable(
                name: "MarkScaling");

            migrationBuilder.DropTable(
                name: "NameUnsealing");

            migrationBuilder.DropTable(
                name: "SampledWork");

            migrationBuilder.DropIndex(
                name: "IX_ExamBoard_FollowsBoardId",
                table: "ExamBoard");

            migrationBuilder.DropIndex(
                name: "IX_ExamBoard_OccurrenceId",
                table: "ExamBoard");

            migrationBuilder.DropIndex(
                name: "IX_BoardMember_BoardId_UserId",
                table: "BoardMember");

            migrationBuilder.DropIndex(
                name: "IX_BoardDecision_SupersedesId",
                table: "BoardDecision");

            migrationBuilder.DropColumn(
                name: "ExaminerLeadDays",
                table: "ExamBoard");

            migrationBuilder.DropColumn(
                name: "FollowsBoardId",
                table: "ExamBoard");

            migrationBuilder.DropColumn(
                name: "Sequel",
                table: "ExamBoard");

            migrationBuilder.DropColumn(
                name: "AccessFrom",
                table: "BoardMember");

            migrationBuilder.DropColumn(
                name: "RemovalReason",
                table: "BoardMember");

            migrationBuilder.DropColumn(
                name: "RemovedAt",
                table: "BoardMember");

            migrationBuilder.DropColumn(
                name: "RemovedBy",
                table: "BoardMember");

            migrationBuilder.DropColumn(
                name: "TermEndsOn",
                table: "BoardMember");

            migrationBuilder.DropColumn(
                name: "WaivedAt",
                table: "BoardMember");

            migrationBuilder.DropColumn(
                name: "WaivedBy",
                table: "BoardMember");

            migrationBuilder.DropColumn(
                name: "WaiverReason",
                table: "BoardMember");

            migrationBuilder.DropColumn(
                name: "SupersedesId",
                table: "BoardDecision");

            migrationBuilder.DropColumn(
                name: "FormerNumber",
                table: "BoardCandidate");

            migrationBuilder.DropColumn(
                name: "PostponedAt",
                table: "BoardCandidate");

            migrationBuilder.DropColumn(
                name: "PostponedBy",
                table: "BoardCandidate");

            migrationBuilder.DropColumn(
                name: "PostponedReason",
                table: "BoardCandidate");

            migrationBuilder.CreateIndex(
                name: "IX_ExamBoard_OccurrenceId",
                table: "ExamBoard",
                column: "OccurrenceId",
                unique: true,
                filter: "OccurrenceId IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_BoardMember_BoardId_UserId",
                table: "BoardMember",
                columns: new[] { "BoardId", "UserId" },
                unique: true);
        }
    }
}
