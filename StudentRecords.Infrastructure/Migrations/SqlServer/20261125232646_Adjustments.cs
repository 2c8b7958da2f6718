using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudentRecords.Infrastructure.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Adjustments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "DueAt",
                table: "Mark",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "SubmittedAt",
                table: "Mark",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AdjustmentUpload",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Rows = table.Column<int>(type: "int", nullable: false),
                    Applied = table.Column<int>(type: "int", nullable: false),
                    Done = table.Column<int>(type: "int", nullable: false),
                    Results = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    UploadedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    UploadedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    JobId = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AdjustmentUpload", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ExceptionalCircumstance",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    ClaimVersion = table.Column<int>(type: "int", nullable: false),
                    Outcome = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Severity = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    DecidedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    RecordedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Source = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExceptionalCircumstance", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ExceptionalCircumstance_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MisconductCase",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    CaseVersion = table.Column<int>(type: "int", nullable: false),
                    Finding = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    DecidedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    IsClosed = table.Column<bool>(type: "bit", nullable: false),
                    OpenedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MisconductCase", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MisconductCase_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PenaltyTariff",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    TariffVersion = table.Column<int>(type: "int", nullable: false),
                    Title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Clauses = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PenaltyTariff", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReasonableAdjustment",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    CaseReference = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    AdjustmentVersion = table.Column<int>(type: "int", nullable: false),
                    Category = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Reach = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ScopeKey = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    ReviewOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Amount = table.Column<decimal>(type: "decimal(14,4)", precision: 14, scale: 4, nullable: true),
                    Need = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Source = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    RecordedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReasonableAdjustment", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ReasonableAdjustment_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CircumstanceItem",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    ClaimId = table.Column<long>(type: "bigint", nullable: false),
                    ClaimVersion = table.Column<int>(type: "int", nullable: false),
                    RegistrationId = table.Column<long>(type: "bigint", nullable: false),
                    ComponentId = table.Column<long>(type: "bigint", nullable: true),
                    Attempt = table.Column<int>(type: "int", nullable: true),
                    Outcome = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Severity = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ExtendedTo = table.Column<DateOnly>(type: "date", nullable: true),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ArrivedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    BoardId = table.Column<long>(type: "bigint", nullable: true),
                    PackVersion = table.Column<int>(type: "int", nullable: true),
                    ProposedRoute = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    ProposedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    SettledBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    SettledAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CircumstanceItem", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CircumstanceItem_AssessmentComponent_ComponentId",
                        column: x => x.ComponentId,
                        principalTable: "AssessmentComponent",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CircumstanceItem_ExamBoard_BoardId",
                        column: x => x.BoardId,
                        principalTable: "ExamBoard",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CircumstanceItem_ExceptionalCircumstance_ClaimId",
                        column: x => x.ClaimId,
                        principalTable: "ExceptionalCircumstance",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CircumstanceItem_ModuleRegistration_RegistrationId",
                        column: x => x.RegistrationId,
                        principalTable: "ModuleRegistration",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CircumstanceItem_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PenaltyEntry",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    CaseId = table.Column<long>(type: "bigint", nullable: false),
                    CaseVersion = table.Column<int>(type: "int", nullable: false),
                    Penalty = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    RegistrationId = table.Column<long>(type: "bigint", nullable: true),
                    ComponentId = table.Column<long>(type: "bigint", nullable: true),
                    Attempt = table.Column<int>(type: "int", nullable: true),
                    Value = table.Column<decimal>(type: "decimal(14,4)", precision: 14, scale: 4, nullable: true),
                    Reverses = table.Column<long>(type: "bigint", nullable: true),
                    Source = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    EnteredAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PenaltyEntry", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PenaltyEntry_AssessmentComponent_ComponentId",
                        column: x => x.ComponentId,
                        principalTable: "AssessmentComponent",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PenaltyEntry_MisconductCase_CaseId",
                        column: x => x.CaseId,
                        principalTable: "MisconductCase",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PenaltyEntry_ModuleRegistration_RegistrationId",
                        column: x => x.RegistrationId,
                        principalTable: "ModuleRegistration",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PenaltyEntry_PenaltyEntry_Reverses",
                        column: x => x.Reverses,
                        principalTable: "PenaltyEntry",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PenaltyEntry_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CircumstanceItem_BoardId",
                table: "CircumstanceItem",
                column: "BoardId");

            migrationBuilder.CreateIndex(
                name: "IX_CircumstanceItem_ClaimId",
                table: "CircumstanceItem",
                column: "ClaimId");

            migrationBuilder.CreateIndex(
                name: "IX_CircumstanceItem_ComponentId",
                table: "CircumstanceItem",
                column: "ComponentId");

            migrationBuilder.CreateIndex(
                name: "IX_CircumstanceItem_PersonId",
                table: "CircumstanceItem",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_CircumstanceItem_RegistrationId_State",
                table: "CircumstanceItem",
                columns: new[] { "RegistrationId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_CircumstanceItem_State",
                table: "CircumstanceItem",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_ExceptionalCircumstance_Key",
                table: "ExceptionalCircumstance",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ExceptionalCircumstance_PersonId",
                table: "ExceptionalCircumstance",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_MisconductCase_Key",
                table: "MisconductCase",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MisconductCase_PersonId_Finding",
                table: "MisconductCase",
                columns: new[] { "PersonId", "Finding" });

            migrationBuilder.CreateIndex(
                name: "IX_PenaltyEntry_CaseId",
                table: "PenaltyEntry",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_PenaltyEntry_ComponentId",
                table: "PenaltyEntry",
                column: "ComponentId");

            migrationBuilder.CreateIndex(
                name: "IX_PenaltyEntry_PersonId",
                table: "PenaltyEntry",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_PenaltyEntry_RegistrationId",
                table: "PenaltyEntry",
                column: "RegistrationId");

            migrationBuilder.CreateIndex(
                name: "IX_PenaltyEntry_Reverses",
                table: "PenaltyEntry",
                column: "Reverses",
                unique: true,
                filter: "Reverses IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PenaltyTariff_Code_TariffVersion",
                table: "PenaltyTariff",
                columns: new[] { "Code", "TariffVersion" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReasonableAdjustment_Key_AdjustmentVersion",
                table: "ReasonableAdjustment",
                columns: new[] { "Key", "AdjustmentVersion" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReasonableAdjustment_PersonId_State",
                table: "ReasonableAdjustment",
                columns: new[] { "PersonId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_ReasonableAdjustment_State_ReviewOn",
                table: "ReasonableAdjustment",
                columns: new[] { "State", "ReviewOn" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AdjustmentUpload");

            migrationBuilder.DropTable(
                name: "CircumstanceItem");

            migrationBuilder.DropTable(
                name: "PenaltyEntry");

            migrationBuilder.DropTable(
                name: "PenaltyTariff");

            migrationBuilder.DropTable(
                name: "ReasonableAdjustment");

            migrationBuilder.DropTable(
                name: "ExceptionalCircumstance");

            migrationBuilder.DropTable(
                name: "MisconductCase");

            migrationBuilder.DropColumn(
                name: "DueAt",
                table: "Mark");

            migrationBuilder.DropColumn(
                name: "SubmittedAt",
                table: "Mark");
        }
    }
}
