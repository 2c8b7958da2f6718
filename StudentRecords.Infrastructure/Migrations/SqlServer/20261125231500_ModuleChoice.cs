using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudentRecords.Infrastructure.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class ModuleChoice : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Structure",
                table: "ProgrammeVersion",
                type: "nvarchar(max)",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Requisites",
                table: "ModuleVersion",
                type: "nvarchar(max)",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RecordedAt",
                table: "ModuleRegistration",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SetAside",
                table: "ModuleRegistration",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SetAsideReason",
                table: "ModuleRegistration",
                type: "nvarchar(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "WithdrawalRecordedAt",
                table: "ModuleRegistration",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "HasWaitingList",
                table: "ModuleOccurrence",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateOnly>(
                name: "RegistrationCloses",
                table: "ModuleOccurrence",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "RegistrationOpens",
                table: "ModuleOccurrence",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Slots",
                table: "ModuleOccurrence",
                type: "nvarchar(max)",
                maxLength: -1,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "StudentGroup",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Owner = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    AcademicYear = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StudentGroup", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "WaitingEntry",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    EngagementId = table.Column<long>(type: "bigint", nullable: false),
                    OccurrenceId = table.Column<long>(type: "bigint", nullable: false),
                    Place = table.Column<int>(type: "int", nullable: false),
                    AskedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    JoinedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    SettledAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    PassedOverFor = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WaitingEntry", x => x.Id);
                    table.ForeignKey(
                        name: "FK_WaitingEntry_Engagement_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "Engagement",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_WaitingEntry_ModuleOccurrence_OccurrenceId",
                        column: x => x.OccurrenceId,
                        principalTable: "ModuleOccurrence",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_WaitingEntry_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "GroupMembership",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    GroupId = table.Column<long>(type: "bigint", nullable: false),
                    IsIn = table.Column<bool>(type: "bit", nullable: false),
                    FromDay = table.Column<DateOnly>(type: "date", nullable: false),
                    ToDay = table.Column<DateOnly>(type: "date", nullable: true),
                    PinnedFor = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GroupMembership", x => x.Id);
                    table.ForeignKey(
                        name: "FK_GroupMembership_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_GroupMembership_StudentGroup_GroupId",
                        column: x => x.GroupId,
                        principalTable: "StudentGroup",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_GroupMembership_GroupId_PersonId",
                table: "GroupMembership",
                columns: new[] { "GroupId", "PersonId" },
                unique: true,
                filter: "ToDay IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_GroupMembership_PersonId",
                table: "GroupMembership",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_StudentGroup_Code",
                table: "StudentGroup",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_WaitingEntry_EngagementId",
                table: "WaitingEntry",
                column: "EngagementId");

            migrationBuilder.CreateIndex(
                name: "IX_WaitingEntry_OccurrenceId_Place",
                table: "WaitingEntry",
                columns: new[] { "OccurrenceId", "Place" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_WaitingEntry_PersonId_OccurrenceId",
                table: "WaitingEntry",
                columns: new[] { "PersonId", "OccurrenceId" },
                unique: true,
                filter: "State = 'Waiting'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "GroupMembership");

            migrationBuilder.DropTable(
                name: "WaitingEntry");

            migrationBuilder.DropTable(
                name: "StudentGroup");

            migrationBuilder.DropColumn(
                name: "Structure",
                table: "ProgrammeVersion");

            migrationBuilder.DropColumn(
                name: "Requisites",
                table: "ModuleVersion");

            migrationBuilder.DropColumn(
                name: "RecordedAt",
                table: "ModuleRegistration");

            migrationBuilder.DropColumn(
                name: "SetAside",
                table: "ModuleRegistration");

            migrationBuilder.DropColumn(
                name: "SetAsideReason",
                table: "ModuleRegistration");

            migrationBuilder.DropColumn(
                name: "WithdrawalRecordedAt",
                table: "ModuleRegistration");

            migrationBuilder.DropColumn(
                name: "HasWaitingList",
                table: "ModuleOccurrence");

            migrationBuilder.DropColumn(
                name: "RegistrationCloses",
                table: "ModuleOccurrence");

            migrationBuilder.DropColumn(
                name: "RegistrationOpens",
                table: "ModuleOccurrence");

            migrationBuilder.DropColumn(
                name: "Slots",
                table: "ModuleOccurrence");
        }
    }
}
