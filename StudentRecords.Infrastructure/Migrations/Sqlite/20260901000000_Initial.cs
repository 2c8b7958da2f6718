using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace StudentRecords.Infrastructure.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AuditEntry",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Actor = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Act = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Evidence = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Cause = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    CauseReference = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    CorrelationId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    SubjectKind = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SubjectId = table.Column<long>(type: "INTEGER", nullable: false),
                    Changes = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    PreviousHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEntry", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "AuditHead",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditHead", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DatabaseOrigin",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    MadeBy = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DatabaseOrigin", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DropFile",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    System = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Claim = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 260, nullable: false),
                    Flow = table.Column<string>(type: "TEXT", maxLength: 4, nullable: true),
                    Batch = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Rows = table.Column<int>(type: "INTEGER", nullable: false),
                    Applied = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ReasonCode = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    ClaimedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DropFile", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "FeeRule",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    ProgrammeCode = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    FromYear = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    RuleVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    PerCredit = table.Column<double>(type: "REAL", precision: 14, scale: 4, nullable: false),
                    WithdrawalWindowDays = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FeeRule", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "HesaCount",
                columns: table => new
                {
                    Comparison = table.Column<int>(type: "INTEGER", nullable: false),
                    Entity = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HesaCount", x => new { x.Comparison, x.Entity, x.Status });
                });

            migrationBuilder.CreateTable(
                name: "HesaEntity",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Entity = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    KeyPath = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    RootKey = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    Hash = table.Column<long>(type: "INTEGER", nullable: false),
                    Errors = table.Column<int>(type: "INTEGER", nullable: false),
                    IsDeleted = table.Column<bool>(type: "INTEGER", nullable: false),
                    Effective = table.Column<long>(type: "INTEGER", nullable: false),
                    SourceKind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    SourceId = table.Column<long>(type: "INTEGER", nullable: true),
                    Fields = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HesaEntity", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "HesaReturn",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Collection = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    Ukprn = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    ReturnType = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    EffectiveDate = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ExtractSet = table.Column<int>(type: "INTEGER", nullable: false),
                    Comparison = table.Column<int>(type: "INTEGER", nullable: true),
                    ComparedWith = table.Column<int>(type: "INTEGER", nullable: true),
                    EntityCount = table.Column<int>(type: "INTEGER", nullable: false),
                    ErrorCount = table.Column<int>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    BuiltAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ComparedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SubmittedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HesaReturn", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "HesaSet",
                columns: table => new
                {
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ReturnId = table.Column<long>(type: "INTEGER", nullable: true),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    IsWhole = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HesaSet", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "HesaVerdict",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Comparison = table.Column<int>(type: "INTEGER", nullable: false),
                    Entity = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    KeyPath = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    ExtractRow = table.Column<long>(type: "INTEGER", nullable: true),
                    SubmittedRow = table.Column<long>(type: "INTEGER", nullable: true),
                    Fields = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HesaVerdict", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "InboxMessage",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Flow = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    MessageId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Type = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ContractVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    BusinessKey = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SourceVersion = table.Column<long>(type: "INTEGER", nullable: false),
                    CorrelationId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Raw = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    BodyHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Channel = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Batch = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    ReceivedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ReasonCode = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    WaitsFor = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SettledAt = table.Column<long>(type: "INTEGER", nullable: true),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InboxMessage", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "JobRequest",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Arguments = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    DedupeKey = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LeaseUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Progress = table.Column<int>(type: "INTEGER", nullable: false),
                    ProgressText = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Checkpoint = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true),
                    Result = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true),
                    CancelAsked = table.Column<bool>(type: "INTEGER", nullable: false),
                    RequestedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    RequestedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JobRequest", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MarkRule",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    RuleVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Clauses = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MarkRule", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Module",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Faculty = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    IsRetired = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Module", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "NumberSequence",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Next = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NumberSequence", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "OutboxMessage",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Flow = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    Destination = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Type = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ContractVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Aggregate = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    Body = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    HeldUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    CorrelationId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastError = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    DeliveredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Receipt = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    ClaimedBy = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    ClaimedUntil = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutboxMessage", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PartnerChannel",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    System = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ProtectedSecret = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    PausedBecause = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PartnerChannel", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PartnerCredential",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    System = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    KeyId = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    ProtectedSecret = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    ValidFrom = table.Column<long>(type: "INTEGER", nullable: false),
                    ValidTo = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PartnerCredential", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Person",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    StudentNumber = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false, collation: "NOCASE"),
                    FamilyName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    GivenNames = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    KnownAs = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    NameIsInvented = table.Column<bool>(type: "INTEGER", nullable: false),
                    SearchName = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    DateOfBirth = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    LegalSex = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    Nationality = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Email = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Telephone = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    TermPostcode = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    HomeAddress = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    HomePostcode = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    HomeCountry = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Person", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Programme",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Faculty = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    IsRetired = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Programme", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RegistryUser",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    IsClosed = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsSimulated = table.Column<bool>(type: "INTEGER", nullable: false),
                    MustChangePassword = table.Column<bool>(type: "INTEGER", nullable: false),
                    LastSignInAt = table.Column<long>(type: "INTEGER", nullable: true),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedUserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    Email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    EmailConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    PasswordHash = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    SecurityStamp = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    PhoneNumber = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    PhoneNumberConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    LockoutEnd = table.Column<long>(type: "INTEGER", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RegistryUser", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Venue",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Postcode = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    Ukprn = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Venue", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "HesaSubmitted",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Ukprn = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    ReturnType = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    SetNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    ReturnId = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HesaSubmitted", x => x.Id);
                    table.ForeignKey(
                        name: "FK_HesaSubmitted_HesaReturn_ReturnId",
                        column: x => x.ReturnId,
                        principalTable: "HesaReturn",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MessageCorrection",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    MessageId = table.Column<long>(type: "INTEGER", nullable: false),
                    Before = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Proposed = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    ProposedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ProposedByUser = table.Column<long>(type: "INTEGER", nullable: false),
                    ProposedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    DecidedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MessageCorrection", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MessageCorrection_InboxMessage_MessageId",
                        column: x => x.MessageId,
                        principalTable: "InboxMessage",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ModuleVersion",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    ModuleId = table.Column<long>(type: "INTEGER", nullable: false),
                    CatalogueVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    FromYear = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Credits = table.Column<double>(type: "REAL", precision: 14, scale: 4, nullable: false),
                    Level = table.Column<int>(type: "INTEGER", nullable: false),
                    HecosCode = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    CostCentre = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ModuleVersion", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ModuleVersion_Module_ModuleId",
                        column: x => x.ModuleId,
                        principalTable: "Module",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Application",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ProgrammeCode = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    EntryOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    HighestQualification = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Stage = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    SourceVersion = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Application", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Application_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "EqualityDeclaration",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    Ethnicity = table.Column<string>(type: "TEXT", maxLength: 3, nullable: true),
                    Religion = table.Column<string>(type: "TEXT", maxLength: 2, nullable: true),
                    SexualOrientation = table.Column<string>(type: "TEXT", maxLength: 2, nullable: true),
                    GenderIdentity = table.Column<string>(type: "TEXT", maxLength: 2, nullable: true),
                    Disabilities = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EqualityDeclaration", x => x.Id);
                    table.ForeignKey(
                        name: "FK_EqualityDeclaration_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Hold",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    HowToClear = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Blocks = table.Column<int>(type: "INTEGER", maxLength: 40, nullable: false),
                    PlacedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ReleasedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ReleaseReason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Hold", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Hold_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "IdentityVerification",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    CaseReference = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ResultVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Confidence = table.Column<double>(type: "REAL", precision: 14, scale: 4, nullable: true),
                    RequestedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EvidenceLink = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IdentityVerification", x => x.Id);
                    table.ForeignKey(
                        name: "FK_IdentityVerification_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Payment",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Amount = table.Column<double>(type: "REAL", precision: 14, scale: 4, nullable: false),
                    PaidOn = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Payment", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Payment_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PersonIdentifier",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    System = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false, collation: "NOCASE"),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonIdentifier", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PersonIdentifier_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PersonWord",
                columns: table => new
                {
                    Word = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "NOCASE"),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonWord", x => new { x.Word, x.PersonId });
                    table.ForeignKey(
                        name: "FK_PersonWord_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "StudentDocument",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Link = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    FiledAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StudentDocument", x => x.Id);
                    table.ForeignKey(
                        name: "FK_StudentDocument_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ProgrammeVersion",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    ProgrammeId = table.Column<long>(type: "INTEGER", nullable: false),
                    CatalogueVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    FromYear = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Award = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    QualificationCategory = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    HecosCode = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Credits = table.Column<int>(type: "INTEGER", nullable: false),
                    NormalYears = table.Column<double>(type: "REAL", precision: 14, scale: 4, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProgrammeVersion", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ProgrammeVersion_Programme_ProgrammeId",
                        column: x => x.ProgrammeId,
                        principalTable: "Programme",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    UserId = table.Column<long>(type: "INTEGER", nullable: false),
                    ClaimType = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    ClaimValue = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AspNetUserClaims_RegistryUser_UserId",
                        column: x => x.UserId,
                        principalTable: "RegistryUser",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserLogins",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ProviderKey = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    UserId = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserLogins", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_AspNetUserLogins_RegistryUser_UserId",
                        column: x => x.UserId,
                        principalTable: "RegistryUser",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AspNetUserTokens",
                columns: table => new
                {
                    UserId = table.Column<long>(type: "INTEGER", nullable: false),
                    LoginProvider = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserTokens", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_AspNetUserTokens_RegistryUser_UserId",
                        column: x => x.UserId,
                        principalTable: "RegistryUser",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RoleAssignment",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    UserId = table.Column<long>(type: "INTEGER", nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ScopeKind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ScopeKey = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RoleAssignment", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RoleAssignment_RegistryUser_UserId",
                        column: x => x.UserId,
                        principalTable: "RegistryUser",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ModuleOccurrence",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    ModuleId = table.Column<long>(type: "INTEGER", nullable: false),
                    ModuleVersionId = table.Column<long>(type: "INTEGER", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AcademicYear = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Period = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Start = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    End = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Capacity = table.Column<int>(type: "INTEGER", nullable: true),
                    RuleCode = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    IsClosed = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ModuleOccurrence", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ModuleOccurrence_ModuleVersion_ModuleVersionId",
                        column: x => x.ModuleVersionId,
                        principalTable: "ModuleVersion",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ModuleOccurrence_Module_ModuleId",
                        column: x => x.ModuleId,
                        principalTable: "Module",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Engagement",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    ProgrammeId = table.Column<long>(type: "INTEGER", nullable: false),
                    ProgrammeVersionId = table.Column<long>(type: "INTEGER", nullable: false),
                    Numhus = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Mode = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Start = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ExpectedEnd = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    End = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    EndReason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Engagement", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Engagement_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Engagement_ProgrammeVersion_ProgrammeVersionId",
                        column: x => x.ProgrammeVersionId,
                        principalTable: "ProgrammeVersion",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Engagement_Programme_ProgrammeId",
                        column: x => x.ProgrammeId,
                        principalTable: "Programme",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AssessmentComponent",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    OccurrenceId = table.Column<long>(type: "INTEGER", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Weight = table.Column<double>(type: "REAL", precision: 14, scale: 4, nullable: false),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AssessmentComponent", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AssessmentComponent_ModuleOccurrence_OccurrenceId",
                        column: x => x.OccurrenceId,
                        principalTable: "ModuleOccurrence",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ExamBoard",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    OccurrenceId = table.Column<long>(type: "INTEGER", nullable: true),
                    AcademicYear = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    MeetsOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Stage = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    PackVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    PackHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    FrozenAt = table.Column<long>(type: "INTEGER", nullable: true),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RatifiedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RatifiedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Quorum_InternalShare = table.Column<double>(type: "REAL", precision: 14, scale: 4, nullable: false),
                    Quorum_MinimumExternal = table.Column<int>(type: "INTEGER", nullable: false),
                    Quorum_MinimumInternal = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExamBoard", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ExamBoard_ModuleOccurrence_OccurrenceId",
                        column: x => x.OccurrenceId,
                        principalTable: "ModuleOccurrence",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CourseSession",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    EngagementId = table.Column<long>(type: "INTEGER", nullable: false),
                    SessionYear = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Start = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ExpectedEnd = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    End = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    EndReason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    YearOfProgramme = table.Column<int>(type: "INTEGER", nullable: false),
                    Mode = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CourseSession", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CourseSession_Engagement_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "Engagement",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CourseSession_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "EngagementStatus",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    EngagementId = table.Column<long>(type: "INTEGER", nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    EffectiveOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EngagementStatus", x => x.Id);
                    table.ForeignKey(
                        name: "FK_EngagementStatus_Engagement_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "Engagement",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_EngagementStatus_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "EntryProfile",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    EngagementId = table.Column<long>(type: "INTEGER", nullable: false),
                    HighestQualification = table.Column<string>(type: "TEXT", maxLength: 5, nullable: true),
                    HomeCountry = table.Column<string>(type: "TEXT", maxLength: 2, nullable: true),
                    HomePostcode = table.Column<string>(type: "TEXT", maxLength: 8, nullable: true),
                    CareLeaver = table.Column<string>(type: "TEXT", maxLength: 2, nullable: true),
                    ParentalEducation = table.Column<string>(type: "TEXT", maxLength: 2, nullable: true),
                    SocioEconomicClass = table.Column<string>(type: "TEXT", maxLength: 2, nullable: true),
                    Occupation = table.Column<string>(type: "TEXT", maxLength: 4, nullable: true),
                    PreviousProvider = table.Column<string>(type: "TEXT", maxLength: 8, nullable: true),
                    UcasScheme = table.Column<string>(type: "TEXT", maxLength: 4, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EntryProfile", x => x.Id);
                    table.ForeignKey(
                        name: "FK_EntryProfile_Engagement_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "Engagement",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_EntryProfile_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FeeCharge",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    EngagementId = table.Column<long>(type: "INTEGER", nullable: false),
                    AcademicYear = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Element = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AssessmentNo = table.Column<int>(type: "INTEGER", nullable: false),
                    Amount = table.Column<double>(type: "REAL", precision: 14, scale: 4, nullable: false),
                    Rule = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    TriggeringStatus = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ReversesId = table.Column<long>(type: "INTEGER", nullable: true),
                    CorrelationId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AssessedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FeeCharge", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FeeCharge_Engagement_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "Engagement",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FeeCharge_FeeCharge_ReversesId",
                        column: x => x.ReversesId,
                        principalTable: "FeeCharge",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FeeCharge_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BoardMember",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    BoardId = table.Column<long>(type: "INTEGER", nullable: false),
                    UserId = table.Column<long>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Attended = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BoardMember", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BoardMember_ExamBoard_BoardId",
                        column: x => x.BoardId,
                        principalTable: "ExamBoard",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BoardMember_RegistryUser_UserId",
                        column: x => x.UserId,
                        principalTable: "RegistryUser",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BoardPack",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    BoardId = table.Column<long>(type: "INTEGER", nullable: false),
                    PackVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Json = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Pdf = table.Column<byte[]>(type: "BLOB", nullable: false),
                    FrozenBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    FrozenAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BoardPack", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BoardPack_ExamBoard_BoardId",
                        column: x => x.BoardId,
                        principalTable: "ExamBoard",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ExaminerConfirmation",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    BoardId = table.Column<long>(type: "INTEGER", nullable: false),
                    UserId = table.Column<long>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    PackVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Verdict = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Comment = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExaminerConfirmation", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ExaminerConfirmation_ExamBoard_BoardId",
                        column: x => x.BoardId,
                        principalTable: "ExamBoard",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ExaminerConfirmation_RegistryUser_UserId",
                        column: x => x.UserId,
                        principalTable: "RegistryUser",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ResultRelease",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    BoardId = table.Column<long>(type: "INTEGER", nullable: false),
                    ReleaseAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SetBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SetAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ResultRelease", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ResultRelease_ExamBoard_BoardId",
                        column: x => x.BoardId,
                        principalTable: "ExamBoard",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ModuleRegistration",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    EngagementId = table.Column<long>(type: "INTEGER", nullable: false),
                    SessionId = table.Column<long>(type: "INTEGER", nullable: false),
                    OccurrenceId = table.Column<long>(type: "INTEGER", nullable: false),
                    Status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    RegisteredOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    WithdrawnOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Attempt = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ModuleRegistration", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ModuleRegistration_CourseSession_SessionId",
                        column: x => x.SessionId,
                        principalTable: "CourseSession",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ModuleRegistration_Engagement_EngagementId",
                        column: x => x.EngagementId,
                        principalTable: "Engagement",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ModuleRegistration_ModuleOccurrence_OccurrenceId",
                        column: x => x.OccurrenceId,
                        principalTable: "ModuleOccurrence",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ModuleRegistration_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BoardCandidate",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    BoardId = table.Column<long>(type: "INTEGER", nullable: false),
                    RegistrationId = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    CandidateNumber = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    SuggestedOutcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    SuggestedGrade = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    SuggestionClause = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    ProposedOutcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    ProposedGrade = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    DecisionClause = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    DecisionReason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    IsImported = table.Column<bool>(type: "INTEGER", nullable: false),
                    ProposedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    ProposedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BoardCandidate", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BoardCandidate_ExamBoard_BoardId",
                        column: x => x.BoardId,
                        principalTable: "ExamBoard",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BoardCandidate_ModuleRegistration_RegistrationId",
                        column: x => x.RegistrationId,
                        principalTable: "ModuleRegistration",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BoardCandidate_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BoardDecision",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    RegistrationId = table.Column<long>(type: "INTEGER", nullable: false),
                    BoardId = table.Column<long>(type: "INTEGER", nullable: false),
                    PackVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    CandidateNumber = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Grade = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    IsImported = table.Column<bool>(type: "INTEGER", nullable: false),
                    OverallMark = table.Column<double>(type: "REAL", precision: 14, scale: 4, nullable: true),
                    Figures = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Clause = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Trace = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    RuleCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    RuleVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    RatifiedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    RatifiedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BoardDecision", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BoardDecision_ExamBoard_BoardId",
                        column: x => x.BoardId,
                        principalTable: "ExamBoard",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BoardDecision_ModuleRegistration_RegistrationId",
                        column: x => x.RegistrationId,
                        principalTable: "ModuleRegistration",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BoardDecision_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Mark",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    RegistrationId = table.Column<long>(type: "INTEGER", nullable: false),
                    ComponentId = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    MarkVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Score = table.Column<double>(type: "REAL", precision: 14, scale: 4, nullable: true),
                    SubmittedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    IsBanked = table.Column<bool>(type: "INTEGER", nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    IsCurrent = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Mark", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Mark_AssessmentComponent_ComponentId",
                        column: x => x.ComponentId,
                        principalTable: "AssessmentComponent",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Mark_ModuleRegistration_RegistrationId",
                        column: x => x.RegistrationId,
                        principalTable: "ModuleRegistration",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Mark_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ModuleResult",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    RegistrationId = table.Column<long>(type: "INTEGER", nullable: false),
                    Figures = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    OverallMark = table.Column<double>(type: "REAL", precision: 14, scale: 4, nullable: true),
                    Grade = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Passes = table.Column<bool>(type: "INTEGER", nullable: true),
                    Clause = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Missing = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    MissingCount = table.Column<int>(type: "INTEGER", nullable: false),
                    Trace = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    RuleCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    RuleVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    ComputedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ModuleResult", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ModuleResult_ModuleRegistration_RegistrationId",
                        column: x => x.RegistrationId,
                        principalTable: "ModuleRegistration",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ModuleResult_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "AuditHead",
                columns: new[] { "Id", "Hash", "Sequence" },
                values: new object[] { 1, "0000000000000000000000000000000000000000000000000000000000000000", 0L });

            migrationBuilder.InsertData(
                table: "NumberSequence",
                columns: new[] { "Name", "Next" },
                values: new object[,]
                {
                    { "CandidateNumber", 1L },
                    { "HesaSet", 1L },
                    { "SID", 1L },
                    { "StudentNumber", 1L }
                });

            migrationBuilder.CreateIndex(
                name: "IX_Application_PersonId",
                table: "Application",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Application_Source_Key",
                table: "Application",
                columns: new[] { "Source", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserClaims_UserId",
                table: "AspNetUserClaims",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AspNetUserLogins_UserId",
                table: "AspNetUserLogins",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AssessmentComponent_Key",
                table: "AssessmentComponent",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AssessmentComponent_OccurrenceId",
                table: "AssessmentComponent",
                column: "OccurrenceId");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntry_Actor_Act_At",
                table: "AuditEntry",
                columns: new[] { "Actor", "Act", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntry_At",
                table: "AuditEntry",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntry_CorrelationId",
                table: "AuditEntry",
                column: "CorrelationId");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntry_SubjectKind_SubjectId",
                table: "AuditEntry",
                columns: new[] { "SubjectKind", "SubjectId" });

            migrationBuilder.CreateIndex(
                name: "IX_BoardCandidate_BoardId_RegistrationId",
                table: "BoardCandidate",
                columns: new[] { "BoardId", "RegistrationId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_BoardCandidate_CandidateNumber",
                table: "BoardCandidate",
                column: "CandidateNumber",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_BoardCandidate_PersonId",
                table: "BoardCandidate",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_BoardCandidate_RegistrationId",
                table: "BoardCandidate",
                column: "RegistrationId");

            migrationBuilder.CreateIndex(
                name: "IX_BoardDecision_BoardId_RegistrationId",
                table: "BoardDecision",
                columns: new[] { "BoardId", "RegistrationId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_BoardDecision_PersonId",
                table: "BoardDecision",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_BoardDecision_RegistrationId",
                table: "BoardDecision",
                column: "RegistrationId");

            migrationBuilder.CreateIndex(
                name: "IX_BoardMember_BoardId_UserId",
                table: "BoardMember",
                columns: new[] { "BoardId", "UserId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_BoardMember_UserId",
                table: "BoardMember",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_BoardPack_BoardId_PackVersion",
                table: "BoardPack",
                columns: new[] { "BoardId", "PackVersion" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CourseSession_EngagementId_SessionYear",
                table: "CourseSession",
                columns: new[] { "EngagementId", "SessionYear" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CourseSession_PersonId",
                table: "CourseSession",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_CourseSession_SessionYear_PersonId_EngagementId",
                table: "CourseSession",
                columns: new[] { "SessionYear", "PersonId", "EngagementId" });

            migrationBuilder.CreateIndex(
                name: "IX_DropFile_System_Batch",
                table: "DropFile",
                columns: new[] { "System", "Batch" });

            migrationBuilder.CreateIndex(
                name: "IX_DropFile_System_Claim",
                table: "DropFile",
                columns: new[] { "System", "Claim" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DropFile_System_Sha256",
                table: "DropFile",
                columns: new[] { "System", "Sha256" });

            migrationBuilder.CreateIndex(
                name: "IX_Engagement_PersonId_Numhus",
                table: "Engagement",
                columns: new[] { "PersonId", "Numhus" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Engagement_ProgrammeId_PersonId_Status",
                table: "Engagement",
                columns: new[] { "ProgrammeId", "PersonId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_Engagement_ProgrammeVersionId",
                table: "Engagement",
                column: "ProgrammeVersionId");

            migrationBuilder.CreateIndex(
                name: "IX_Engagement_Status_PersonId",
                table: "Engagement",
                columns: new[] { "Status", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_EngagementStatus_EngagementId_Ordinal",
                table: "EngagementStatus",
                columns: new[] { "EngagementId", "Ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_EngagementStatus_PersonId",
                table: "EngagementStatus",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_EntryProfile_EngagementId",
                table: "EntryProfile",
                column: "EngagementId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_EntryProfile_PersonId",
                table: "EntryProfile",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_EqualityDeclaration_PersonId",
                table: "EqualityDeclaration",
                column: "PersonId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ExamBoard_AcademicYear_Stage",
                table: "ExamBoard",
                columns: new[] { "AcademicYear", "Stage" });

            migrationBuilder.CreateIndex(
                name: "IX_ExamBoard_OccurrenceId",
                table: "ExamBoard",
                column: "OccurrenceId",
                unique: true,
                filter: "OccurrenceId IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ExaminerConfirmation_BoardId_PackVersion",
                table: "ExaminerConfirmation",
                columns: new[] { "BoardId", "PackVersion" });

            migrationBuilder.CreateIndex(
                name: "IX_ExaminerConfirmation_UserId",
                table: "ExaminerConfirmation",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_FeeCharge_EngagementId",
                table: "FeeCharge",
                column: "EngagementId");

            migrationBuilder.CreateIndex(
                name: "IX_FeeCharge_PersonId",
                table: "FeeCharge",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_FeeCharge_ReversesId",
                table: "FeeCharge",
                column: "ReversesId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FeeRule_ProgrammeCode_FromYear_RuleVersion",
                table: "FeeRule",
                columns: new[] { "ProgrammeCode", "FromYear", "RuleVersion" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_HesaEntity_RootKey",
                table: "HesaEntity",
                column: "RootKey",
                filter: "RootKey IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_HesaReturn_Ukprn_ReturnType_EffectiveDate_Sequence",
                table: "HesaReturn",
                columns: new[] { "Ukprn", "ReturnType", "EffectiveDate", "Sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_HesaSubmitted_ReturnId",
                table: "HesaSubmitted",
                column: "ReturnId");

            migrationBuilder.CreateIndex(
                name: "IX_HesaSubmitted_Ukprn_ReturnType",
                table: "HesaSubmitted",
                columns: new[] { "Ukprn", "ReturnType" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_HesaVerdict_Comparison_Entity_Status",
                table: "HesaVerdict",
                columns: new[] { "Comparison", "Entity", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_Hold_Source_Key",
                table: "Hold",
                columns: new[] { "Source", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "OpenHolds",
                table: "Hold",
                column: "PersonId",
                filter: "ReleasedOn IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_IdentityVerification_CaseReference",
                table: "IdentityVerification",
                column: "CaseReference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_IdentityVerification_PersonId",
                table: "IdentityVerification",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_InboxMessage_BusinessKey_Flow_SourceVersion",
                table: "InboxMessage",
                columns: new[] { "BusinessKey", "Flow", "SourceVersion" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_InboxMessage_CorrelationId",
                table: "InboxMessage",
                column: "CorrelationId");

            migrationBuilder.CreateIndex(
                name: "IX_InboxMessage_Flow_State_ReceivedAt",
                table: "InboxMessage",
                columns: new[] { "Flow", "State", "ReceivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_InboxMessage_MessageId_Source",
                table: "InboxMessage",
                columns: new[] { "MessageId", "Source" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_InboxMessage_PersonId",
                table: "InboxMessage",
                column: "PersonId",
                filter: "PersonId IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_InboxMessage_State_NextAttemptAt",
                table: "InboxMessage",
                columns: new[] { "State", "NextAttemptAt" },
                filter: "State IN ('Accepted', 'Parked', 'Quarantined')");

            migrationBuilder.CreateIndex(
                name: "IX_InboxMessage_WaitsFor",
                table: "InboxMessage",
                column: "WaitsFor",
                filter: "WaitsFor IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_JobRequest_DedupeKey",
                table: "JobRequest",
                column: "DedupeKey",
                unique: true,
                filter: "DedupeKey IS NOT NULL AND State IN ('Queued', 'Running')");

            migrationBuilder.CreateIndex(
                name: "IX_JobRequest_State_NextAt",
                table: "JobRequest",
                columns: new[] { "State", "NextAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Mark_ComponentId",
                table: "Mark",
                column: "ComponentId");

            migrationBuilder.CreateIndex(
                name: "IX_Mark_PersonId",
                table: "Mark",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Mark_RegistrationId_ComponentId_Attempt_MarkVersion",
                table: "Mark",
                columns: new[] { "RegistrationId", "ComponentId", "Attempt", "MarkVersion" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MarkRule_Code_RuleVersion",
                table: "MarkRule",
                columns: new[] { "Code", "RuleVersion" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MessageCorrection_MessageId",
                table: "MessageCorrection",
                column: "MessageId",
                unique: true,
                filter: "State = 'Proposed'");

            migrationBuilder.CreateIndex(
                name: "IX_Module_Code",
                table: "Module",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ModuleOccurrence_Key",
                table: "ModuleOccurrence",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ModuleOccurrence_ModuleId",
                table: "ModuleOccurrence",
                column: "ModuleId");

            migrationBuilder.CreateIndex(
                name: "IX_ModuleOccurrence_ModuleVersionId",
                table: "ModuleOccurrence",
                column: "ModuleVersionId");

            migrationBuilder.CreateIndex(
                name: "IX_ModuleRegistration_EngagementId",
                table: "ModuleRegistration",
                column: "EngagementId");

            migrationBuilder.CreateIndex(
                name: "IX_ModuleRegistration_OccurrenceId",
                table: "ModuleRegistration",
                column: "OccurrenceId");

            migrationBuilder.CreateIndex(
                name: "IX_ModuleRegistration_PersonId_OccurrenceId",
                table: "ModuleRegistration",
                columns: new[] { "PersonId", "OccurrenceId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ModuleRegistration_SessionId",
                table: "ModuleRegistration",
                column: "SessionId");

            migrationBuilder.CreateIndex(
                name: "IX_ModuleResult_PersonId",
                table: "ModuleResult",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_ModuleResult_RegistrationId",
                table: "ModuleResult",
                column: "RegistrationId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ModuleVersion_ModuleId_CatalogueVersion",
                table: "ModuleVersion",
                columns: new[] { "ModuleId", "CatalogueVersion" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMessage_Aggregate_Destination_Sequence",
                table: "OutboxMessage",
                columns: new[] { "Aggregate", "Destination", "Sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMessage_ClaimedBy",
                table: "OutboxMessage",
                column: "ClaimedBy",
                filter: "ClaimedBy IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMessage_CorrelationId",
                table: "OutboxMessage",
                column: "CorrelationId");

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMessage_Destination_NextAttemptAt",
                table: "OutboxMessage",
                columns: new[] { "Destination", "NextAttemptAt" },
                filter: "State = 'Unsent'");

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMessage_Flow_State_CreatedAt",
                table: "OutboxMessage",
                columns: new[] { "Flow", "State", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMessage_Key_Flow",
                table: "OutboxMessage",
                columns: new[] { "Key", "Flow" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMessage_PersonId",
                table: "OutboxMessage",
                column: "PersonId",
                filter: "PersonId IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "OpenLanes",
                table: "OutboxMessage",
                columns: new[] { "Destination", "Aggregate", "Sequence" },
                filter: "State IN ('Unsent', 'Dead')");

            migrationBuilder.CreateIndex(
                name: "IX_PartnerChannel_System",
                table: "PartnerChannel",
                column: "System",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PartnerCredential_KeyId",
                table: "PartnerCredential",
                column: "KeyId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PartnerCredential_System",
                table: "PartnerCredential",
                column: "System");

            migrationBuilder.CreateIndex(
                name: "IX_Payment_Key",
                table: "Payment",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Payment_PersonId",
                table: "Payment",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Person_SearchName",
                table: "Person",
                column: "SearchName");

            migrationBuilder.CreateIndex(
                name: "IX_Person_StudentNumber",
                table: "Person",
                column: "StudentNumber",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PersonIdentifier_PersonId",
                table: "PersonIdentifier",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_PersonIdentifier_Value_Kind_System",
                table: "PersonIdentifier",
                columns: new[] { "Value", "Kind", "System" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PersonWord_PersonId_Word",
                table: "PersonWord",
                columns: new[] { "PersonId", "Word" });

            migrationBuilder.CreateIndex(
                name: "IX_Programme_Code",
                table: "Programme",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ProgrammeVersion_ProgrammeId_CatalogueVersion",
                table: "ProgrammeVersion",
                columns: new[] { "ProgrammeId", "CatalogueVersion" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "RegistryUser",
                column: "NormalizedEmail");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "RegistryUser",
                column: "NormalizedUserName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ResultRelease_BoardId",
                table: "ResultRelease",
                column: "BoardId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RoleAssignment_UserId",
                table: "RoleAssignment",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_StudentDocument_PersonId",
                table: "StudentDocument",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Venue_Key",
                table: "Venue",
                column: "Key",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Application");

            migrationBuilder.DropTable(
                name: "AspNetUserClaims");

            migrationBuilder.DropTable(
                name: "AspNetUserLogins");

            migrationBuilder.DropTable(
                name: "AspNetUserTokens");

            migrationBuilder.DropTable(
                name: "AuditEntry");

            migrationBuilder.DropTable(
                name: "AuditHead");

            migrationBuilder.DropTable(
                name: "BoardCandidate");

            migrationBuilder.DropTable(
                name: "BoardDecision");

            migrationBuilder.DropTable(
                name: "BoardMember");

            migrationBuilder.DropTable(
                name: "BoardPack");

            migrationBuilder.DropTable(
                name: "DatabaseOrigin");

            migrationBuilder.DropTable(
                name: "DropFile");

            migrationBuilder.DropTable(
                name: "EngagementStatus");

            migrationBuilder.DropTable(
                name: "EntryProfile");

            migrationBuilder.DropTable(
                name: "EqualityDeclaration");

            migrationBuilder.DropTable(
                name: "ExaminerConfirmation");

            migrationBuilder.DropTable(
                name: "FeeCharge");

            migrationBuilder.DropTable(
                name: "FeeRule");

            migrationBuilder.DropTable(
                name: "HesaCount");

            migrationBuilder.DropTable(
                name: "HesaEntity");

            migrationBuilder.DropTable(
                name: "HesaSet");

            migrationBuilder.DropTable(
                name: "HesaSubmitted");

            migrationBuilder.DropTable(
                name: "HesaVerdict");

            migrationBuilder.DropTable(
                name: "Hold");

            migrationBuilder.DropTable(
                name: "IdentityVerification");

            migrationBuilder.DropTable(
                name: "JobRequest");

            migrationBuilder.DropTable(
                name: "Mark");

            migrationBuilder.DropTable(
                name: "MarkRule");

            migrationBuilder.DropTable(
                name: "MessageCorrection");

            migrationBuilder.DropTable(
                name: "ModuleResult");

            migrationBuilder.DropTable(
                name: "NumberSequence");

            migrationBuilder.DropTable(
                name: "OutboxMessage");

            migrationBuilder.DropTable(
                name: "PartnerChannel");

            migrationBuilder.DropTable(
                name: "PartnerCredential");

            migrationBuilder.DropTable(
                name: "Payment");

            migrationBuilder.DropTable(
                name: "PersonIdentifier");

            migrationBuilder.DropTable(
                name: "PersonWord");

            migrationBuilder.DropTable(
                name: "ResultRelease");

            migrationBuilder.DropTable(
                name: "RoleAssignment");

            migrationBuilder.DropTable(
                name: "StudentDocument");

            migrationBuilder.DropTable(
                name: "Venue");

            migrationBuilder.DropTable(
                name: "HesaReturn");

            migrationBuilder.DropTable(
                name: "AssessmentComponent");

            migrationBuilder.DropTable(
                name: "InboxMessage");

            migrationBuilder.DropTable(
                name: "ModuleRegistration");

            migrationBuilder.DropTable(
                name: "ExamBoard");

            migrationBuilder.DropTable(
                name: "RegistryUser");

            migrationBuilder.DropTable(
                name: "CourseSession");

            migrationBuilder.DropTable(
                name: "ModuleOccurrence");

            migrationBuilder.DropTable(
                name: "Engagement");

            migrationBuilder.DropTable(
                name: "ModuleVersion");

            migrationBuilder.DropTable(
                name: "Person");

            migrationBuilder.DropTable(
                name: "ProgrammeVersion");

            migrationBuilder.DropTable(
                name: "Module");

            migrationBuilder.DropTable(
                name: "Programme");
        }
    }
}
