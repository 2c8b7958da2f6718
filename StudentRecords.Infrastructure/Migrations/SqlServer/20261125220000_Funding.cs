using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudentRecords.Infrastructure.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Funding : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Clauses",
                table: "FeeRule",
                type: "nvarchar(max)",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Title",
                table: "FeeRule",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Sponsor",
                table: "FeeCharge",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "Student");

            migrationBuilder.CreateTable(
                name: "AidPayment",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Scheme = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Authorisation = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    IsAuthorised = table.Column<bool>(type: "bit", nullable: false),
                    Amount = table.Column<decimal>(type: "decimal(14,4)", precision: 14, scale: 4, nullable: false),
                    PaidOn = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AidPayment", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AidPayment_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ChargeRun",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    AcademicYear = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    PreparedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    PreparedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    ApprovedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    ApprovedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    ReleasedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    ReleasedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    Lines = table.Column<int>(type: "int", nullable: false),
                    Net = table.Column<decimal>(type: "decimal(14,4)", precision: 14, scale: 4, nullable: false),
                    Findings = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChargeRun", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "FeeStatusDecision",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    EngagementId = table.Column<long>(type: "bigint", nullable: false),
                    Status = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    EffectiveOn = table.Column<DateOnly>(type: "date", nullable: false),
                    RecordedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FeeStatusDecision", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FeeStatusDecision_Engagement_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "Engagement",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FeeStatusDecision_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FinanceBalance",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    Owed = table.Column<decimal>(type: "decimal(14,4)", precision: 14, scale: 4, nullable: false),
                    AsOf = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FinanceBalance", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FinanceBalance_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FundingAward",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    EngagementId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Source = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Payer = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Percent = table.Column<decimal>(type: "decimal(14,4)", precision: 14, scale: 4, nullable: true),
                    Amount = table.Column<decimal>(type: "decimal(14,4)", precision: 14, scale: 4, nullable: true),
                    AcademicYear = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    SourceVersion = table.Column<long>(type: "bigint", nullable: false),
                    EndReason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FundingAward", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FundingAward_Engagement_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "Engagement",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FundingAward_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LoanNotice",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    AcademicYear = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Reference = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    NoticeOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Amount = table.Column<decimal>(type: "decimal(14,4)", precision: 14, scale: 4, nullable: true),
                    Status = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    SettledOn = table.Column<DateOnly>(type: "date", nullable: true),
                    SettledBecause = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LoanNotice", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LoanNotice_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ChargeRunFinding",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    RunId = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    EngagementId = table.Column<long>(type: "bigint", nullable: false),
                    Sentence = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChargeRunFinding", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ChargeRunFinding_ChargeRun_RunId",
                        column: x => x.RunId,
                        principalTable: "ChargeRun",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ChargeRunFinding_Engagement_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "Engagement",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ChargeRunFinding_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ChargeRunLine",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    RunId = table.Column<long>(type: "bigint", nullable: false),
                    ChargeId = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    HandedOverAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    MessageKey = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChargeRunLine", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ChargeRunLine_ChargeRun_RunId",
                        column: x => x.RunId,
                        principalTable: "ChargeRun",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ChargeRunLine_FeeCharge_ChargeId",
                        column: x => x.ChargeId,
                        principalTable: "FeeCharge",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ChargeRunLine_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_FeeCharge_AcademicYear_Id",
                table: "FeeCharge",
                columns: new[] { "AcademicYear", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AidPayment_Key",
                table: "AidPayment",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AidPayment_PersonId",
                table: "AidPayment",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_ChargeRun_AcademicYear_Number",
                table: "ChargeRun",
                columns: new[] { "AcademicYear", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ChargeRunFinding_EngagementId",
                table: "ChargeRunFinding",
                column: "EngagementId");

            migrationBuilder.CreateIndex(
                name: "IX_ChargeRunFinding_PersonId",
                table: "ChargeRunFinding",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_ChargeRunFinding_RunId",
                table: "ChargeRunFinding",
                column: "RunId");

            migrationBuilder.CreateIndex(
                name: "IX_ChargeRunLine_ChargeId",
                table: "ChargeRunLine",
                column: "ChargeId");

            migrationBuilder.CreateIndex(
                name: "IX_ChargeRunLine_PersonId",
                table: "ChargeRunLine",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_ChargeRunLine_RunId_ChargeId",
                table: "ChargeRunLine",
                columns: new[] { "RunId", "ChargeId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FeeStatusDecision_EngagementId",
                table: "FeeStatusDecision",
                column: "EngagementId");

            migrationBuilder.CreateIndex(
                name: "IX_FeeStatusDecision_PersonId",
                table: "FeeStatusDecision",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_FinanceBalance_PersonId",
                table: "FinanceBalance",
                column: "PersonId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FundingAward_EngagementId",
                table: "FundingAward",
                column: "EngagementId");

            migrationBuilder.CreateIndex(
                name: "IX_FundingAward_PersonId",
                table: "FundingAward",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_FundingAward_Source_Key",
                table: "FundingAward",
                columns: new[] { "Source", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LoanNotice_PersonId",
                table: "LoanNotice",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_LoanNotice_Reference",
                table: "LoanNotice",
                column: "Reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "OpenOverpayments",
                table: "LoanNotice",
                column: "Kind",
                filter: "SettledOn IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AidPayment");

            migrationBuilder.DropTable(
                name: "ChargeRunFinding");

            migrationBuilder.DropTable(
                name: "ChargeRunLine");

            migrationBuilder.DropTable(
                name: "FeeStatusDecision");

            migrationBuilder.DropTable(
                name: "FinanceBalance");

            migrationBuilder.DropTable(
                name: "FundingAward");

            migrationBuilder.DropTable(
                name: "LoanNotice");

            migrationBuilder.DropTable(
                name: "ChargeRun");

            migrationBuilder.DropIndex(
                name: "IX_FeeCharge_AcademicYear_Id",
                table: "FeeCharge");

            migrationBuilder.DropColumn(
                name: "Clauses",
                table: "FeeRule");

            migrationBuilder.DropColumn(
                name: "Title",
                table: "FeeRule");

            migrationBuilder.DropColumn(
                name: "Sponsor",
                table: "FeeCharge");
        }
    }
}
