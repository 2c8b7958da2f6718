using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudentRecords.Infrastructure.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Enrolment : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_CourseSession_EngagementId_SessionYear",
                table: "CourseSession");

            migrationBuilder.AddColumn<DateOnly>(
                name: "DiedOn",
                table: "Person",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LeftWith",
                table: "ModuleRegistration",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Corrects",
                table: "EngagementStatus",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EndReason",
                table: "EngagementStatus",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsUndone",
                table: "EngagementStatus",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Step",
                table: "EngagementStatus",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsSponsored",
                table: "Engagement",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "VenueId",
                table: "Engagement",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsTransferred",
                table: "CourseSession",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "Part",
                table: "CourseSession",
                type: "int",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<decimal>(
                name: "PlannedLoad",
                table: "CourseSession",
                type: "decimal(14,4)",
                precision: 14,
                scale: 4,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ProgrammeVersionId",
                table: "CourseSession",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "VenueId",
                table: "CourseSession",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "BulkRun",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Room = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Columns = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    Reach = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    RequestedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    RequestedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Stage = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Total = table.Column<int>(type: "int", nullable: false),
                    JobId = table.Column<long>(type: "bigint", nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    Evidence = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Effects = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BulkRun", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PermissionToStudy",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    CasNumber = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Source = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    ValidUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    DecidedOn = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PermissionToStudy", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PermissionToStudy_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "QuietHandling",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    DiedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    OpenedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    SettledAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    Settlement = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QuietHandling", x => x.Id);
                    table.ForeignKey(
                        name: "FK_QuietHandling_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BulkLine",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    RunId = table.Column<long>(type: "bigint", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Fields = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: true),
                    Codes = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Answer = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BulkLine", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BulkLine_BulkRun_RunId",
                        column: x => x.RunId,
                        principalTable: "BulkRun",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Engagement_VenueId",
                table: "Engagement",
                column: "VenueId");

            migrationBuilder.CreateIndex(
                name: "IX_CourseSession_EngagementId_SessionYear_Part",
                table: "CourseSession",
                columns: new[] { "EngagementId", "SessionYear", "Part" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CourseSession_ProgrammeVersionId",
                table: "CourseSession",
                column: "ProgrammeVersionId");

            migrationBuilder.CreateIndex(
                name: "IX_CourseSession_VenueId",
                table: "CourseSession",
                column: "VenueId");

            migrationBuilder.CreateIndex(
                name: "IX_BulkLine_RunId_State_Number",
                table: "BulkLine",
                columns: new[] { "RunId", "State", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_BulkRun_RequestedAt",
                table: "BulkRun",
                column: "RequestedAt");

            migrationBuilder.CreateIndex(
                name: "IX_PermissionToStudy_CasNumber",
                table: "PermissionToStudy",
                column: "CasNumber",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PermissionToStudy_PersonId",
                table: "PermissionToStudy",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_QuietHandling_PersonId",
                table: "QuietHandling",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_QuietHandling_SettledAt",
                table: "QuietHandling",
                column: "SettledAt");

            migrationBuilder.AddForeignKey(
                name: "FK_CourseSession_ProgrammeVersion_ProgrammeVersionId",
                table: "CourseSession",
                column: "ProgrammeVersionId",
                principalTable: "ProgrammeVersion",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_CourseSession_Venue_VenueId",
                table: "CourseSession",
                column: "VenueId",
                principalTable: "Venue",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Engagement_Venue_VenueId",
                table: "Engagement",
                column: "VenueId",
                principalTable: "Venue",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_CourseSession_ProgrammeVersion_ProgrammeVersionId",
                table: "CourseSession");

            migrationBuilder.DropForeignKey(
                name: "FK_CourseSession_Venue_VenueId",
                table: "CourseSession");

            migrationBuilder.DropForeignKey(
                name: "FK_Engagement_Venue_VenueId",
                table: "Engagement");

            migrationBuilder.DropTable(
                name: "BulkLine");

            migrationBuilder.DropTable(
                name: "PermissionToStudy");

            migrationBuilder.DropTable(
                name: "QuietHandling");

            migrationBuilder.DropTable(
                name: "BulkRun");

            migrationBuilder.DropIndex(
                name: "IX_Engagement_VenueId",
                table: "Engagement");

            migrationBuilder.DropIndex(
                name: "IX_CourseSession_EngagementId_SessionYear_Part",
                table: "CourseSession");

            migrationBuilder.DropIndex(
                name: "IX_CourseSession_ProgrammeVersionId",
                table: "CourseSession");

            migrationBuilder.DropIndex(
                name: "IX_CourseSession_VenueId",
                table: "CourseSession");

            migrationBuilder.DropColumn(
                name: "DiedOn",
                table: "Person");

            migrationBuilder.DropColumn(
                name: "LeftWith",
                table: "ModuleRegistration");

            migrationBuilder.DropColumn(
                name: "Corrects",
                table: "EngagementStatus");

            migrationBuilder.DropColumn(
                name: "EndReason",
                table: "EngagementStatus");

            migrationBuilder.DropColumn(
                name: "IsUndone",
                table: "EngagementStatus");

            migrationBuilder.DropColumn(
                name: "Step",
                table: "EngagementStatus");

            migrationBuilder.DropColumn(
                name: "IsSponsored",
                table: "Engagement");

            migrationBuilder.DropColumn(
                name: "VenueId",
                table: "Engagement");

            migrationBuilder.DropColumn(
                name: "IsTransferred",
                table: "CourseSession");

            migrationBuilder.DropColumn(
                name: "Part",
                table: "CourseSession");

            migrationBuilder.DropColumn(
                name: "PlannedLoad",
                table: "CourseSession");

            migrationBuilder.DropColumn(
                name: "ProgrammeVersionId",
                table: "CourseSession");

            migrationBuilder.DropColumn(
                name: "VenueId",
                table: "CourseSession");

            migrationBuilder.CreateIndex(
                name: "IX_CourseSession_EngagementId_SessionYear",
                table: "CourseSession",
                columns: new[] { "EngagementId", "SessionYear" },
                unique: true);
        }
    }
}
