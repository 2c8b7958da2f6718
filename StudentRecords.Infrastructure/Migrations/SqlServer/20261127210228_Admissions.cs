using System;
using Microsoft.EntityFrameworkCore.Migrations;
using StudentRecords.Infrastructure.Enrolment.Mappings;

#nullable disable

namespace StudentRecords.Infrastructure.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Admissions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "AwaitsHandover",
                table: "Application",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "QualificationResult",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: false),
                    Sitting = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    SourceVersion = table.Column<long>(type: "bigint", nullable: false),
                    ReleaseAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    Type = table.Column<string>(type: "nvarchar(5)", maxLength: 5, nullable: false),
                    Subject = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Grade = table.Column<string>(type: "nvarchar(11)", maxLength: 11, nullable: true),
                    Year = table.Column<int>(type: "int", nullable: false),
                    AwardingBody = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QualificationResult", x => x.Id);
                    table.ForeignKey(
                        name: "FK_QualificationResult_Person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_QualificationResult_PersonId_Sitting_SourceVersion",
                table: "QualificationResult",
                columns: new[] { "PersonId", "Sitting", "SourceVersion" });

            migrationBuilder.Sql(DeafApplications.SqlServer);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "QualificationResult");

            migrationBuilder.DropColumn(
                name: "AwaitsHandover",
                table: "Application");
        }
    }
}
