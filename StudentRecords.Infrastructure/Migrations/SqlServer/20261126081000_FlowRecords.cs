using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace StudentRecords.Infrastructure.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class FlowRecords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AcademicRelationship",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    StaffNumber = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    StaffName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Role = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    SourceVersion = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AcademicRelationship", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AcademicRelationship_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AccountNote",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Source = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    SourceVersion = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountNote", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AccountNote_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AccountState",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Username = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    IsLocked = table.Column<bool>(type: "bit", nullable: false),
                    Roles = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    LastEvent = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    SourceVersion = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountState", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AccountState_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AttendanceIndicator",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Percent = table.Column<decimal>(type: "decimal(14,4)", precision: 14, scale: 4, nullable: false),
                    AsOf = table.Column<DateOnly>(type: "date", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    SourceVersion = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AttendanceIndicator", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AttendanceIndicator_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AttendanceRecord",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    EventKey = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    Mark = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    SourceVersion = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AttendanceRecord", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AttendanceRecord_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DataQualityTask",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Rule = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Entity = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Sentence = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    FoundOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Run = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    ClearedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    SourceVersion = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DataQualityTask", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ExamSitting",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    ComponentId = table.Column<long>(type: "bigint", nullable: false),
                    StartsAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    EndsAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Room = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    SourceVersion = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExamSitting", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ExamSitting_AssessmentComponent_ComponentId",
                        column: x => x.ComponentId,
                        principalTable: "AssessmentComponent",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ExtractBatch",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Flow = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Type = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Partition = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    AsOf = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Rows = table.Column<int>(type: "int", nullable: false),
                    Hash = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExtractBatch", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Intervention",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Source = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Summary = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    OpenedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Owner = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Outcome = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    ClosedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    SourceVersion = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Intervention", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Intervention_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PolicyNotice",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Link = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    EffectiveOn = table.Column<DateOnly>(type: "date", nullable: false),
                    NeedsAcknowledgement = table.Column<bool>(type: "bit", nullable: false),
                    ProgrammeCode = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    IsWithdrawn = table.Column<bool>(type: "bit", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    SourceVersion = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PolicyNotice", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ResearchMilestone",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    Outcome = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Title = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    SourceVersion = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ResearchMilestone", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ResearchMilestone_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ResidenceBooking",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Residence = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Room = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    SourceVersion = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ResidenceBooking", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ResidenceBooking_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SpaceNotice",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Room = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    StartsAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    EndsAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    IsFree = table.Column<bool>(type: "bit", nullable: false),
                    Clashes = table.Column<int>(type: "int", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    SourceVersion = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SpaceNotice", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "StudentStaffRole",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    EngagementId = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Title = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    HoursPerWeek = table.Column<decimal>(type: "decimal(14,4)", precision: 14, scale: 4, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    RightToWorkCheckedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    RightToWorkUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    Because = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StudentStaffRole", x => x.Id);
                    table.ForeignKey(
                        name: "FK_StudentStaffRole_Engagement_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "Engagement",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_StudentStaffRole_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SurveyResult",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Survey = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    OccurrenceId = table.Column<long>(type: "bigint", nullable: false),
                    Invited = table.Column<int>(type: "int", nullable: false),
                    Responses = table.Column<int>(type: "int", nullable: false),
                    Means = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    Actions = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    SourceVersion = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SurveyResult", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SurveyResult_ModuleOccurrence_OccurrenceId",
                        column: x => x.OccurrenceId,
                        principalTable: "ModuleOccurrence",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SurveyWindow",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    AcademicYear = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Period = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Opens = table.Column<DateOnly>(type: "date", nullable: false),
                    Closes = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SurveyWindow", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TeachingEvent",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    SourceVersion = table.Column<long>(type: "bigint", nullable: false),
                    OccurrenceId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    GroupCode = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    StartsAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    EndsAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Room = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Staff = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Because = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    IsCurrent = table.Column<bool>(type: "bit", nullable: false),
                    RecordedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TeachingEvent", x => x.Id);
                    table.ForeignKey(
                        name: "FK_TeachingEvent_ModuleOccurrence_OccurrenceId",
                        column: x => x.OccurrenceId,
                        principalTable: "ModuleOccurrence",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ExamSeat",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    SittingId = table.Column<long>(type: "bigint", nullable: false),
                    CandidateNumber = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Seat = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    SourceVersion = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExamSeat", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ExamSeat_ExamSitting_SittingId",
                        column: x => x.SittingId,
                        principalTable: "ExamSitting",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ExamSeat_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PolicyAcknowledgement",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    NoticeId = table.Column<long>(type: "bigint", nullable: false),
                    PolicyVersion = table.Column<long>(type: "bigint", nullable: false),
                    On = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PolicyAcknowledgement", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PolicyAcknowledgement_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PolicyAcknowledgement_PolicyNotice_NoticeId",
                        column: x => x.NoticeId,
                        principalTable: "PolicyNotice",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PayAuthorisation",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    EngagementId = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Scheme = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Period = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Instalment = table.Column<int>(type: "int", nullable: false),
                    Amount = table.Column<decimal>(type: "decimal(14,4)", precision: 14, scale: 4, nullable: false),
                    RoleId = table.Column<long>(type: "bigint", nullable: true),
                    AuthorisedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Because = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PayAuthorisation", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PayAuthorisation_Engagement_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "Engagement",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PayAuthorisation_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PayAuthorisation_StudentStaffRole_RoleId",
                        column: x => x.RoleId,
                        principalTable: "StudentStaffRole",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AcademicRelationship_Key",
                table: "AcademicRelationship",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AcademicRelationship_PersonId",
                table: "AcademicRelationship",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_AcademicRelationship_Role_To",
                table: "AcademicRelationship",
                columns: new[] { "Role", "To" });

            migrationBuilder.CreateIndex(
                name: "IX_AccountNote_Key",
                table: "AccountNote",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AccountNote_PersonId",
                table: "AccountNote",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_AccountState_Key",
                table: "AccountState",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AccountState_PersonId",
                table: "AccountState",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_AttendanceIndicator_Key",
                table: "AttendanceIndicator",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AttendanceIndicator_PersonId",
                table: "AttendanceIndicator",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_AttendanceRecord_Key",
                table: "AttendanceRecord",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AttendanceRecord_PersonId_On",
                table: "AttendanceRecord",
                columns: new[] { "PersonId", "On" });

            migrationBuilder.CreateIndex(
                name: "IX_DataQualityTask_ClearedOn",
                table: "DataQualityTask",
                column: "ClearedOn");

            migrationBuilder.CreateIndex(
                name: "IX_DataQualityTask_Key",
                table: "DataQualityTask",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ExamSeat_Key",
                table: "ExamSeat",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ExamSeat_PersonId",
                table: "ExamSeat",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_ExamSeat_SittingId",
                table: "ExamSeat",
                column: "SittingId");

            migrationBuilder.CreateIndex(
                name: "IX_ExamSitting_ComponentId",
                table: "ExamSitting",
                column: "ComponentId");

            migrationBuilder.CreateIndex(
                name: "IX_ExamSitting_Key",
                table: "ExamSitting",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ExtractBatch_Flow_Type_Partition_Number",
                table: "ExtractBatch",
                columns: new[] { "Flow", "Type", "Partition", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Intervention_Key",
                table: "Intervention",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Intervention_PersonId",
                table: "Intervention",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Intervention_State_DueOn",
                table: "Intervention",
                columns: new[] { "State", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_PayAuthorisation_EngagementId",
                table: "PayAuthorisation",
                column: "EngagementId");

            migrationBuilder.CreateIndex(
                name: "IX_PayAuthorisation_Key",
                table: "PayAuthorisation",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PayAuthorisation_PersonId",
                table: "PayAuthorisation",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_PayAuthorisation_RoleId",
                table: "PayAuthorisation",
                column: "RoleId");

            migrationBuilder.CreateIndex(
                name: "IX_PolicyAcknowledgement_NoticeId_PersonId_PolicyVersion",
                table: "PolicyAcknowledgement",
                columns: new[] { "NoticeId", "PersonId", "PolicyVersion" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PolicyAcknowledgement_PersonId",
                table: "PolicyAcknowledgement",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_PolicyNotice_Key",
                table: "PolicyNotice",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ResearchMilestone_Key",
                table: "ResearchMilestone",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ResearchMilestone_PersonId",
                table: "ResearchMilestone",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_ResidenceBooking_Key",
                table: "ResidenceBooking",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ResidenceBooking_PersonId",
                table: "ResidenceBooking",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_SpaceNotice_EndsAt",
                table: "SpaceNotice",
                column: "EndsAt");

            migrationBuilder.CreateIndex(
                name: "IX_SpaceNotice_Key",
                table: "SpaceNotice",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StudentStaffRole_EngagementId",
                table: "StudentStaffRole",
                column: "EngagementId");

            migrationBuilder.CreateIndex(
                name: "IX_StudentStaffRole_Key",
                table: "StudentStaffRole",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_StudentStaffRole_PersonId",
                table: "StudentStaffRole",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_SurveyResult_Key",
                table: "SurveyResult",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SurveyResult_OccurrenceId",
                table: "SurveyResult",
                column: "OccurrenceId");

            migrationBuilder.CreateIndex(
                name: "IX_SurveyWindow_Code",
                table: "SurveyWindow",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TeachingEvent_Key_SourceVersion",
                table: "TeachingEvent",
                columns: new[] { "Key", "SourceVersion" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TeachingEvent_OccurrenceId_StartsAt",
                table: "TeachingEvent",
                columns: new[] { "OccurrenceId", "StartsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_TeachingEvent_Room_StartsAt",
                table: "TeachingEvent",
                columns: new[] { "Room", "StartsAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AcademicRelationship");

            migrationBuilder.DropTable(
                name: "AccountNote");

            migrationBuilder.DropTable(
                name: "AccountState");

            migrationBuilder.DropTable(
                name: "AttendanceIndicator");

            migrationBuilder.DropTable(
                name: "AttendanceRecord");

            migrationBuilder.DropTable(
                name: "DataQualityTask");

            migrationBuilder.DropTable(
                name: "ExamSeat");

            migrationBuilder.DropTable(
                name: "ExtractBatch");

            migrationBuilder.DropTable(
                name: "Intervention");

            migrationBuilder.DropTable(
                name: "PayAuthorisation");

            migrationBuilder.DropTable(
                name: "PolicyAcknowledgement");

            migrationBuilder.DropTable(
                name: "ResearchMilestone");

            migrationBuilder.DropTable(
                name: "ResidenceBooking");

            migrationBuilder.DropTable(
                name: "SpaceNotice");

            migrationBuilder.DropTable(
                name: "SurveyResult");

            migrationBuilder.DropTable(
                name: "SurveyWindow");

            migrationBuilder.DropTable(
                name: "TeachingEvent");

            migrationBuilder.DropTable(
                name: "ExamSitting");

            migrationBuilder.DropTable(
                name: "StudentStaffRole");

            migrationBuilder.DropTable(
                name: "PolicyNotice");
        }
    }
}
