using System;
using Microsoft.EntityFrameworkCore.Migrations;
using StudentRecords.Infrastructure.Store.Locks;

#nullable disable

namespace StudentRecords.Infrastructure.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Graduation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_AwardDecision_BoardId",
                table: "AwardDecision");

            migrationBuilder.DropIndex(
                name: "IX_AwardDecision_EngagementId_AcademicYear_YearOfProgramme",
                table: "AwardDecision");

            migrationBuilder.AddColumn<long>(
                name: "SupersedesId",
                table: "AwardDecision",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AwardAppeal",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    EngagementId = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
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
                    table.PrimaryKey("PK_AwardAppeal", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AwardAppeal_AwardDecision_DecisionId",
                        column: x => x.DecisionId,
                        principalTable: "AwardDecision",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AwardAppeal_Engagement_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "Engagement",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AwardAppeal_ExamBoard_BoardId",
                        column: x => x.BoardId,
                        principalTable: "ExamBoard",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AwardAppeal_ExamBoard_HearingBoardId",
                        column: x => x.HearingBoardId,
                        principalTable: "ExamBoard",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AwardAppeal_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AwardPrize",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    BoardId = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    EngagementId = table.Column<long>(type: "bigint", nullable: false),
                    CandidateNumber = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Grounds = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    DecidedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    DecidedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    TakenBackBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    TakenBackReason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    TakenBackAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AwardPrize", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AwardPrize_Engagement_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "Engagement",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AwardPrize_ExamBoard_BoardId",
                        column: x => x.BoardId,
                        principalTable: "ExamBoard",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AwardPrize_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Ceremony",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    HeldOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Place = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Capacity = table.Column<int>(type: "int", nullable: true),
                    CalledOffBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    CallOffReason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    CalledOffAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    ConferredOn = table.Column<DateOnly>(type: "date", nullable: true),
                    ConferredBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    ConferredAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Ceremony", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "FiledDocument",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    EngagementId = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    RetentionClass = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Sha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Length = table.Column<int>(type: "int", nullable: false),
                    Pdf = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    FiledBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    FiledAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    ArchiveVersion = table.Column<int>(type: "int", nullable: false),
                    ArchivedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    StudentDocumentId = table.Column<long>(type: "bigint", nullable: true),
                    KeptUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    TimesOpened = table.Column<int>(type: "int", nullable: false),
                    LastOpenedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FiledDocument", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FiledDocument_Engagement_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "Engagement",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FiledDocument_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FiledDocument_StudentDocument_StudentDocumentId",
                        column: x => x.StudentDocumentId,
                        principalTable: "StudentDocument",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Conferment",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Act = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    CeremonyId = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    EngagementId = table.Column<long>(type: "bigint", nullable: false),
                    AwardDecisionId = table.Column<long>(type: "bigint", nullable: false),
                    Award = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Class = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    EffectiveOn = table.Column<DateOnly>(type: "date", nullable: false),
                    CertificateNumber = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    RevokesId = table.Column<long>(type: "bigint", nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    RecordedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    RecordedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Conferment", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Conferment_AwardDecision_AwardDecisionId",
                        column: x => x.AwardDecisionId,
                        principalTable: "AwardDecision",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Conferment_Ceremony_CeremonyId",
                        column: x => x.CeremonyId,
                        principalTable: "Ceremony",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Conferment_Conferment_RevokesId",
                        column: x => x.RevokesId,
                        principalTable: "Conferment",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Conferment_Engagement_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "Engagement",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Conferment_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Graduand",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    CeremonyId = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    EngagementId = table.Column<long>(type: "bigint", nullable: false),
                    AwardDecisionId = table.Column<long>(type: "bigint", nullable: false),
                    ListedBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    ListedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    LeftReason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    LeftBy = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    LeftAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Graduand", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Graduand_AwardDecision_AwardDecisionId",
                        column: x => x.AwardDecisionId,
                        principalTable: "AwardDecision",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Graduand_Ceremony_CeremonyId",
                        column: x => x.CeremonyId,
                        principalTable: "Ceremony",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Graduand_Engagement_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "Engagement",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Graduand_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "NumberSequence",
                columns: new[] { "Name", "Next" },
                values: new object[] { "Certificate", 1L });

            migrationBuilder.CreateIndex(
                name: "IX_AwardDecision_BoardId_EngagementId",
                table: "AwardDecision",
                columns: new[] { "BoardId", "EngagementId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AwardDecision_EngagementId_AcademicYear_YearOfProgramme",
                table: "AwardDecision",
                columns: new[] { "EngagementId", "AcademicYear", "YearOfProgramme" });

            migrationBuilder.CreateIndex(
                name: "IX_AwardDecision_SupersedesId",
                table: "AwardDecision",
                column: "SupersedesId",
                unique: true,
                filter: "SupersedesId IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AwardAppeal_BoardId",
                table: "AwardAppeal",
                column: "BoardId");

            migrationBuilder.CreateIndex(
                name: "IX_AwardAppeal_DecisionId",
                table: "AwardAppeal",
                column: "DecisionId");

            migrationBuilder.CreateIndex(
                name: "IX_AwardAppeal_EngagementId",
                table: "AwardAppeal",
                column: "EngagementId");

            migrationBuilder.CreateIndex(
                name: "IX_AwardAppeal_HearingBoardId",
                table: "AwardAppeal",
                column: "HearingBoardId");

            migrationBuilder.CreateIndex(
                name: "IX_AwardAppeal_PersonId",
                table: "AwardAppeal",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_AwardAppeal_Reference",
                table: "AwardAppeal",
                column: "Reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AwardPrize_BoardId",
                table: "AwardPrize",
                column: "BoardId");

            migrationBuilder.CreateIndex(
                name: "IX_AwardPrize_EngagementId",
                table: "AwardPrize",
                column: "EngagementId");

            migrationBuilder.CreateIndex(
                name: "IX_AwardPrize_PersonId",
                table: "AwardPrize",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Ceremony_HeldOn",
                table: "Ceremony",
                column: "HeldOn");

            migrationBuilder.CreateIndex(
                name: "IX_Conferment_AwardDecisionId",
                table: "Conferment",
                column: "AwardDecisionId");

            migrationBuilder.CreateIndex(
                name: "IX_Conferment_CeremonyId",
                table: "Conferment",
                column: "CeremonyId");

            migrationBuilder.CreateIndex(
                name: "IX_Conferment_CertificateNumber_Act",
                table: "Conferment",
                columns: new[] { "CertificateNumber", "Act" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Conferment_EngagementId",
                table: "Conferment",
                column: "EngagementId");

            migrationBuilder.CreateIndex(
                name: "IX_Conferment_PersonId",
                table: "Conferment",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Conferment_RevokesId",
                table: "Conferment",
                column: "RevokesId",
                unique: true,
                filter: "RevokesId IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_FiledDocument_EngagementId",
                table: "FiledDocument",
                column: "EngagementId");

            migrationBuilder.CreateIndex(
                name: "IX_FiledDocument_FiledAt",
                table: "FiledDocument",
                column: "FiledAt",
                filter: "State = 'Filed'");

            migrationBuilder.CreateIndex(
                name: "IX_FiledDocument_Key",
                table: "FiledDocument",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FiledDocument_PersonId",
                table: "FiledDocument",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_FiledDocument_StudentDocumentId",
                table: "FiledDocument",
                column: "StudentDocumentId");

            migrationBuilder.CreateIndex(
                name: "IX_Graduand_AwardDecisionId",
                table: "Graduand",
                column: "AwardDecisionId");

            migrationBuilder.CreateIndex(
                name: "IX_Graduand_CeremonyId",
                table: "Graduand",
                column: "CeremonyId");

            migrationBuilder.CreateIndex(
                name: "IX_Graduand_EngagementId",
                table: "Graduand",
                column: "EngagementId",
                unique: true,
                filter: "LeftAt IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Graduand_PersonId",
                table: "Graduand",
                column: "PersonId");

            foreach (var sql in SqlServerGraduationLocks.Replaced.Concat(SqlServerGraduationLocks.Create))
            {
                // A trigger must be alone in its batch; in an idempotent script it would stand inside an IF.
                migrationBuilder.Sql($"EXEC(N'{sql.Replace("'", "''", StringComparison.Ordinal)}');");
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var sql in SqlServerGraduationLocks.Drop)
            {
                // A trigger must be alone in its batch; in an idempotent script it would stand inside an IF.
                migrationBuilder.Sql($"EXEC(N'{sql.Replace("'", "''", StringComparison.Ordinal)}');");
            }

            migrationBuilder.DropTable(
                name: "AwardAppeal");

            migrationBuilder.DropTable(
                name: "AwardPrize");

            migrationBuilder.DropTable(
                name: "Conferment");

            migrationBuilder.DropTable(
                name: "FiledDocument");

            migrationBuilder.DropTable(
                name: "Graduand");

            migrationBuilder.DropTable(
                name: "Ceremony");

            migrationBuilder.DropIndex(
                name: "IX_AwardDecision_BoardId_EngagementId",
                table: "AwardDecision");

            migrationBuilder.DropIndex(
                name: "IX_AwardDecision_EngagementId_AcademicYear_YearOfProgramme",
                table: "AwardDecision");

            migrationBuilder.DropIndex(
                name: "IX_AwardDecision_SupersedesId",
                table: "AwardDecision");

            migrationBuilder.DeleteData(
                table: "NumberSequence",
                keyColumn: "Name",
                keyValue: "Certificate");

            migrationBuilder.DropColumn(
                name: "SupersedesId",
                table: "AwardDecision");

            migrationBuilder.CreateIndex(
                name: "IX_AwardDecision_BoardId",
                table: "AwardDecision",
                column: "BoardId");

            migrationBuilder.CreateIndex(
                name: "IX_AwardDecision_EngagementId_AcademicYear_YearOfProgramme",
                table: "AwardDecision",
                columns: new[] { "EngagementId", "AcademicYear", "YearOfProgramme" },
                unique: true);
        }
    }
}
